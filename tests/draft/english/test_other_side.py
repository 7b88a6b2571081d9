from __future__ import annotations

import pytest

from coach.draft.english.other_side import asks_for_other, is_other_side, turn_at_end

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


@pytest.mark.parametrize(
    "sentence",
    [
        "Now find the matching point on the other wrist and press it in the same manner.",
        "When the left foot is done, give the right one the same attention.",
        "Uncover it and cover the second eye instead.",
        "Do likewise with the near arm.",
        "Roll over and do it all again.",
        "Straighten up and do the mirror image.",
        "Treat the second calf exactly as you did the first.",
        "Do the strong arm in just the same way.",
    ],
)
def test_the_other_one_and_the_same_in_a_sentence_ask_for_the_other_side(sentence: str) -> None:
    assert asks_for_other(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Place your left hand on your right knee and repeat ten times.",
        "Put the other hand on the same spot.",
        "If the left side is sore, do it with the right instead.",
        "On the other hand, do it slowly.",
        "Turn the hand over and repeat.",
        "Take the other end of the towel.",
    ],
)
def test_what_only_has_words_of_both_does_not(sentence: str) -> None:
    assert not asks_for_other(sentence)


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("Pat down one arm, then the other.", "then the other."),
        ("Walk round the bed and wash the other arm.", "wash the other arm."),
        ("Lower it and do the left.", "do the left."),
        ("Come back and do the left turn slowly.", ""),
        ("Slide one hand under the knee and the other under the heel.", ""),
        ("Lay one hand on the belly, the other on it.", ""),
    ],
)
def test_the_end_of_a_sentence_may_turn_to_the_other(sentence: str, end: str) -> None:
    assert turn_at_end(sentence) == end


@pytest.mark.parametrize(
    "text",
    [
        "Stretch one arm and the opposite leg.",
        "Bring your elbow to the other knee.",
        "Lift one leg and the other arm.",
    ],
)
def test_an_arm_and_the_opposite_leg_are_one_movement(text: str) -> None:
    assert not any(asks(text) for asks in (is_other_side, asks_for_other, turn_at_end))
