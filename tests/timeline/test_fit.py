from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.duration_range import DurationRange, added, rigid
from coach.timeline.fit import fit

pytestmark = pytest.mark.unit

GLUE = DurationRange(10_000, 4_000, 30_000)
MOTION = DurationRange(22_000, 7_000, 42_000, place_ms=2_000, one_ms=5_000)
"""Four repetitions of 5 s, one to eight."""


@st.composite
def glues(draw: st.DrawFn) -> DurationRange:
    least, natural, most = sorted(draw(st.lists(st.integers(0, 200_000), min_size=3, max_size=3)))
    return DurationRange(natural, least, most)


@st.composite
def motions(draw: st.DrawFn) -> DurationRange:
    place, one = draw(st.integers(0, 3_000)), draw(st.integers(1, 40_000))
    least, natural, most = sorted(draw(st.lists(st.integers(1, 60), min_size=3, max_size=3)))
    return DurationRange(place + natural * one, place + least * one, place + most * one, place_ms=place, one_ms=one)


rigids = st.integers(0, 60_000).map(rigid)


def with_length(spans: st.SearchStrategy[list[DurationRange]]) -> st.SearchStrategy[tuple[list[DurationRange], int]]:
    def reachable(them: list[DurationRange]) -> st.SearchStrategy[tuple[list[DurationRange], int]]:
        whole = added(them)
        return st.tuples(st.just(them), st.integers(whole.least_ms, whole.most_ms))

    return spans.flatmap(reachable)


anything = with_length(st.lists(glues() | motions() | rigids, min_size=1, max_size=8))


@given(anything)
def test_every_span_keeps_its_bounds_and_all_add_up_exactly(asked: tuple[list[DurationRange], int]) -> None:
    spans, wanted = asked
    lengths, left_over = fit(spans, wanted)
    taken = [*zip(spans, lengths, strict=True)]
    assert sum(lengths) + left_over == wanted
    assert all(span.least_ms <= ms <= span.most_ms for span, ms in taken)
    assert not [ms for span, ms in taken if span.one_ms and (ms - span.place_ms) % span.one_ms], "whole repetitions"
    assert left_over >= 0
    if left_over:  # only where nothing else can stretch
        assert all(ms == span.most_ms for span, ms in taken if not span.one_ms)
        assert left_over < max(span.one_ms for span in spans)


@given(with_length(st.lists(glues() | rigids, min_size=1, max_size=8)))
def test_glue_gives_the_same_share_of_what_it_can_give(asked: tuple[list[DurationRange], int]) -> None:
    spans, wanted = asked
    lengths, _ = fit(spans, wanted)
    whole = added(spans)
    room = whole.most_ms - whole.natural_ms if wanted > whole.natural_ms else whole.natural_ms - whole.least_ms
    for span, ms in zip(spans, lengths, strict=True):
        own = span.most_ms - span.natural_ms if wanted > whole.natural_ms else span.natural_ms - span.least_ms
        assert abs((ms - span.natural_ms) * room - own * (wanted - whole.natural_ms)) <= room


@given(st.lists(glues() | motions() | rigids, min_size=1, max_size=8))
def test_the_natural_length_leaves_all_as_it_is_and_the_shortest_and_longest_take_the_bounds(
    spans: list[DurationRange],
) -> None:
    whole = added(spans)
    assert fit(spans, whole.natural_ms) == ([span.natural_ms for span in spans], 0)
    assert fit(spans, whole.least_ms) == ([span.least_ms for span in spans], 0)
    assert fit(spans, whole.most_ms) == ([span.most_ms for span in spans], 0)


@pytest.mark.parametrize(
    ("wanted", "lengths"),
    [
        (20_000, [5_000, 12_000, 3_000]),
        (14_000, [3_500, 8_400, 2_100]),
        (40_000, [10_000, 24_000, 6_000]),
        (20_001, [5_000, 12_001, 3_000]),
    ],
)
def test_glue_stretches_and_shrinks_by_its_room(wanted: int, lengths: list[int]) -> None:
    spans = [
        DurationRange(5_000, 2_500, 15_000),
        DurationRange(12_000, 6_000, 36_000),
        DurationRange(3_000, 1_500, 9_000),
    ]
    assert fit(spans, wanted) == (lengths, 0)


def test_what_is_rigid_never_changes() -> None:
    assert fit([rigid(9_000), GLUE, rigid(1)], 30_001) == ([9_000, 21_000, 1], 0)


def test_many_small_shares_round_to_the_whole_and_not_one_by_one() -> None:
    lengths, _ = fit([DurationRange(10, 5, 30)] * 1000, 10_400)
    assert sum(lengths) == 10_400
    assert set(lengths) == {10, 11}
    assert max(sum(lengths[:end]) - 10.4 * end for end in range(1, 1001)) <= 1


def test_a_motion_goes_to_the_nearest_repetition_and_the_glue_takes_the_rest() -> None:
    # 10 s more for rooms of 20 s each: 5 s each, which is one repetition more.
    assert fit([MOTION, GLUE], 42_000) == ([27_000, 15_000], 0)
    # 4 s more: 2 s each, which is no repetition.
    assert fit([MOTION, GLUE], 36_000) == ([22_000, 14_000], 0)
    # 6 s more: 3 s each, which is nearer to a repetition than to none.
    assert fit([MOTION, GLUE], 38_000) == ([27_000, 11_000], 0)


def test_glue_before_a_motion_takes_its_rest_too() -> None:
    assert fit([GLUE, MOTION], 36_000) == ([14_000, 22_000], 0)


def test_a_motion_hands_its_rest_to_the_next_one() -> None:
    # 4 s more, 2 s each: the first rounds to none, the second gets 4 s and takes one repetition; 1 s is too much, but
    # there is no glue, so one repetition goes again and 4 s are left over.
    assert fit([MOTION, MOTION], 48_000) == ([22_000, 22_000], 4_000)
    # 5 s more, 2.5 s each: one of them takes a whole repetition.
    assert sorted(fit([MOTION, MOTION], 49_000)[0]) == [22_000, 27_000]


def test_motions_alone_leave_less_than_a_repetition_over() -> None:
    assert fit([MOTION], 26_999) == ([22_000], 4_999)
    assert fit([MOTION], 27_000) == ([27_000], 0)
    assert fit([MOTION], 7_001) == ([7_000], 1)


def test_glue_that_can_give_too_little_takes_what_it_can() -> None:
    assert fit([MOTION, DurationRange(1_000, 1_000, 1_500)], 25_000) == ([22_000, 1_500], 1_500)


@pytest.mark.parametrize("spans", [[], [rigid(0)]])
def test_nothing_takes_nothing(spans: list[Any]) -> None:
    assert fit(spans, 0) == ([0] * len(spans), 0)
