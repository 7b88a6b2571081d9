"""The words of a sentence tell whether we, or a part of the body, do something in it."""

from __future__ import annotations

import pytest

from coach.draft.english.acts import is_act_told
from coach.draft.english.sentence_words import words_of

pytestmark = pytest.mark.unit


def _told(sentence: str) -> bool:
    return is_act_told(sentence.casefold(), words_of(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "We settle into the chair",
        "The left hand slowly glides up",
        "Feet hip-wide, head hanging",
        "Then shall he rise",
        "There is a flap at the top: fold it down",
        "The next thing is to lie down",
        "What comes next is bending the knees",
    ],
)
def test_somebody_or_a_part_of_the_body_does_something(sentence: str) -> None:
    assert _told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We live in noisy times",
        "If your eyes water, that says enough",
        "The muscles that move us",
        "A foot soak",
        "Kneeling is out of the question",
        "Props: mat",
        "The shoulders are what carries it",
    ],
)
def test_a_name_or_a_circumstance_is_no_act(sentence: str) -> None:
    assert not _told(sentence)
