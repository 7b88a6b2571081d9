"""The words of a sentence together say whether it warns, and whether it is but talk."""

from __future__ import annotations

import pytest

from coach.draft.english.word_weights import terms_of, weight_in_words

pytestmark = pytest.mark.unit


def test_terms_are_words_and_pairs_of_them_with_the_beginning() -> None:
    assert terms_of("Not on scars!") >= {"^_not", "not_on", "on_scars", "!", "scars_!"}


def test_figures_and_signs_are_alike_whatever_they_are() -> None:
    assert terms_of("5 minutes – no more") == terms_of("12 minutes — no more")


def test_a_sentence_without_any_word_that_is_weighed_has_the_weight_of_every_sentence() -> None:
    assert weight_in_words("warns", "Xyzzy") < 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody with a fresh scar should try it.",
        "If it gets worse, stop and see your doctor.",
        "I'd be glad if you kept off the scar until the last scab has gone.",
    ],
)
def test_what_warns_weighs_more_than_nothing(sentence: str) -> None:
    assert weight_in_words("warns", sentence) > 0


@pytest.mark.parametrize("sentence", ["Stroke the back of the hand.", "Breathe out slowly through the mouth."])
def test_what_asks_weighs_less_than_nothing(sentence: str) -> None:
    assert weight_in_words("warns", sentence) < 0
    assert weight_in_words("talks", sentence) < 0


def test_what_is_for_other_days_weighs_as_talk() -> None:
    assert weight_in_words("talks", "Try it before every meeting.") > 0
