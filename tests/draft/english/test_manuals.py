"""Manuals and protocols ask in the passive, of the one who acts, and by what is due."""

from __future__ import annotations

import pytest

from coach.draft.english.doers import is_act_of_one
from coach.draft.english.duties import is_due
from coach.draft.english.evidence import ENOUGH, weight_of
from coach.draft.english.imperative import is_instruction

pytestmark = pytest.mark.unit

ASKED = {
    "what hands do to a thing": [
        "The tumbler may then be removed.",
        "Rings should be taken off.",
        "The jug being filled, one spoonful of balsam is added.",
        "The patient is then covered to the chin.",
        "Should it cool, the linen must be renewed.",
    ],
    "what is made with the hands": ["Three passes are made.", "The same movement is made ten times behind the ears."],
    "the one who acts": [
        "The operator takes his stand at the right side.",
        "The carer then sits down, facing the person.",
        "Mum or Dad warms a few drops of oil.",
    ],
    "what is due": [
        "The bath is to end with the cold.",
        "A rug having been laid down, the student should stretch himself upon it.",
        "Pressure should be no more than you would use on a cat.",
        "He should thereafter rest for a quarter of an hour.",
    ],
    "old words": [
        "Bid him let all go at once.",
        "Thereafter let him close the eyes.",
        "It is well to remain two minutes in this attitude.",
        "Hips – firm!",
    ],
}
TOLD = [
    "No complaint is brought to her so often as sleeplessness.",
    "The pool is heated all year.",
    "Our office is closed on bank holidays.",
    "The point is to move the scalp.",
    "A good nurse takes four minutes over a bed.",
    "The operator often meets with resistance.",
    "Your mother writes that your hands are cold.",
]


@pytest.mark.parametrize("sentence", [each for sentences in ASKED.values() for each in sentences])
def test_this_is_asked(sentence: str) -> None:
    assert is_instruction(sentence)


@pytest.mark.parametrize("sentence", TOLD)
def test_this_is_only_told(sentence: str) -> None:
    assert not is_instruction(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "She then puts a little cream in her palm and warms it.",
        "When the whole body has been visited, he remains five minutes without stirring.",
        "It is halved by bringing the short edge down upon the other.",
        "By shifting the weight of the body, it is made to swing for one minute.",
    ],
)
def test_statements_about_who_or_what_was_named_count_beside_requests(sentence: str) -> None:
    assert weight_of(sentence) + 2 >= ENOUGH


def test_acts_are_told_from_states() -> None:
    assert is_act_of_one("places")
    assert not is_act_of_one("feels")
    assert not is_act_of_one("place")


def test_what_befalls_one_is_not_due() -> None:
    assert is_due("You should feel a stretch.") is False
    assert is_due("Lie down.") is None
