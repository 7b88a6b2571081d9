"""A survey tells what stands around each block, and asks the classifier about a sentence where it stands."""

from __future__ import annotations

import pytest

from coach.draft.reading.sentence_classifier import UNDECIDED, Likelihoods
from coach.draft.reading.sentence_features import Setting
from coach.draft.reading.survey import Surroundings, survey_of
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.unit

BLOCKS = [Block("heading", "Hands", 1), Block("text", "Sit down. Rub.", 2), Block("text", "Well done. Rest.", 3)]


def test_each_block_has_the_last_sentence_before_it_and_the_first_after_it() -> None:
    around = survey_of(BLOCKS).around
    assert around[BLOCKS[0]] == Surroundings("", "Sit down.", 0)
    assert around[BLOCKS[1]] == Surroundings("Hands", "Well done.", 1 / 3)
    assert around[BLOCKS[2]] == Surroundings("Rub.", "", 2 / 3)


def test_a_sentence_has_its_neighbours_in_the_block_or_else_those_around_it() -> None:
    asked: list[Setting] = []

    def classifier(sentence: str, setting: Setting) -> Likelihoods:
        del sentence
        asked.append(setting)
        return UNDECIDED

    survey = survey_of(BLOCKS, classifier)
    for place in (0, 1):
        survey.judge(BLOCKS[1], ["Sit down.", "Rub."], place, "steps")
    assert [(setting.before, setting.after) for setting in asked] == [("Hands", "Rub."), ("Sit down.", "Well done.")]
