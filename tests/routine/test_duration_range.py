from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.duration_range import DurationRange, added, rigid

pytestmark = pytest.mark.unit

MOTION = DurationRange(44_000, 9_000, 86_000, "{n} × 7s + 2s to place the hands", place_ms=2_000, one_ms=7_000)

times = st.integers(0, 86_400_000)
spans = st.builds(DurationRange, times, times, times)


def test_what_is_rigid_neither_stretches_nor_shrinks() -> None:
    assert rigid(7_000, "a breath") == DurationRange(7_000, 7_000, 7_000, "a breath")


def test_nothing_at_all_takes_no_time() -> None:
    assert added([]) == rigid(0)


@given(st.lists(spans, max_size=5))
def test_one_after_the_other_everything_adds_up(parts: list[DurationRange]) -> None:
    whole = added(parts)
    assert (whole.natural_ms, whole.least_ms, whole.most_ms) == (
        sum(part.natural_ms for part in parts),
        sum(part.least_ms for part in parts),
        sum(part.most_ms for part in parts),
    )


@given(st.lists(spans, max_size=5), spans)
def test_without_a_part_the_others_are_left(parts: list[DurationRange], part: DurationRange) -> None:
    assert added([*parts, part]) - part == added(parts)


def test_a_motion_holds_whole_repetitions_after_the_hands_are_placed() -> None:
    assert [MOTION.repetitions(ms) for ms in (8_999, 9_000, 15_999, 16_000, 44_000, 86_000)] == [0, 1, 1, 2, 6, 12]


def test_what_can_take_any_time_repeats_nothing() -> None:
    assert DurationRange(40_000, 16_000, 120_000).repetitions(40_000) == 0


def test_the_rule_says_how_many_repetitions_there_are() -> None:
    assert MOTION.rule_at(16_000) == "2 × 7s + 2s to place the hands"


def test_a_rule_without_repetitions_stays_as_it_is() -> None:
    assert rigid(60_000, "6 × (4s in + 6s out)").rule_at(60_000) == "6 × (4s in + 6s out)"
