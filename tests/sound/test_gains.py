from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.model import LEVELS
from coach.sound.gains import ALONE, EDGE, SWELL_UP, curve_of
from coach.sound.library import LUFS
from coach.speech.treatment import SPEECH_LUFS
from coach.timeline.compiler import HEAD_MS, TAIL_MS
from coach.timeline.model import Cue, Timeline
from coach.units import RATE, frames_at


def talking(*lengths_ms: int) -> Timeline:
    """Speech, rest, speech, ... between the rests that the compiler puts before the first and after the last word."""
    cues, now = [], 0
    for index, length in enumerate((HEAD_MS, *lengths_ms, TAIL_MS)):
        if length:
            cues.append(Cue(now, now + length, "speech" if index % 2 else "pause", "x" * (index % 2)))
        now += length
    return Timeline("T", tuple(cues))


def decibels(timeline: Timeline, *times_ms: int, over: float = LEVELS["clear"]) -> list[float]:
    """Over the level under speech."""
    curve, under = curve_of(timeline, over), SPEECH_LUFS - over - LUFS
    gains = [curve.factors(frames_at(ms), frames_at(ms) + 1)[0, 0] for ms in times_ms]
    return [float(20 * np.log10(gain)) - under for gain in gains]


def whole(timeline: Timeline) -> np.ndarray:
    """Every hundredth of a second, in decibels over the level under speech."""
    over = LEVELS["clear"]
    frames = curve_of(timeline, over).factors(0, frames_at(timeline.duration_ms))
    return np.asarray(20 * np.log10(frames[:: RATE // 100, 0])) - (SPEECH_LUFS - over - LUFS)


def test_it_rises_from_nothing_and_ends_in_nothing() -> None:
    timeline = talking(5000)
    assert decibels(timeline, 0, timeline.duration_ms) == pytest.approx([EDGE] * 2, abs=0.1)


def test_it_is_down_when_a_word_begins_and_stays_down_to_the_last_one() -> None:
    timeline = talking(5000, 4000, 3000)
    times = (HEAD_MS + 100, HEAD_MS + 2500, HEAD_MS + 5000, HEAD_MS + 9100, HEAD_MS + 12_000)
    assert decibels(timeline, *times) == pytest.approx([0] * 5, abs=0.01)


def test_it_begins_to_go_down_600_ms_before_speech() -> None:
    before, start = decibels(talking(5000, 6000, 3000), HEAD_MS + 10_395, HEAD_MS + 10_450)
    assert before == pytest.approx(ALONE, abs=0.01)
    assert start < ALONE - 0.01


def test_it_is_up_again_a_second_and_a_half_after_speech() -> None:
    assert decibels(talking(5000, 6000, 3000), HEAD_MS + 6500) == pytest.approx([ALONE], abs=0.01)


@pytest.mark.parametrize("over", LEVELS.values(), ids=LEVELS)
def test_its_shape_is_the_same_however_far_it_is_under_speech(over: float) -> None:
    timeline = talking(5000, 60_000, 5000)
    times = (0, HEAD_MS + 2500, HEAD_MS + 8000, HEAD_MS + 45_000, timeline.duration_ms)
    assert decibels(timeline, *times, over=over) == pytest.approx([EDGE, 0, ALONE, SWELL_UP, EDGE], abs=0.01)


def test_a_larger_distance_to_speech_makes_it_softer() -> None:
    gains = [curve_of(talking(5000), over).factors(frames_at(6000), frames_at(6000) + 1)[0, 0] for over in (12, 16, 20)]
    assert 20 * np.log10(gains) == pytest.approx([-7, -11, -15], abs=0.01)


def test_it_does_not_pump_in_a_short_gap() -> None:
    levels = whole(talking(5000, 1499, 5000))
    assert levels[HEAD_MS // 10 + 20 : HEAD_MS // 10 + 1140] == pytest.approx(0, abs=0.01)


def test_it_swells_gently_in_a_long_silence() -> None:
    timeline = talking(5000, 60_000, 5000)
    assert decibels(timeline, HEAD_MS + 5000 + 40_000) == pytest.approx([SWELL_UP], abs=0.01)
    silence = whole(timeline)[HEAD_MS // 10 + 700 : HEAD_MS // 10 + 6000]
    assert np.abs(np.diff(silence)).max() * 100 < 0.5


def test_a_session_without_a_word_fades_in_and_out() -> None:
    timeline = Timeline("T", (Cue(0, HEAD_MS, "pause"), Cue(HEAD_MS, 9000, "practice"), Cue(9000, 19_000, "pause")))
    assert decibels(timeline, 0, 5000, 19_000) == pytest.approx([EDGE, ALONE, EDGE], abs=0.1)


@given(st.lists(st.integers(0, 40_000), min_size=1, max_size=9).filter(lambda lengths: len(lengths) % 2 == 1))
def test_it_never_moves_faster_than_25_db_a_second_nor_leaves_its_range(lengths: list[int]) -> None:
    levels = whole(talking(*lengths))
    assert np.abs(np.diff(levels)).max() * 100 <= 25
    assert levels.min() >= EDGE - 0.01
    assert levels.max() <= SWELL_UP + 0.01


@given(st.lists(st.integers(0, 40_000), min_size=1, max_size=9).filter(lambda lengths: len(lengths) % 2 == 1))
def test_it_is_down_in_every_word(lengths: list[int]) -> None:
    timeline = talking(*lengths)
    for cue in timeline.speech:
        late = min(cue.start_ms + 100, cue.end_ms)
        assert decibels(timeline, late, cue.end_ms)[1] <= 3
        if cue.end_ms - cue.start_ms > 100:
            assert decibels(timeline, late, cue.end_ms) == pytest.approx([0] * 2, abs=0.05)
