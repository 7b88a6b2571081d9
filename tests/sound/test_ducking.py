from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sound.ducking import ALONE, DOWN, DOWN_EARLY, EDGE, FASTEST, GAP, SWELL_UP, UP, Curve, curve_of, flat
from coach.sound.ducking_regions import ducking_regions
from coach.timeline.head_and_tail import Margins
from coach.timeline.timeline import Cue, Timeline
from coach.units import RATE, frames_at
from tests.kinds import at_most

pytestmark = pytest.mark.property

HEAD, TAIL = Margins().head_ms, Margins().tail_ms
BASE = -11.0


def talking(*lengths_ms: int, head: int = HEAD, tail: int = TAIL) -> Timeline:
    """Speech, rest, speech, ... between the rests before the first and after the last word."""
    cues, now = [], 0
    for index, length in enumerate((head, *lengths_ms, tail)):
        if length:
            cues.append(Cue(now, now + length, "speech" if index % 2 else "pause", "x" * (index % 2)))
        now += length
    return Timeline("T", tuple(cues))


def curve(timeline: Timeline, under: Sequence[float] = (), base: float = BASE, most: float = math.inf) -> Curve:
    """The background `base` under speech, or `under` each cue as much as is said there."""
    return curve_of(timeline, base, under or [base] * len(timeline.speech), most)


def at(curve: Curve, *times_ms: int) -> list[float]:
    return [float(level) for level in curve.levels(np.array([frames_at(ms) for ms in times_ms]))]


def over(timeline: Timeline, *times_ms: int) -> list[float]:
    """In decibels over the level under speech."""
    return [level - BASE for level in at(curve(timeline), *times_ms)]


def each_ms(curve: Curve, timeline: Timeline) -> np.ndarray:
    return curve.levels(np.arange(timeline.duration_ms + 1) * RATE // 1000)


def test_the_figures_are_those_of_the_design() -> None:
    assert (DOWN_EARLY, DOWN, UP, GAP, FASTEST) == (600, 700, 1_500, 1_500, 25)


def test_it_rises_from_nothing_and_ends_in_nothing() -> None:
    timeline = talking(5000)
    assert over(timeline, 0, timeline.duration_ms) == pytest.approx([EDGE] * 2, abs=0.1)


def test_it_is_down_when_a_word_begins_and_stays_down_to_the_last_one() -> None:
    timeline = talking(5000, 1400, 3000)
    times = (HEAD + 100, HEAD + 2500, HEAD + 5000, HEAD + 6500, HEAD + 9400)
    assert over(timeline, *times) == pytest.approx([0] * 5, abs=0.01)


def test_it_begins_to_go_down_600_ms_before_speech_and_takes_700_ms() -> None:
    word = HEAD + 11_000
    timeline = talking(5000, 6000, 3000)
    assert over(timeline, word - 601, word + 101) == pytest.approx([ALONE, 0], abs=0.001)
    way = np.array(over(timeline, *range(word - 590, word + 91, 10)))
    assert way[0] < ALONE - 0.001
    assert way[-1] > 0.001
    assert (np.diff(way) < 0).all()


def test_it_is_up_again_a_second_and_a_half_after_speech() -> None:
    timeline, end = talking(5000, 6000, 3000), HEAD + 5000
    way = np.array(over(timeline, *range(end, end + 1501, 10)))
    assert way[0] == pytest.approx(0, abs=0.001)
    assert way[-1] == pytest.approx(ALONE, abs=0.001)
    assert (np.diff(way) > 0).all()


@pytest.mark.parametrize("base", [-23.0, -15.0, -7.0, 3.5])
def test_its_shape_is_the_same_however_far_it_is_under_speech(base: float) -> None:
    timeline = talking(5000, 60_000, 5000)
    times = (0, HEAD + 2500, HEAD + 8000, HEAD + 45_000, timeline.duration_ms)
    levels = np.array(at(curve(timeline, base=base), *times)) - base
    assert levels == pytest.approx([EDGE, 0, ALONE, SWELL_UP, EDGE], abs=0.01)


def test_a_larger_distance_to_speech_makes_it_softer() -> None:
    gains = [curve(talking(5000), base=base).factors(frames_at(6000), frames_at(6000) + 1)[0, 0] for base in (-7, -11)]
    assert 20 * np.log10(gains) == pytest.approx([-7, -11], abs=0.01)


@pytest.mark.parametrize("gap", [0, 1, 200, 700, 1499])
def test_it_does_not_pump_in_a_short_gap(gap: int) -> None:
    timeline = talking(5000, gap, 5000) if gap else Timeline("T", _back_to_back(HEAD, 5000, 5000))
    levels = each_ms(curve(timeline), timeline)[HEAD + 200 : HEAD + 9900 + gap] - BASE
    assert np.abs(levels).max() < 0.001


def _back_to_back(*lengths: int) -> tuple[Cue, ...]:
    """A rest, words that follow each other at once, and a rest."""
    times = np.cumsum((0, *lengths, TAIL)).tolist()
    kinds = ("pause", *("speech",) * (len(lengths) - 1), "pause")
    return tuple(
        Cue(start, end, kind)  # type: ignore[arg-type]
        for (start, end), kind in zip(pairwise(times), kinds, strict=True)
    )


def test_it_comes_up_in_a_longer_gap_as_far_as_the_time_allows() -> None:
    timeline = talking(5000, 1500, 5000)
    middle = each_ms(curve(timeline), timeline)[HEAD + 5000 : HEAD + 6500] - BASE
    assert 2 < middle.max() < ALONE
    assert over(timeline, HEAD + 5000, HEAD + 6600) == pytest.approx([0, 0], abs=0.001)


def test_it_swells_gently_in_a_long_silence() -> None:
    timeline, silence = talking(5000, 60_000, 5000), HEAD + 5000
    levels = each_ms(curve(timeline), timeline)[silence + 2000 : silence + 59_000] - BASE
    assert levels[0] == pytest.approx(ALONE, abs=0.01)
    assert levels[-1] == pytest.approx(SWELL_UP, abs=0.01)
    assert np.diff(levels).max() * 1000 < 0.5
    assert np.diff(levels).min() > -1e-9
    assert levels[: 12_000 - 2000].max() < ALONE + 0.01


@pytest.mark.parametrize("silence", [5000, 20_000])
def test_it_does_not_swell_in_a_silence_that_is_soon_over(silence: int) -> None:
    timeline = talking(5000, silence, 5000)
    assert each_ms(curve(timeline), timeline).max() == pytest.approx(BASE + ALONE, abs=0.001)


def test_a_session_without_a_word_fades_in_and_out() -> None:
    timeline = Timeline("T", (Cue(0, HEAD, "pause"), Cue(HEAD, 9000, "practice"), Cue(9000, 19_000, "pause")))
    assert over(timeline, 0, 5000, 19_000) == pytest.approx([EDGE, ALONE, EDGE], abs=0.1)


def test_it_fades_from_the_last_step_s_end_to_the_session_s() -> None:
    """A fade of three minutes takes three minutes."""
    cues = (Cue(0, HEAD, "pause"), Cue(HEAD, 9000, "speech", "x", 1), Cue(9000, 30_000, "pause", "", 1))
    timeline = Timeline("T", (*cues, Cue(30_000, 210_000, "pause")))
    way = np.array(over(timeline, *range(30_000, 210_001, 1000)))
    assert way[0] == pytest.approx(ALONE, abs=2.1)
    assert way[90] == pytest.approx((way[0] + EDGE) / 2, abs=0.1)
    assert way[-1] == pytest.approx(EDGE, abs=0.1)
    assert (np.diff(way) < 0).all()


def test_each_word_has_its_own_level_under_it() -> None:
    timeline, under = talking(3000, 1000, 3000, 5000, 3000), [-9.0, -12.0, -14.5]
    heard = curve(timeline, under)
    for cue, level in zip(timeline.speech, under, strict=True):
        assert at(heard, cue.start_ms + 100, cue.end_ms) == pytest.approx([level] * 2, abs=0.001)
    assert max(at(heard, HEAD + 3000, HEAD + 3500, HEAD + 4000)) <= -9 + 0.001


def test_between_words_without_a_gap_the_way_is_short_and_in_the_middle() -> None:
    timeline = Timeline("T", _back_to_back(HEAD, 3000, 3000))
    levels = each_ms(curve(timeline, [-11.0, -13.0]), timeline)
    assert levels[HEAD + 200 : HEAD + 2900] == pytest.approx(-11)
    assert levels[HEAD + 3100 : HEAD + 5900] == pytest.approx(-13)
    assert levels[HEAD + 3000] == pytest.approx(-12, abs=0.1)


def test_where_a_way_is_too_short_the_louder_end_gives_way() -> None:
    timeline = Timeline("T", _back_to_back(HEAD, 3000, 3000, 3000))
    levels = each_ms(curve(timeline, [-11.0, -31.0, -11.0]), timeline)
    assert levels[HEAD + 3100 : HEAD + 5900] == pytest.approx(-31)
    assert levels[HEAD + 100 : HEAD + 3000].max() < -11 + 1e-9
    assert levels[[HEAD + 100, HEAD + 9000]] == pytest.approx(-11)


def test_nothing_is_done_to_what_is_flat() -> None:
    assert (flat(RATE).factors(0, 2 * RATE) == 1).all()
    assert (flat(0).factors(0, RATE) == 1).all()


lengths = st.one_of(st.integers(1, 60), st.integers(1, 3000), st.integers(1, 30_000))
edges = st.one_of(st.integers(1, 60), st.integers(1, 12_000))
gaps = st.one_of(st.just(0), st.integers(0, 60), st.integers(0, 4000), st.integers(0, 30_000))


@st.composite
def timelines(draw: st.DrawFn, shortest: int) -> Timeline:
    """Words of any length, back to back or not, with any rest before and after them, and breaths anywhere."""
    words = draw(st.lists(st.tuples(lengths.map(lambda ms: max(ms, shortest)), gaps), max_size=5))
    cues, now = [Cue(0, draw(edges), "pause")], 0
    for length, gap in words:
        now = cues[-1].end_ms
        cues.append(Cue(now, now + length, "speech", "x", 1))
        if gap:
            cues.append(Cue(now + length, now + length + gap, "pause", "", 1))
    now = cues[-1].end_ms
    cues.append(Cue(now, now + draw(edges), "pause"))
    times = sorted(draw(st.lists(st.integers(0, now), max_size=6, unique=True)))
    breaths = [Cue(start, end, "breath", sound="breath-in", step=1) for start, end in pairwise(times)]
    led = draw(st.lists(st.sampled_from(breaths), unique=True)) if breaths else []
    return Timeline("T", tuple(sorted([*cues, *led], key=lambda cue: cue.start_ms)))


@st.composite
def scenes(draw: st.DrawFn, spread: float = 60, shortest: int = 1) -> tuple[Timeline, list[float]]:
    """A timeline, and how loud the background shall be under each of its words."""
    timeline, level = draw(timelines(shortest)), st.floats(BASE - spread, BASE + min(spread, 4))
    count = len(timeline.speech)
    return timeline, draw(st.lists(level, min_size=count, max_size=count))


@given(scenes())
@at_most(500)
def test_it_never_moves_faster_than_25_db_a_second_nor_leaves_its_range(scene: tuple[Timeline, list[float]]) -> None:
    timeline, under = scene
    levels = each_ms(curve(timeline, under), timeline)
    assert np.abs(np.diff(levels)).max() * 1000 <= FASTEST * 1.03  # a millisecond is 44 frames, or 45
    assert np.abs(levels[10:] - levels[:-10]).max(initial=0) * 100 <= FASTEST
    assert levels.min() >= min(BASE + EDGE, *under, BASE) - 0.01
    assert levels.max() <= BASE + SWELL_UP + 0.01


@given(scenes())
def test_it_is_never_louder_under_a_word_than_it_shall_be(scene: tuple[Timeline, list[float]]) -> None:
    timeline, under = scene
    heard = curve(timeline, under)
    for cue, level in zip(timeline.speech, under, strict=True):
        if cue.end_ms - cue.start_ms >= 300:
            first, last = frames_at(cue.start_ms + 100), frames_at(cue.end_ms - 100)
            assert heard.levels(np.linspace(first, last, 50).astype(np.int64)).max() <= level + 0.01


@given(scenes(spread=1.5, shortest=300))
def test_the_level_under_a_word_is_what_it_shall_be_where_there_is_time(scene: tuple[Timeline, list[float]]) -> None:
    """Levels that are three decibels apart can be had in 200 ms; up from nothing takes three seconds, and down two."""
    timeline, under = scene
    heard, end = curve(timeline, under), timeline.duration_ms - 2500
    for cue, level in zip(timeline.speech, under, strict=True):
        if cue.start_ms >= 3000 and cue.end_ms <= end:
            first, last = frames_at(cue.start_ms + 100), frames_at(cue.end_ms - 100)
            levels = heard.levels(np.linspace(first, last, 50).astype(np.int64))
            assert np.abs(levels - level).max() <= 0.01


@given(scenes(), st.floats(-60, 20))
def test_it_is_never_over_the_most(scene: tuple[Timeline, list[float]], most: float) -> None:
    timeline, under = scene
    assert each_ms(curve(timeline, under, most=most), timeline).max() <= most + 1e-9


@given(scenes())
def test_it_is_at_its_lowest_at_both_ends(scene: tuple[Timeline, list[float]]) -> None:
    timeline, under = scene
    levels = curve(timeline, under)
    begin, end = at(levels, 0, timeline.duration_ms)
    assert end <= BASE + EDGE + 0.01
    room_ms = next((stretch.start_ms + 100 for stretch in ducking_regions(timeline, BASE, under)), 60_000)
    if min(under, default=BASE) >= BASE + EDGE:
        assert end == pytest.approx(BASE + EDGE, abs=0.01)
        if room_ms >= 4_000:  # else it begins so high that it can be at its level in time
            assert begin == pytest.approx(BASE + EDGE, abs=0.01) or max(under) > BASE + 24


@given(scenes(), st.floats(0, 1))
@at_most(200)
def test_its_factors_are_its_levels(scene: tuple[Timeline, list[float]], part: float) -> None:
    timeline, under = scene
    heard, start = curve(timeline, under), int(part * frames_at(timeline.duration_ms))
    factors = heard.factors(start, start + RATE)
    assert factors.shape == (RATE, 1)
    levels = heard.levels(np.arange(start, start + RATE))
    assert np.abs(20 * np.log10(factors[:, 0], dtype=np.float64) - levels).max() <= 0.01


SCENE = curve(talking(3000, 1000, 3000, 5000, 3000), [-9.0, -12.0, -14.5])
FACTORS = SCENE.factors(0, 20 * RATE)


@given(st.integers(0, 20 * RATE), st.integers(0, 3 * RATE))
def test_it_is_the_same_whatever_stretch_is_asked_for(start: int, frames: int) -> None:
    end = min(start + frames, len(FACTORS))
    assert np.array_equal(SCENE.factors(start, end), FACTORS[start:end])


@given(scenes(), st.floats(0, 1), st.integers(1, 2 * RATE))
@at_most(200)
def test_its_gain_is_one_number_where_all_its_factors_are_the_same(
    scene: tuple[Timeline, list[float]], part: float, frames: int
) -> None:
    timeline, under = scene
    heard, start = curve(timeline, under), int(part * frames_at(timeline.duration_ms))
    gain, factors = heard.gain(start, start + frames), heard.factors(start, start + frames)[:, 0]
    assert np.array_equal(np.broadcast_to(gain, frames), factors)


def test_it_is_one_number_in_a_long_rest() -> None:
    assert curve(talking(3000, 60_000, 3000), [-9.0, -9.0]).gain(30 * RATE, 40 * RATE).ndim == 0


class Counting(np.ndarray[tuple[int], np.dtype[np.int64]]):
    """Points of a curve, which tell how many of them are read."""

    read = 0

    def __getitem__(self, which: object) -> Any:
        found = super().__getitem__(which)  # type: ignore[call-overload]
        Counting.read += np.size(found)
        return found


def test_a_second_takes_no_more_of_a_curve_of_ten_hours_than_of_one() -> None:
    times = np.arange(36_000) * RATE
    long = Curve(times.view(Counting), np.sin(times.astype(np.float64)))
    short = Curve(times[:3600].view(Counting), long.decibels[:3600])
    reads = []
    for each in (long, short):
        Counting.read = 0
        each.factors(1800 * RATE, 1801 * RATE)
        reads.append(Counting.read)
    assert reads[0] == reads[1] < 10


@pytest.mark.parametrize("head_ms", [500, 1_000, 2_000, 4_000])
def test_it_has_come_up_when_the_first_word_begins_however_soon_that_is(head_ms: int) -> None:
    cues = (Cue(0, head_ms, "pause"), Cue(head_ms, head_ms + 3000, "speech", "x", 1))
    timeline = Timeline("T", (*cues, Cue(head_ms + 3000, head_ms + 13_000, "pause")))
    heard = curve_of(timeline, BASE, [BASE]).levels(np.array([frames_at(head_ms + 100), frames_at(head_ms + 2000)]))
    assert heard == pytest.approx([BASE] * 2, abs=0.01)
