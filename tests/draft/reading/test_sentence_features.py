"""A sentence's features are its words, its neighbours' ends, and where it stands; none is there twice."""

from __future__ import annotations

import pytest

from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.reading.sentence_features import Setting, features_of, tokens_of
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.unit

BLOCK = Block("item", "Sit down. Rub the hand.", 3, number=2)


def setting(before: str = "Sit down.", after: str = "") -> Setting:
    return Setting(BLOCK, 1, 2, 0.45, "steps", "", has_label=False, before=before, after=after)


def test_tokens_are_words_signs_and_numbers_whose_value_does_not_count() -> None:
    assert tokens_of("Don't rub: 20 s!") == ["don't", "rub", ":", "#", "s", "!"]


def test_the_features_tell_the_words_their_pairs_and_where_the_sentence_stands() -> None:
    found = features_of("Rub the hand.", setting())
    expected = ["rub", "rub the", "begins:rub the", "ends:.", "before begins:sit", "block:item True", "part:2"]
    assert [feature for feature in expected if feature not in found] == []


def test_no_feature_is_there_twice() -> None:
    found = features_of("The hand, the hand, the hand.", setting("The hand.", "The hand."))
    assert len(found) == len(set(found))


def test_neighbours_make_a_difference() -> None:
    assert set(features_of("Rub.", setting("I sat down."))) != set(features_of("Rub.", setting("Sit down.")))


def test_a_german_sentence_has_the_words_of_its_gloss_and_its_own() -> None:
    with in_language(LANGUAGES["de"]()):
        found = features_of("Streichen Sie die Hand.", setting("", ""))
    assert "the hand" in found
    assert "de:die hand" in found
