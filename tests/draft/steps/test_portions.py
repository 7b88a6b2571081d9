"""Sentences with a time of their own are steps of their own, and what alternates is done in turns."""

from __future__ import annotations

import pytest

from tests.draft.steps.test_builder import steps_of

pytestmark = pytest.mark.unit


def test_a_second_time_in_the_passive_is_a_second_step() -> None:
    steps = steps_of(
        "Poultice\n\nLeave it on for half an hour. A second bag may then take its place for another ten minutes."
    )
    assert [step["do"] for step in steps] == ["30m exactly", "10m exactly"]


def test_what_alternates_is_done_in_turns() -> None:
    steps = steps_of(
        "Contrast bath\n\nFill two buckets. Put the foot into the warm one for 3 minutes. "
        "Then put it into the cold one for 1 minute. Alternate in this way three times."
    )
    assert steps[-1]["repeat"] == 3
    assert [step["do"] for step in steps[-1]["steps"]] == ["3m exactly", "1m exactly"]


def test_the_same_again_takes_as_long_as_before() -> None:
    steps = steps_of("Arm\n\nSwing the arm forwards for 40 seconds. Then from side to side, same again.")
    assert [step["do"] for step in steps] == ["40s exactly", "40s exactly"]


def test_how_long_each_repetition_is_held_is_no_step() -> None:
    steps = steps_of("Knee\n\nPress the knee down x 6, hold 5 s.")
    assert [step["do"] for step in steps] == [{"times": "6 exactly", "each": "5s"}]


def test_steps_that_are_repeated_in_the_passive() -> None:
    steps = steps_of("Stand\n\n1. Lean forward.\n2. Stand up.\n3. Steps 1 to 2 are repeated five times.")
    assert steps[-1]["repeat"] == 5


def test_a_rest_of_some_length_passes_before_what_follows() -> None:
    steps = steps_of(
        "Steam\n\nBreathe the steam for five minutes. After a rest of two minutes, resume for another three."
    )
    assert [step["do"] for step in steps] == ["5m exactly", "2m exactly", "3m exactly"]
