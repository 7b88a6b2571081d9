from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.decode import decode
from coach.audio.loudness import HOP
from coach.audio.noise_floor import NoiseFloor
from coach.audio.samples import Samples
from coach.export import write
from coach.export.formats import About
from coach.routine.model import Routine
from coach.session import open_session
from coach.sound.level_plan import plan_levels
from coach.sound.mix import Mix
from coach.sound.profiles import PROFILES
from coach.speech.clip import Clip
from coach.timeline.timeline import Cue, Timeline
from coach.units import RATE, frames_at
from tests.audio.metering import metered
from tests.kinds import at_most

pytestmark = pytest.mark.unit

SECONDS = 20


@pytest.fixture(scope="module")
def noise() -> Samples:
    return NoiseFloor(SECONDS * RATE).read(0, SECONDS * RATE)


def decibels(level: float) -> float:
    return float(20 * np.log10(level))


def tenths(samples: Samples) -> np.ndarray:
    """The highest sample of every 100 ms."""
    return np.asarray(np.abs(samples[: len(samples) // HOP * HOP]).reshape(-1, HOP * 2).max(axis=1))


def test_nobody_hears_it(noise: Samples) -> None:
    assert decibels(np.abs(noise).max()) < -80
    assert metered(noise).lufs == -math.inf
    assert metered(noise).peak_dbtp < -80


def test_its_peak_is_what_it_says(noise: Samples) -> None:
    assert NoiseFloor(RATE).peak == pytest.approx(np.abs(noise).max(), rel=1e-6)


@given(st.integers(0, (SECONDS - 1) * RATE))
@at_most(200)
def test_no_tenth_of_a_second_is_silence(noise: Samples, start: int) -> None:
    stretch = noise[start : start + HOP]
    assert np.count_nonzero(stretch) > HOP
    assert decibels(np.abs(stretch).max()) > -96


def test_it_is_never_silent_in_16_bits(noise: Samples) -> None:
    """Where it lies under half of the last bit for a moment, it comes back at once."""
    bits = np.rint(noise[:, 0] * 32767)
    assert np.diff(np.flatnonzero(bits)).max() < HOP / 2


def test_it_is_the_same_on_both_sides(noise: Samples) -> None:
    assert np.array_equal(noise[:, 0], noise[:, 1])


def test_it_is_where_every_encoder_keeps_what_it_gets(noise: Samples) -> None:
    power, hertz = np.square(np.abs(np.fft.rfft(noise[:, 0]))), np.fft.rfftfreq(len(noise), 1 / RATE)
    assert power[(hertz > 50) & (hertz < 5000)].sum() > 0.99 * power.sum()


def test_it_is_a_noise_and_no_tone(noise: Samples) -> None:
    power = np.square(np.abs(np.fft.rfft(noise[: 7 * RATE, 0])))
    assert power.max() < 0.01 * power.sum()


def test_it_is_the_same_each_time(noise: Samples) -> None:
    assert np.array_equal(NoiseFloor(5).read(0, len(noise)), noise)


def test_it_goes_on_for_ever_without_a_step(noise: Samples) -> None:
    steps = np.abs(np.diff(noise[:, 0]))
    for seconds in range(1, SECONDS):
        assert steps[seconds * RATE - 1] <= np.sort(steps)[-100]
    assert tenths(NoiseFloor(RATE).read(10**9, 10**9 + RATE)).all()


@pytest.mark.parametrize("frames", [0, 1, HOP, 10 * HOP + 1])
def test_it_does_not_count_as_sound(frames: int) -> None:
    assert np.array_equal(NoiseFloor(frames).powers, np.zeros(-(-frames // HOP)))


def unspoken() -> Mix:
    timeline = Timeline("T", (Cue(0, 10_000, "pause"), Cue(10_000, SECONDS * 1000, "pause")))
    floor = NoiseFloor(frames_at(timeline.duration_ms))
    levels = plan_levels(
        timeline, lambda text, _: Clip(text, np.zeros(0, np.float32)), floor, PROFILES["session"], None
    )
    return Mix(timeline, levels, floor)


@pytest.mark.parametrize("bitrate", [64, 128, 192, 320])
def test_an_mp3_keeps_it(tmp_path: Path, bitrate: int) -> None:
    """An encoder leaves out what it takes for nothing; this it does not."""
    write(unspoken(), About("T", bitrate=bitrate), tmp_path / "s.mp3")
    heard = tenths(decode(tmp_path / "s.mp3", "stereo"))
    assert len(heard) == SECONDS * 10
    assert heard.min() > 0
    assert decibels(heard.min()) > -92
    assert decibels(heard.max()) < -78


def test_a_wav_keeps_it(tmp_path: Path) -> None:
    write(unspoken(), About("T"), tmp_path / "s.wav")
    heard = tenths(decode(tmp_path / "s.wav", "stereo"))
    assert heard.min() > 0
    assert decibels(heard.max()) < -78


@pytest.mark.parametrize("file", ["s.mp3", "s.wav"])
def test_between_words_it_is_still_there_and_not_heard(tmp_path: Path, small_routine: Routine, file: str) -> None:
    session = open_session(small_routine, background="none")
    write(session.mix, About("T"), tmp_path / file)
    heard = decode(tmp_path / file, "stereo")
    assert tenths(heard).min() > 0
    for cue in session.timeline.cues:
        if cue.kind == "pause":
            rest = heard[frames_at(cue.start_ms + 200) : frames_at(cue.end_ms - 200)]
            assert decibels(np.abs(rest).max()) < -78
