"""The sentences of a block are candidates, with their label, what follows them, and what warns beside them."""

from __future__ import annotations

import pytest

from coach.draft.english.headings import Role, label_of
from coach.draft.reading.candidates import Candidate, candidates_in
from coach.draft.reading.sentence_classifier import UNDECIDED, Likelihoods
from coach.draft.reading.sentence_features import Setting
from coach.draft.reading.survey import survey_of
from coach.draft.reading.warned_here import warns_here
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.unit


def found_in(text: str, likely: Likelihoods = UNDECIDED, role: Role = "") -> tuple[list[Candidate], str]:
    """Return the candidates of a paragraph, and its name, by a classifier that always says the same."""

    def judge(sentence: str, setting: Setting) -> Likelihoods:
        del sentence, setting
        return likely

    block = Block("text", text, 1)
    return candidates_in(block, *label_of(text), role, survey_of([block], judge))


def test_a_label_belongs_to_the_first_sentence_behind_it() -> None:
    found, name = found_in("Sunflower: Press your palms together. Breathe.")
    assert [each.whole for each in found] == ["Sunflower: Press your palms together.", "Breathe."]
    assert [each.introduced for each in found] == [True, False]
    assert name == "Sunflower"


def test_a_sentence_knows_what_follows_it() -> None:
    found, _ = found_in("Sit down. Rub. Rest.")
    assert [list(each.following) for each in found] == [["Rub.", "Rest."], ["Rest."], []]


def test_a_block_of_warnings_is_alone() -> None:
    assert all(each.alone for each in found_in("Do not massage a wound. Stop if it hurts.")[0])
    assert not any(each.alone for each in found_in("Do not massage a wound. Rub the hand.")[0])


@pytest.mark.parametrize(
    ("text", "likely", "warns"),
    [
        ("Sit with your back straight.", UNDECIDED, False),
        ("Sit with your back straight.", Likelihoods(0.3, 0.4, 0.3), False),
        ("Sit up if the pain comes back.", Likelihoods(0.3, 0.4, 0.3), True),
        ("Ask your doctor first if you have diabetes.", UNDECIDED, True),
        ("Ask your doctor first if you have diabetes.", Likelihoods(0, 0.1, 0.9), True),
        ("My uncle, who has diabetes, was a doctor.", Likelihoods(0, 0, 1), False),
        ("You will need a towel and a bowl.", Likelihoods(0, 1, 0), False),
    ],
)
def test_a_warning_is_told_in_doubt_and_left_out_where_it_is_certainly_talk(
    text: str, likely: Likelihoods, warns: bool
) -> None:
    (candidate,), _ = found_in(text, likely)
    assert warns_here(candidate, by_place=False, forbids=False) is warns
