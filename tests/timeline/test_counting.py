from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import RoutineError
from coach.routine.loader import parse_routine
from coach.routine.motion import span_of
from coach.routine.practice import Repetitions, Times
from coach.timeline.compiler import compile_routine, measure_again, plan_routine
from coach.timeline.counting import COUNT_GAP_MS, count_aloud
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.timeline import Timeline

pytestmark = pytest.mark.unit

LEAD_MS = 2_000
"""The time to place the hands."""


def counted(do: str, ms: int, length: int | None = None) -> Timeline:
    """A session that counts, with numbers of so many milliseconds."""
    routine = parse_routine(f"title: T\nsteps: [{{title: Tap, do: {{{do}, count: aloud}}}}]".encode(), "r.yaml")
    return compile_routine(routine, lambda _: ms, length)


def practice_of(timeline: Timeline) -> tuple[int, str]:
    (found,) = (cue for cue in timeline.cues if cue.kind == "practice")
    return found.end_ms - found.start_ms, found.rule


def beats_of(timeline: Timeline) -> list[int]:
    starts = [cue.start_ms for cue in timeline.speech]
    return [later - sooner for sooner, later in pairwise(starts)]


def test_a_count_each_second_is_said_each_second() -> None:
    timeline = counted("times: 10, each: 1s", 900)
    assert beats_of(timeline) == [1_000] * 9
    assert practice_of(timeline) == (12_000, "10 × 1s + 2s to place the hands")


def test_a_count_each_second_is_said_each_second_by_the_estimate_too() -> None:
    text = b"title: T\nsteps: [{title: Tap, do: {times: 20, each: 1s, count: aloud}}]"
    assert beats_of(compile_routine(parse_routine(text, "r.yaml"), estimate_by_pace(125))) == [1_000] * 19


@pytest.mark.parametrize(("ms", "beat"), [(980, 1_000), (981, 1_001), (1_300, 1_320)])
def test_a_repetition_takes_what_its_number_needs(ms: int, beat: int) -> None:
    timeline = counted("times: 3, each: 1s", ms)
    assert beats_of(timeline) == [beat, beat]
    assert practice_of(timeline)[0] == LEAD_MS + 3 * beat


def test_a_practice_that_is_longer_for_its_count_says_so() -> None:
    _, rule = practice_of(counted("times: 3, each: 1s", 1_300))
    assert rule == "3 × 1s + 2s to place the hands; 1.32s each, as the count needs"


@pytest.mark.parametrize("length", [22_000, 24_500, 30_001, 37_123])
def test_the_session_is_as_long_as_asked_whatever_the_count_needs(length: int) -> None:
    text = b"title: T\nsteps: [{title: Tap, do: {times: 6, each: 1s, count: aloud}}, {say: Rest., do: 5s}]"
    timeline = compile_routine(parse_routine(text, "r.yaml"), lambda _: 1_180, length)
    assert timeline.duration_ms == length
    counts = [cue for cue in timeline.speech if cue.text != "Rest."]
    assert {later.start_ms - sooner.start_ms for sooner, later in pairwise(counts)} == {1_200}


def test_only_the_numbers_that_are_written_make_it_slower() -> None:
    # “7” takes a second and more, and is one of the six more that a longer session may count.
    lengths = {"7": 1_400}
    times = Times(times=Repetitions(3, 1, 9), each=1_000, count="aloud")
    span = count_aloud(span_of(times), lambda text: lengths.get(text, 400)).span
    assert span.one_ms == 1_000


def test_a_longer_session_counts_no_further_than_its_numbers_fit() -> None:
    text = b"title: T\nsteps: [{title: Tap, do: {times: 3, each: 1s, count: aloud}}]"
    with pytest.raises(RoutineError, match="it takes 17s at least and 22s at most"):
        compile_routine(parse_routine(text, "r.yaml"), lambda text: 1_400 if text == "7" else 400, 60_000)


@pytest.mark.parametrize(("at_ms", "beat", "unheard"), [(4_000, 1_320, 0), (8_500, 1_000, 1)])
def test_a_count_becomes_slower_while_it_is_played_only_before_it_has_begun(
    at_ms: int, beat: int, unheard: int
) -> None:
    """The last number of one that has begun may find no room any more; none overlaps another."""
    text = b"title: T\nsteps: [{title: Tap, do: {times: 4, each: 1s, count: aloud}}, {say: Rest., do: 20s}]"
    plan = plan_routine(parse_routine(text, "r.yaml"), lambda _: 600, 45_000)
    spoken = measure_again(plan, at_ms, lambda _: 1_300).timeline
    before, after = ([cue for cue in each.speech if cue.text != "Rest."] for each in (plan.timeline, spoken))
    assert spoken.duration_ms == 45_000
    assert {later.start_ms - sooner.start_ms for sooner, later in pairwise(after)} == {beat}
    assert len(after) == len(before) - unheard


@given(st.integers(1, 40), st.integers(100, 3_000), st.lists(st.integers(1, 2_000), min_size=120, max_size=120))
def test_each_number_is_said_within_its_own_repetition(times: int, each: int, lengths: list[int]) -> None:
    motion = Times(times=Repetitions(times, 1, 3 * times), each=f"{each}ms", count="aloud")
    plain = span_of(motion)
    count = count_aloud(plain, lambda text: lengths[int(text) - 1])
    ends = [*(word.offset_ms for word in count.words[1:times]), count.span.natural_ms]
    assert count.words[0].offset_ms == plain.place_ms
    assert all(
        word.offset_ms + word.length_ms + COUNT_GAP_MS <= end
        for word, end in zip(count.words[:times], ends, strict=True)
    )
    assert count.span.one_ms == max(each, max(lengths[:times]) + COUNT_GAP_MS)
    assert (count.span.repetitions(count.span.natural_ms), count.span.rule) == (times, count.span.rule)
