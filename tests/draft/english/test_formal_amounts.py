"""Amounts as charts and old books write them, and figures beside them that are none."""

from __future__ import annotations

import pytest

from coach.draft.english.quantities import quantities_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("text", ["4x/day", "3 x day", "x3/day", "10 x daily", "Ten times in the day", "x 3 per week"])
def test_how_often_a_day_is_no_amount(text: str) -> None:
    assert not quantities_in(text).practice


def test_other_words_behind_a_count_leave_it() -> None:
    assert quantities_in("Bend it 10 times and lower it.").times


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Huff once or twice.", 1, 2),
        ("Nod twice or thrice.", 2, 3),
        ("Take three sips.", 3, 3),
        ("Twelve risings.", 12, 12),
    ],
)
def test_old_counts(text: str, least: int, most: int) -> None:
    times = quantities_in(text).times
    assert times is not None
    assert (times.least, times.most) == (least, most)


def test_a_time_that_somebody_else_counts() -> None:
    time = quantities_in("Remain so while ten is counted.").time
    assert time is not None
    assert time.natural == 10_000


def test_a_count_that_gives_the_signal_takes_no_time() -> None:
    assert quantities_in("On the count of three, stand up.").time is None


def test_a_full_stop_parts_a_time_from_the_number_behind_it() -> None:
    figures = quantities_in("Rest for 1 minute. 3 repetitions.")
    assert figures.time is not None
    assert figures.times is not None
    assert (figures.time.natural, figures.times.natural) == (60_000, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Take the scarf with an end in each hand.",
        "Spread it so that it hangs over on both sides.",
        "Sit with a cushion on each side.",
    ],
)
def test_what_is_so_on_both_sides_at_once_is_no_turn(text: str) -> None:
    assert quantities_in(text).each is None


@pytest.mark.parametrize("text", ["Rub it for a minute on each side.", "Do it with each hand."])
def test_what_is_done_on_each_side_is_one(text: str) -> None:
    assert quantities_in(text).each
