"""Blocks that begin with a time."""

import pytest

from coach.draft.text.blocks import Block
from coach.draft.text.times_first import with_times_last

pytestmark = pytest.mark.unit


def turned(*texts: str) -> list[str]:
    return [block.text for block in with_times_last([Block("item", text, 1) for text in texts])]


def test_the_times_of_a_plan_become_lengths() -> None:
    assert turned("0:00–1:30 Walk", "1:30–2:00: Sit down.") == ["Walk. 1 min 30 s", "Sit down. 30 s"]


def test_what_begins_at_a_point_of_a_plan_lasts_until_the_next() -> None:
    assert turned("0:00 Sit", "1:30 Walk", "4:00 Stop") == ["Sit. 1 min 30 s", "Walk. 2 min 30 s", "Stop"]


def test_a_plan_by_the_clock_gives_minutes() -> None:
    lines = ("12:00 - 12:03; boil the water", "12:03 - 12:06; let it cool", "12:06 - 12:07; pour it")
    assert turned(*lines) == ["boil the water. 3 min", "let it cool. 3 min", "pour it. 1 min"]


def test_times_of_the_day_stay() -> None:
    assert turned("18:00–18:45 Yoga", "19:00–19:45 Tea") == ["18:00–18:45 Yoga", "19:00–19:45 Tea"]


def test_minutes_that_are_counted_one_by_one_are_all_meant() -> None:
    assert turned("Minute 1: Sit.", "Minutes 2–4: Walk.", "Minute 5 – Rest.") == [
        "Sit. 1 min",
        "Walk. 3 min",
        "Rest. 1 min",
    ]


def test_minutes_from_one_point_to_the_next_are_their_difference() -> None:
    assert turned("Minutes 0–2: Sit.", "Minutes 2–5: Walk.") == ["Sit. 2 min", "Walk. 3 min"]
