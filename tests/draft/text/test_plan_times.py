"""Times of a plan in a column."""

import pytest

from coach.draft.text.plan_times import is_frame, lengths_of, with_lengths

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("cells", "lengths"),
    [
        (["0–3", "3–8", "8–12"], ["3 min", "5 min", "4 min"]),
        (["Min 0 to 2", "Min 2 to 3", "Min 3 to 6"], ["2 min", "1 min", "3 min"]),
        (["0:00–0:30", "0:30–2:00"], ["30 s", "1 min 30 s"]),
        (["0:00-1:00", "1:00-1:45", "1:45"], ["1 min", "45 s", ""]),
        (["0:30–1:30", "1:30–2:00", "2:00–4:00"], ["1 min", "30 s", "2 min"]),
        (["00:00", "00:40", "02:00"], ["40 s", "1 min 20 s", ""]),
        (["12:05–12:10", "12:10–12:30", "12:30–12:31"], ["5 min", "20 min", "1 min"]),
    ],
)
def test_a_line_lasts_until_the_next_begins(cells: list[str], lengths: list[str]) -> None:
    assert lengths_of(cells) == lengths


@pytest.mark.parametrize(
    "cells",
    [["8–10", "10–12"], ["0:30", "0:45", "1:00"], ["3", "10", "12"], ["0–3", "5 min"], ["10 s", "10 s"], ["0–3"]],
)
def test_amounts_are_no_times_of_a_plan(cells: list[str]) -> None:
    assert lengths_of(cells) == []


def test_the_row_at_the_end_of_a_plan_is_none() -> None:
    rows = [["0:00", "Sit"], ["1:00", "Walk"], ["3:00", "The end"]]
    assert with_lengths(rows) == [["1 min", "Sit"], ["2 min", "Walk"], []]


def test_a_row_with_a_time_of_its_own_takes_that_and_only_begins_by_the_plan() -> None:
    rows = [["0:00", "Knead", "each side", "90 sec"], ["4:00", "Glide", "both", "10 x"], ["6:00", "Rest", "", ""]]
    assert [row[0] for row in with_lengths(rows)] == ["", "2 min", ""]


def test_what_frames_a_recording_is_nothing_to_do() -> None:
    assert is_frame("Hello and welcome")
    assert not is_frame("Stop and stand still")
