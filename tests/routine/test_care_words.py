from __future__ import annotations

import pytest

from coach.routine.care_words import care_words
from coach.timeline.guide_words import PHRASES

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("language", PHRASES)
def test_every_language_with_guide_words_has_words_of_care(language: str) -> None:
    assert care_words(language)
    assert care_words(f"{language}-XX")


def test_another_language_has_none() -> None:
    assert care_words("fi") is None


def test_a_word_that_forbids_holds_for_its_own_sentence() -> None:
    words = care_words("en")
    assert words
    assert words.first(words.closed_eyes, "Never close your eyes.") is None
    assert words.first(words.closed_eyes, "Never strain. Close your eyes.")
    assert words.first(words.closed_eyes, "Never close your eyes here. Close your eyes at home.")


def test_a_word_that_makes_a_condition_holds_up_to_the_comma() -> None:
    words = care_words("en")
    assert words
    assert words.first(words.closed_eyes, "See if their eyes are closed.") is None
    assert words.first(words.closed_eyes, "If you like, close your eyes.")


def test_in_german_a_word_behind_forbids_too() -> None:
    words = care_words("de")
    assert words
    assert words.first(words.closed_eyes, "Schließen Sie die Augen nicht.") is None
    assert words.first(words.closed_eyes, "Schließen Sie die Augen. Sprechen Sie nicht.")
