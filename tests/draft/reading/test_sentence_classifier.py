"""The classifier weighs features, is sure of plain cases, and fits the features that it is asked by."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coach.draft.reading.read_text import read_text
from coach.draft.reading.sentence_classifier import UNDECIDED, Likelihoods, LogLinear, trained_classifier
from coach.draft.reading.sentence_features import Setting
from coach.draft.text.blocks import Block
from tests.draft.judging import plain

pytestmark = pytest.mark.unit

DOCUMENTS = sorted(path for path in Path("tests/draft/documents").iterdir() if path.suffix == ".txt")[:40]
SETTING = Setting(Block("text", "", 1), 0, 1, 0.5, "", "", has_label=False, before="", after="")


def test_the_weights_of_the_features_that_are_there_add_up() -> None:
    judge = LogLinear({"": (0, 0), "rub": (100, 0), "doctor": (0, 300)})
    assert judge("Rub.", SETTING).request > 0.5
    assert judge("Doctor!", SETTING).warning > 0.5
    assert judge("Stars shine.", SETTING) == pytest.approx([1 / 3] * 3)


def test_the_likelihoods_are_one_together_however_great_the_weights() -> None:
    judge = LogLinear({"": (100_000, -100_000)})
    assert sum(judge("Rub.", SETTING)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("likely", "sure", "asks", "certain", "warns"),
    [
        (Likelihoods(0.9, 0.05, 0.05), True, True, False, False),
        (Likelihoods(0.05, 0.05, 0.9), True, False, False, False),
        (Likelihoods(0, 0, 1), True, False, True, False),
        (Likelihoods(0.3, 0.5, 0.2), False, False, False, True),
        (UNDECIDED, False, False, False, False),
    ],
)
def test_a_warning_is_taken_for_one_in_doubt_and_talk_only_when_it_is_certain(
    likely: Likelihoods, sure: bool, asks: bool, certain: bool, warns: bool
) -> None:
    found = (likely.is_sure, likely.surely_asks, likely.certainly_talks, likely.likely_warns(risky=True))
    assert found == (sure, asks, certain, warns)


def test_a_warning_that_names_no_risk_has_to_be_sure() -> None:
    assert not Likelihoods(0.2, 0.7, 0.1).likely_warns(risky=False)
    assert Likelihoods(0.1, 0.9, 0).likely_warns(risky=False)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Stroke the back of the hand with your thumb for one minute.", "request"),
        ("Do not do this if you have a fever or a fresh wound.", "warning"),
        ("My grandmother was a nurse and she loved her garden.", "talk"),
    ],
)
def test_what_comes_with_coach_knows_plain_sentences(sentence: str, kind: str) -> None:
    assert getattr(trained_classifier()(sentence, SETTING), kind) > 0.8


def test_what_comes_with_coach_was_trained_on_the_features_of_today() -> None:
    right = []
    for path in DOCUMENTS:
        marks = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
        asked: dict[str, Likelihoods] = {}

        def judge(sentence: str, setting: Setting, asked: dict[str, Likelihoods] = asked) -> Likelihoods:
            asked[plain(sentence)] = trained_classifier()(sentence, setting)
            return UNDECIDED

        read_text(path.read_bytes(), path.name, judge)
        for place, key in enumerate(("instructions", "cautions", "not")):
            for mark in map(plain, marks.get(key, [])):
                right += [likely[place] == max(likely) for text, likely in asked.items() if text.startswith(mark)]
    assert len(right) > 300
    assert sum(right) / len(right) > 0.96
