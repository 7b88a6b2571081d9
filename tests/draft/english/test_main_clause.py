"""What stands around a main clause is left out of it, and the clause itself stays."""

from __future__ import annotations

import pytest

from coach.draft.english.main_clause import main_clause

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("When the water has boiled, the herbs are added.", "the herbs are added."),
        ("The basin being half full, the foot is lowered into it.", "the foot is lowered into it."),
        ("A rug having been laid on the floor, the pupil lies down.", "the pupil lies down."),
        ("Wetting two fingers, he strokes the brow.", "he strokes the brow."),
        ("To conclude, the back is rubbed.", "the back is rubbed."),
        ("The cloth, still warm from the oven, is spread on the chest.", "The cloth is spread on the chest."),
        ("With slow strokes the oil is spread on the back.", "the oil is spread on the back."),
        ("While it is in the bath the ankle should be moved.", "the ankle should be moved."),
        ("Milk which has boiled, and has then stood, is poured over it.", "Milk is poured over it."),
    ],
)
def test_circumstances_are_left_out(sentence: str, clause: str) -> None:
    assert main_clause(sentence) == clause


@pytest.mark.parametrize(
    "sentence",
    [
        "The foot is lowered into the basin.",
        "In like manner he proceeds to the calves, the thighs, and lastly the face.",
        "Lift the left arm, and then the right.",
    ],
)
def test_a_sentence_without_circumstances_stays_as_it_is(sentence: str) -> None:
    assert main_clause(sentence) == sentence
