from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.samples import Samples
from coach.audio.trim import trim

pytestmark = pytest.mark.property

RATES = st.sampled_from([16_000, 22_050, 24_000, 44_100])
LEVELS = st.floats(1e-5, 1.0)


def tone(frames: int, peak: float) -> Samples:
    """The loudest sample is the first, and the last one, too."""
    return (peak * np.where(np.arange(frames) % 2, -1, 1)).astype(np.float32)


@given(RATES, st.integers(0, 20_000), st.integers(0, 20_000), LEVELS)
def test_sound_is_whole_with_3_ms_before_and_30_ms_after(rate: int, before: int, after: int, peak: float) -> None:
    sound = tone(rate // 10, peak)
    samples = np.concatenate([np.zeros(before, np.float32), sound, np.zeros(after, np.float32)])
    lead, tail = min(before, int(rate * 0.003)), min(after, int(rate * 0.03))
    trimmed = trim(samples, rate)
    assert len(trimmed) == lead + len(sound) + tail
    assert np.array_equal(trimmed[lead : lead + len(sound)], sound)


@given(RATES, LEVELS, st.floats(0, 0.009), st.floats(0, 0.003))
def test_what_is_not_heard_beside_it_goes_softly(rate: int, peak: float, hiss: float, hum: float) -> None:
    quiet = np.concatenate([np.full(rate, peak * hiss), tone(rate // 10, peak), np.full(rate, peak * hum)])
    trimmed = trim(quiet.astype(np.float32), rate)
    assert len(trimmed) == int(rate * 0.003) + rate // 10 + int(rate * 0.03)
    assert trimmed[0] == 0
    assert abs(trimmed[-1]) <= peak * hum / 100


@given(RATES, st.integers(0, 5_000))
def test_silence_is_nothing(rate: int, frames: int) -> None:
    assert len(trim(np.zeros(frames, np.float32), rate)) == 0


def test_what_is_no_number_is_nothing() -> None:
    assert len(trim(np.full(100, np.nan, np.float32), 24_000)) == 0


@given(RATES, LEVELS)
def test_a_trimmed_sound_is_not_cut_again(rate: int, peak: float) -> None:
    once = trim(np.concatenate([np.zeros(rate, np.float32), tone(rate, peak), np.zeros(rate, np.float32)]), rate)
    assert np.array_equal(trim(once, rate), once)


def test_the_samples_that_were_given_stay_as_they_are() -> None:
    samples = np.concatenate([np.full(9_000, 0.001), tone(9_000, 0.5), np.full(9_000, 0.001)]).astype(np.float32)
    before = samples.copy()
    trim(samples, 24_000)
    assert np.array_equal(samples, before)
