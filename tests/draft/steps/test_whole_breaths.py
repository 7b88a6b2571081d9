from __future__ import annotations

import pytest

from tests.draft.steps.test_whole_drafts import steps_of

pytestmark = pytest.mark.unit


def test_the_phases_of_a_breath_are_one_breath_however_they_stand_in_lines() -> None:
    text = "Night breath\n\nbreathe in slow, count 4\nhold it, count 4\nand out slow, count 6\ndo that 5 times\n"
    assert [step["do"] for step in steps_of(text)] == [{"breaths": 5, "in": "4s", "hold": "4s", "out": "6s"}]


def test_breaths_that_go_on_for_minutes_are_counted() -> None:
    text = "A breath\n\nBreathe in for 4 and out for 6, and do that for two minutes.\n"
    assert [step["do"] for step in steps_of(text)] == [{"breaths": 12, "in": "4s", "out": "6s"}]


def test_more_of_a_hold_repeats_its_release_too() -> None:
    text = "Shoulders\n\nLift your shoulders for 5 seconds.\n\nAnd let them go.\n\nTwice more, please.\n"
    (group,) = steps_of(text)
    assert group["repeat"] == 3
    assert [step["say"] for step in group["steps"]] == ["Lift your shoulders for 5 seconds.", "And let them go."]


def test_what_is_repeated_is_the_step_with_its_end() -> None:
    text = "Legs\n\nLift the leg for 10 seconds.\n\nLower it.\n\nRepeat this three times.\n"
    (group,) = steps_of(text)
    assert group["repeat"] == 3
    assert [step["say"] for step in group["steps"]] == ["Lift the leg for 10 seconds.", "Lower it."]


def test_numbers_counted_aloud_within_a_sentence_are_its_seconds() -> None:
    text = "Bear breaths\n\nBreathe in, one, two, three, and feel your tummy grow.\n"
    assert [step["do"] for step in steps_of(text)] == ["3s exactly"]
