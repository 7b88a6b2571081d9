from __future__ import annotations

import pytest

from coach.draft.english.one_of_a_pair import BEGINS, GOES_ON, NEITHER, is_about_one, limb_of, prepares

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Take one foot in both hands.", BEGINS),
        ("Support his right elbow.", BEGINS),
        ("Starting with the left hand, press the palm.", BEGINS),
        ("Wash the arm that is further away.", BEGINS),
        ("Lean to the left.", BEGINS),
        ("Rub the heel.", GOES_ON),
        ("With your right hand, press.", GOES_ON),
        ("Soak both hands.", NEITHER),
        ("Fetch a hand towel.", NEITHER),
        ("Sit down.", NEITHER),
    ],
)
def test_a_text_begins_with_one_of_two_or_goes_on_with_it(text: str, about: int) -> None:
    assert is_about_one(text) == about


def test_another_limb_than_the_one_meant_does_not_count() -> None:
    assert is_about_one("Take the right hand.", limb_of("Now the other foot.")) == NEITHER


@pytest.mark.parametrize(
    ("text", "limb"),
    [("Now the other foot.", "lower"), ("Switch arms.", "upper"), ("Then the ear.", "face"), ("The other side.", "")],
)
def test_a_change_names_its_limb(text: str, limb: str) -> None:
    assert limb_of(text) == limb


def test_what_gets_ready_is_told_from_what_is_done() -> None:
    texts = ("Sit facing each other.", "Fill a bowl.", "Stroke the palm.")
    assert [prepares(text) for text in texts] == [True, True, False]
