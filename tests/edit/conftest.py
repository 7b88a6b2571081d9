"""What tests of this room share: a routine of every kind of step, and its plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from coach.routine.for_listener import adapt
from coach.routine.loader import parse_routine
from coach.timeline.compiler import plan_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.plan import Plan

ROUTINE = """\
title: A short rest
background: {sound: none}
steps:
  - title: Shoulders
    say: Let your shoulders sink.
    do: {time: 5s, from: 3s, to: 20s}
  - section: The {hand} hand
    each: {hand: [left, right]}
    between: Now change hands.
    steps:
      - title: Rest
        say: Rest your {hand} hand.
        do: {time: 5s, from: 3s, to: 20s}
        skip_for: [crps]
      # the breath, which has no title
      - say: Breathe slowly.
        do:
          time: 4s
          from: 3s
          to: 5s
  - title: The end
    say: This is the end.
"""

PlanOf = Callable[..., Plan]


@pytest.fixture
def plan_of() -> PlanOf:
    """The plan of a routine's text, by an estimate."""

    def plan(text: str, conditions: Sequence[str] = (), length_ms: int | None = None) -> Plan:
        routine = adapt(parse_routine(text.encode(), "mine.yaml"), conditions)
        return plan_routine(routine, estimate_by_pace(125), length_ms)

    return plan
