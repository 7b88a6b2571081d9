"""What is said, done and waited for at a time."""

from __future__ import annotations

import pytest

from coach.routine.loader import parse_routine
from coach.timeline.compiler import compile_routine
from coach.timeline.moments import Moments

pytestmark = pytest.mark.unit

ROUTINE = """
title: Hands
steps:
  - {title: Hold, say: 'Hold on. [pause 1s] Hold on tight.', do: until ready}
  - {title: Rub, say: Rub., do: 30s, guide: {half: Half way.}}
  - {say: Well done.}
"""
TIMELINE = compile_routine(parse_routine(ROUTINE.encode(), "hands.yaml"), lambda text: 50 * len(text))
MOMENTS = Moments(TIMELINE)
HOLD, TIGHT, RUB, HALF, DONE = TIMELINE.speech
WAIT, RUBBING = (cue for cue in TIMELINE.cues if cue.kind == "practice")


def test_words_are_spoken_from_their_first_millisecond_to_their_last() -> None:
    assert [MOMENTS.spoken_at(ms) for ms in (HOLD.start_ms - 1, HOLD.start_ms, HOLD.end_ms - 1, HOLD.end_ms)] == [
        None,
        HOLD,
        HOLD,
        None,
    ]


def test_a_practice_is_done_from_its_beginning_to_its_end() -> None:
    times = (WAIT.start_ms - 1, WAIT.start_ms, WAIT.end_ms - 1, RUB.start_ms, RUBBING.start_ms)
    assert [MOMENTS.practice_at(ms) for ms in times] == [None, WAIT, WAIT, None, RUBBING]


def test_a_wait_is_known_before_it_comes() -> None:
    assert [MOMENTS.waits_at(ms) for ms in (WAIT.start_ms - 1, WAIT.start_ms)] == [None, WAIT]
    assert [MOMENTS.waiting_after(ms) for ms in (0, WAIT.end_ms - 1, WAIT.end_ms)] == [WAIT, WAIT, None]


def test_the_last_instruction_holds_until_its_step_ends_whatever_is_said_in_the_practice() -> None:
    times = (HOLD.start_ms, TIGHT.start_ms, WAIT.end_ms - 1)
    assert [MOMENTS.instruction_at(ms, 1) for ms in times] == ["Hold on.", "Hold on tight.", "Hold on tight."]
    assert [MOMENTS.instruction_at(ms, 2) for ms in (HALF.start_ms, RUBBING.end_ms - 1)] == ["Rub.", "Rub."]


def test_no_instruction_is_that_of_another_step() -> None:
    assert [MOMENTS.instruction_at(0, step) for step in (None, 1)] == ["", ""]
    assert MOMENTS.instruction_at(DONE.start_ms - 1, 3) == ""
    assert MOMENTS.instruction_at(DONE.start_ms, 3) == "Well done."
