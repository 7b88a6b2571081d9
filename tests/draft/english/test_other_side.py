from __future__ import annotations

import pytest

from coach.draft.english.other_side import is_other_side

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "sentence",
    [
        "Right leg next.",
        "Now the other hip.",
        "And the same on the left.",
        "Then its twin on the left.",
        "Mirror it all on the right arm.",
        "Go on to the second foot.",
        "Turn to its neighbour.",
        "And after that on to your left.",
        "Do likewise with the left.",
        "When you have finished, give the right foot the same treatment.",
        "And now the little right foot.",
        "The other hand, please.",
    ],
)
def test_a_change_to_the_other_side_is_known_by_its_words(sentence: str) -> None:
    assert is_other_side(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Turn to the left.",
        "Now turn to the right.",
        "Start with the right hand.",
        "The other hand holds the wrist.",
        "Left hand up.",
        "Use your right hand.",
        "With the other hand, press.",
        "Now bend the right knee.",
        "Second step.",
        "Look from left to right.",
    ],
)
def test_a_movement_to_a_side_is_none(sentence: str) -> None:
    assert not is_other_side(sentence)
