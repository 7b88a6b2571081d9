"""A sentence in the form of a request is talk if all its words say so, unless it says how long, how often or how."""

from __future__ import annotations

import pytest

from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.reading.surely_talk import is_firm, is_surely_talk

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("sentence", ["Ask us about our tasting evenings.", "Try it before every meeting."])
def test_talk_is_known_by_all_of_its_words(sentence: str) -> None:
    assert is_surely_talk(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lie down on your back.",
        "Do it ten times.",
        "Then treat the other leg as you did the first.",
        "Work slowly here.",
    ],
)
def test_what_asks_is_no_talk(sentence: str) -> None:
    assert not is_surely_talk(sentence)


def test_an_amount_or_another_side_is_firm() -> None:
    assert is_firm("Hold it for ten seconds.")
    assert is_firm("Repeat on the other side.")
    assert not is_firm("Moisturise at night instead.")


def test_words_of_another_language_are_not_weighed() -> None:
    with in_language(LANGUAGES["de"]()):
        assert not is_surely_talk("Ask us about our tasting evenings.")
