"""Warnings of a whole text: what stands beside one, in a list within a list, and who hears it how often."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from coach.draft import draft_routine

pytestmark = pytest.mark.unit


def drafted(text: str) -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(draft_routine(text.encode(), "a.md"))
    return made


def warned(text: str) -> str:
    return " ".join(words for caution in drafted(text).get("cautions", []) for words in caution.values())


@pytest.mark.parametrize(
    "beside",
    [
        "The same goes for tired shoulders.",
        "If it goes above five, make the circle smaller.",
        "Tennis elbow may flare up here.",
        "Do not pull at it.",
    ],
)
def test_what_goes_on_with_a_warning_warns(beside: str) -> None:
    assert beside in warned(f"1. Roll the wrist.\n\nSharp pain means stop. {beside}")


@pytest.mark.parametrize("beside", ["The wrist has eight bones.", "It helps most people with migraine."])
def test_what_only_stands_beside_a_warning_does_not(beside: str) -> None:
    assert beside not in warned(f"1. Roll the wrist.\n\nSharp pain means stop. {beside}")


def test_a_list_within_a_list_is_led_in_by_its_item() -> None:
    text = (
        "1. Roll the arm.\n2. Rest.\n\n- Skip it if:\n  - it is in a sling\n- Ring your physio if:\n  - it wakes you\n"
    )
    assert "Skip it if it is in a sling." in warned(text)
    assert "Ring your physio if it wakes you." in warned(text)


def test_a_list_of_what_not_to_do_keeps_its_heading() -> None:
    assert "Don't lie there for hours." in warned("# Sleep\n\nClose your eyes.\n\n## Don't\n\n- lie there for hours\n")


def test_numbers_of_paragraphs_are_not_said() -> None:
    text = (
        "1 SAFETY\n\n2.1 Never do this in the car.\n2.2 Asthma: sit up.\n\nTHE ROUTINE\n\nPress your palms together.\n"
    )
    assert "2.1" not in warned(text)
    assert "Never do this in the car." in warned(text)


def test_nobody_hears_a_warning_twice() -> None:
    routine = drafted("Breathe in for 4 seconds and out for 6.\n\nDo not hold your breath if you are pregnant.\n")
    first = routine["steps"][0]
    assert first["say"] == "Do not hold your breath if you are pregnant."
    assert first["skip_for"] == ["any-condition", "pregnancy"]


@pytest.mark.parametrize(("warning", "skipped"), [("Not during pregnancy.", ["pregnancy"]), ("Not with a rash.", None)])
def test_held_breaths_are_left_out_in_pregnancy_if_the_text_warns(warning: str, skipped: list[str] | None) -> None:
    text = f"{warning}\n\n1. Breathe in for 4 seconds, hold for 4 seconds, breathe out for 6 seconds. Repeat 5 times.\n"
    (step,) = (step for step in drafted(text)["steps"] if "hold" in str(step.get("do")))
    assert step.get("skip_for") == skipped


def test_needs_of_a_line_in_bold_are_had_at_hand() -> None:
    routine = drafted("# Wax\n\n**You need** paraffin wax · cling film · a mitten\n\n1. Dip your hand.\n")
    assert routine["needs"] == ["paraffin wax", "cling film", "a mitten"]


def test_what_is_certainly_a_step_is_told_there_only() -> None:
    text = "1. Lay your hands on the belly.\n2. For one minute, watch it rise and fall.\n\nStop if it hurts."
    assert warned(text) == "Stop if it hurts."
    assert "watch it rise and fall" in str(drafted(text)["steps"])


def test_a_question_why_something_is_so_warns_of_nothing() -> None:
    assert (
        warned("1. Rub the heel.\n\nWhy should creams with alcohol be avoided?\n\nStop if it hurts.")
        == "Stop if it hurts."
    )
