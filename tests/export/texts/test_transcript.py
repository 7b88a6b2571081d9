from __future__ import annotations

import pytest

from coach.export.texts.transcript import transcript_of
from coach.routine.loader import parse_routine
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace

pytestmark = pytest.mark.unit

ROUTINE = """
title: A rest
steps:
  - say: Sit down. [pause 2s] Warm 5cm of cream.
  - section: Each {hand}
    each: {hand: [left, right]}
    steps:
      - {title: Stroke, say: 'Stroke your {hand} hand.', do: 30s, guide: {half: Half way.}}
  - say: Rest.
"""


def test_it_has_all_that_is_said_as_it_was_written_a_line_for_each_step() -> None:
    timeline = compile_routine(parse_routine(ROUTINE.encode(), "FILE"), estimate_by_pace(125))
    assert transcript_of(timeline) == (
        "A rest\n\nSit down. Warm 5cm of cream.\n\nEach left\n\nStroke your left hand. Half way.\n"
        "\nEach right\n\nStroke your right hand. Half way.\nRest.\n"
    )
