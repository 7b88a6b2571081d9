"""Headings that ask for something → said with the step under them, and done with it."""

from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.routine.loader import parse_routine
from coach.routine.model import Step
from tests.draft.judging import repeats, said_in

pytestmark = pytest.mark.unit

PAGE = """# Knee exercises

Do each exercise 10 times unless it says otherwise.

### 1. Sit and reach

Sit on the chair and put the heel on the floor. Lean forward for 30 s, 3 times.

### 2. Bend and stretch

### 3. Lift the heel

Keep the knee straight as you lift it.
"""


def test_a_heading_that_asks_is_said_with_the_step_under_it_and_not_done_by_itself() -> None:
    routine = parse_routine(draft_routine(PAGE.encode(), "knee.md").encode(), "knee.yaml")
    steps = [said for said in said_in(routine.steps) if isinstance(said.item, Step) and said.item.do]
    first, second, third = steps
    assert first.text.startswith("Sit and reach. [pause 2s] Sit on the chair")
    assert second.text == "Bend and stretch."
    assert third.text.startswith("Lift the heel. [pause 2s] Keep the knee straight")
    assert [repeats(each, 10) for each in steps] == [False, True, True]


RULE = """# Moving somebody in bed

## 1. Bend and stretch

Unless otherwise stated, each movement is done 8 times.

1. Bend the elbow.
2. Close the fingers.

## 2. Turn over

Bend the far knee.
"""


def test_a_rule_for_all_steps_is_not_the_step_that_a_heading_begins() -> None:
    routine = parse_routine(draft_routine(RULE.encode(), "bed.md").encode(), "bed.yaml")
    told = [said.text for said in said_in(routine.steps)]
    assert told == [
        "Unless otherwise stated, each movement is done 8 times.",
        "Bend and stretch. [pause 2s] Bend the elbow.",
        "Close the fingers.",
        "Turn over. [pause 2s] Bend the far knee.",
    ]
