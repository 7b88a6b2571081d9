from __future__ import annotations

import pytest

from coach.draft import draft_routine

pytestmark = pytest.mark.unit

STEPS = "\n\n## Steps\n\n1. Lift the arm.\n2. Bend the knee, 6 times.\n3. Wave, 6 times without holding.\n"


def practices(rules: str) -> list[str]:
    """Return what follows `do:` for the three steps."""
    text = draft_routine(f"# Arms\n\n## Ground rules\n\n{rules}{STEPS}".encode(), "a.md")
    after = text[text.index("Lift the arm") :]
    return [line.split("do: ")[1].partition("   #")[0] for line in after.split("\n") if "do: " in line]


def test_rules_in_a_list_hold_for_the_steps_below_with_a_hold_beside_a_count() -> None:
    rules = "- Each exercise is done 10 times.\n- Hold the end position for 5 seconds each time.\n- Breathe on."
    each = "{times: 6 exactly, each: 5s}"
    assert practices(rules) == ["{times: 10 exactly, each: 5s}", each, "{times: 6 exactly}"]


def test_under_a_heading_of_rules_figures_alone_are_rules() -> None:
    assert practices("- 12 repetitions\n- 2 seconds at each end")[0] == "{times: 12 exactly, each: 2s}"


def test_steps_before_the_others_are_no_rules() -> None:
    assert practices("- Sit down.\n- Hold the chair for 5 seconds.")[1:] == ["{times: 6 exactly}"] * 2


def test_what_is_told_of_each_thing_is_no_rule() -> None:
    assert practices("Each foot has its own pace. Every beginner yawns up to ten times.")[1] == "{times: 6 exactly}"


def test_a_rest_between_them_is_one_between_the_steps() -> None:
    text = draft_routine(
        b"# Arms\n\nEach one is repeated 12 times, and between them you take a break of 30 seconds.\n\n"
        b"1. Lift the arm.\n2. Bend the knee.\n",
        "a.md",
    )
    assert text.count("pause: 30s") == 2


def test_what_stands_between_numbered_steps_has_no_rule() -> None:
    text = draft_routine(
        b"# Knee\n\nEach exercise is done 10 times.\n\n1. Press the knee down.\n2. Lift the heel.\n\n"
        b"Come and sit on the chair.\n\n3. Stretch the leg.\n4. Bend it.\n",
        "a.md",
    )
    assert text.count("{times: 10 exactly}") == 4
