from __future__ import annotations

import math
import weakref
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.loudness import HOP, Loudness, Powers, both_sides, decibels, measure, powers
from coach.audio.meter import _BETWEEN, Levels, measure_levels, merge_levels, sample_peak
from coach.audio.samples import Samples
from coach.session import Session
from coach.units import RATE
from tests.audio.metering import metered
from tests.kinds import at_most

pytestmark = pytest.mark.unit


def sine(hertz: float, level_db: float = -10, turn: float = 0, seconds: float = 2) -> Samples:
    wave = np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE + turn)
    return both_sides(np.asarray(10 ** (level_db / 20) * wave, np.float32))


def faded(samples: Samples) -> Samples:
    """Without edges, beside which a sound of one frequency has others too."""
    edge = np.sin(np.linspace(0, np.pi / 2, RATE // 10, dtype=np.float32))[:, None] ** 2
    whole = samples.copy()
    whole[: len(edge)] *= edge
    whole[-len(edge) :] *= edge[::-1]
    return whole


def noise(below_hz: float = RATE / 2, seconds: int = 3) -> Samples:
    white = np.random.default_rng(1).standard_normal((seconds * RATE, 2))
    spectrum = np.fft.rfft(white, axis=0)
    spectrum[np.fft.rfftfreq(len(white), 1 / RATE) > below_hz] = 0
    return np.asarray(np.fft.irfft(spectrum, len(white), axis=0) * 0.1, np.float32)


SOUNDS = {
    "997 Hz": faded(sine(997)),
    "5 kHz": faded(sine(5000, turn=0.3)),
    "10 kHz": faded(sine(10_000)),
    "beside its peaks": faded(sine(RATE / 4, turn=np.pi / 4)),
    "noise as a voice": noise(4000),
    "noise up to 15 kHz": noise(15_000),
    "soft": noise(8000) * np.float32(0.3),  # ffmpeg tells a peak in thousandths
    "silence and then noise": np.concatenate((np.zeros((RATE, 2), np.float32), noise(8000, 1))),
}


@pytest.mark.parametrize("sound", SOUNDS.values(), ids=SOUNDS)
def test_it_hears_what_ffmpeg_hears(sound: Samples) -> None:
    one, other = metered(sound), measure(sound)
    assert one.lufs == pytest.approx(other.lufs, abs=0.01)
    assert one.peak_dbtp == pytest.approx(other.peak_dbtp, abs=0.15)


def gated(hops: Powers, shift_db: float) -> float:
    """The loudness with the gate a little off: ffmpeg counts in hundredths, and what lies at it may be in or out."""
    total = np.concatenate(([0.0], np.cumsum(hops)))
    blocks = (total[4:] - total[:-4]) / 4
    blocks = blocks[lufs_each(blocks) > -70]
    return float(lufs_each(blocks[blocks > blocks.mean() * 10 ** ((shift_db - 10) / 10)].mean()))


def lufs_each(blocks: Powers) -> Powers:
    each: Powers = 10 * np.log10(np.maximum(blocks, 1e-12)) - 0.691
    return each


def test_it_hears_a_session_as_ffmpeg_hears_it(small_session: Session) -> None:
    blocks = [block.samples for block in small_session.mix.blocks()]
    one, other = metered(*blocks), measure(np.concatenate(blocks))
    hops = np.concatenate([*powers([np.concatenate(blocks)])])
    softest, loudest = sorted(gated(hops, shift_db) for shift_db in (-0.012, 0.012))
    for meter in (one, other):
        assert softest - 0.01 <= meter.lufs <= loudest + 0.01
    assert one.peak_dbtp == pytest.approx(other.peak_dbtp, abs=0.15)


@pytest.mark.parametrize("level_db", [-69, -40, -3, 3])
@pytest.mark.parametrize("seconds", [0.05, 0.399, 0.4, 0.77, 2.999, 3, 7.31])
def test_a_sound_of_any_length_and_level_is_as_loud_as_ffmpeg_says(seconds: float, level_db: float) -> None:
    """As far as it tells: it counts in hundredths, of which it takes the lower one."""
    sound = noise(seconds=8)[: round(seconds * RATE)] * np.float32(10 ** ((level_db + 20) / 20))
    assert metered(sound).lufs == pytest.approx(measure(sound).lufs, abs=0.01)


def test_what_lies_under_the_gates_counts_as_little_as_for_ffmpeg() -> None:
    loud, faint = noise(seconds=5), noise(seconds=5) * np.float32(0.2)
    for sound in (np.concatenate((loud, faint, loud)), np.concatenate((faint, faint * np.float32(1e-3), faint))):
        assert metered(sound).lufs == pytest.approx(measure(sound).lufs, abs=0.01)
    assert metered(np.concatenate((loud, faint))).lufs == pytest.approx(metered(loud).lufs, abs=0.2)


def every_place(sound: Samples) -> float:
    """The true peak beside all samples, not only those that could be near it."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(sound[:, 0], 48), 48)
    return decibels(max(float(np.abs(around @ _BETWEEN).max()), float(np.abs(sound).max())) ** 2)


@pytest.mark.parametrize("sound", SOUNDS.values(), ids=SOUNDS)
def test_a_peak_is_found_as_high_in_stretches_of_which_each_knows_what_was_reached(sound: Samples) -> None:
    stretches = [sound[start : start + RATE // 2] for start in range(0, len(sound), RATE // 2)]
    assert metered(*stretches).peak_dbtp == pytest.approx(metered(sound).peak_dbtp, abs=1e-4)


def test_no_true_peak_is_looked_for_far_below_what_was_reached() -> None:
    soft, before = noise(8000).T, np.zeros((2, HOP), np.float32)
    assert sample_peak(soft) < measure_levels(soft, before).peak
    assert measure_levels(soft, before, reached=10).peak == pytest.approx(sample_peak(soft[:, :-24]), abs=1e-6)


@given(st.integers(0, 2**32 - 1), st.integers(2_000, 15_000))
@at_most(30)
def test_no_place_is_left_out_that_is_higher(seed: int, below_hz: int) -> None:
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(RATE // 10))
    spectrum[below_hz // 10 :] = 0
    sound = both_sides(np.asarray(np.fft.irfft(spectrum, RATE // 10) * 0.2, np.float32))
    assert metered(sound).peak_dbtp == pytest.approx(every_place(sound), abs=0.01)


def between(samples: Samples) -> float:
    """The highest value between the samples too, by the spectrum of all of them: without any error of a filter."""
    finer = np.fft.irfft(np.fft.rfft(samples, axis=0), 16 * len(samples), axis=0) * 16
    return float(20 * np.log10(np.abs(finer).max()))


@pytest.mark.parametrize("below_hz", [4000, 11_000, 20_000])
def test_it_finds_the_true_peak_of_noise(below_hz: float) -> None:
    sound = faded(noise(below_hz, 2))
    assert metered(sound).peak_dbtp == pytest.approx(between(sound), abs=0.2)


@pytest.mark.parametrize("turn", [0, 0.2, np.pi / 4, 1])
@pytest.mark.parametrize("hertz", [100, 997, 5000, RATE / 6, RATE / 4])
def test_the_true_peak_of_a_tone_is_its_level(hertz: float, turn: float) -> None:
    # EBU Tech 3341 allows 0.2 dB more and 0.4 dB less.
    assert -0.4 <= metered(faded(sine(hertz, -6, turn))).peak_dbtp + 6 <= 0.2


@pytest.mark.parametrize("level_db", [-20, -60, -90])
def test_it_finds_the_true_peak_of_what_is_soft(level_db: float) -> None:
    sound = faded(noise(8000, 2))
    softer = metered(sound * np.float32(10 ** (level_db / 20)))
    assert softer.peak_dbtp - metered(sound).peak_dbtp == pytest.approx(level_db, abs=0.01)


def test_a_peak_between_two_samples_is_seen() -> None:
    sound = faded(sine(RATE / 4, turn=np.pi / 4))
    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(-13, abs=0.05)
    assert metered(sound).peak_dbtp == pytest.approx(-10, abs=0.15)


@pytest.mark.parametrize("side", [0, 1])
def test_a_peak_on_either_side_is_seen(side: int) -> None:
    sound = noise(8000) * np.float32(0.1)
    sound[:, side] *= 5
    assert metered(sound).peak_dbtp == pytest.approx(measure(sound).peak_dbtp, abs=0.15)


SPLIT = faded(noise(12_000, 1))
WHOLE = metered(SPLIT)


@given(st.lists(st.integers(0, len(SPLIT)), max_size=8))
@at_most(200)
def test_it_hears_the_same_in_whatever_stretches(cuts: list[int]) -> None:
    assert metered(*np.split(SPLIT, sorted(cuts))).peak_dbtp == pytest.approx(WHOLE.peak_dbtp, abs=1e-4)


@given(st.sets(st.integers(0, len(SPLIT) // HOP)))
@at_most(50)
def test_stretches_of_whole_hops_are_as_loud_as_all_of_them(cuts: set[int]) -> None:
    assert metered(*np.split(SPLIT, sorted(cut * HOP for cut in cuts))).lufs == pytest.approx(WHOLE.lufs, abs=1e-5)


def click() -> Samples:
    """One peak, of -6 dBFS, half way between the frames 499 and 500."""
    away = np.arange(1000) - 499.5
    pulse = np.sinc(away / 2) * np.hanning(1000)
    return both_sides((0.5012 * pulse).astype(np.float32))


@pytest.mark.parametrize("seam", [400, 470, 475, 476, 499, 500, 501, 523, 524, 525, 548, 600])
def test_a_peak_on_the_seam_of_two_stretches_is_seen(seam: int) -> None:
    assert np.abs(click()).max() < 0.46
    assert metered(click()).peak_dbtp == pytest.approx(-6, abs=0.1)
    assert metered(*np.split(click(), [seam])).peak_dbtp == pytest.approx(-6, abs=0.1)


def test_a_peak_in_stretches_of_a_few_frames_is_seen() -> None:
    assert metered(*np.split(click(), range(0, 1000, 7))).peak_dbtp == pytest.approx(-6, abs=0.1)


@pytest.mark.parametrize("place", [0, 1, 23, 24, 25, -1, -2, -24, -25])
def test_a_peak_at_either_end_is_seen(place: int) -> None:
    sound = np.zeros((RATE, 2), np.float32)
    sound[place, 1] = -0.5
    assert metered(sound).peak_dbtp == pytest.approx(-6, abs=0.1)
    assert metered(sound[:500], sound[500:]).peak_dbtp == pytest.approx(-6, abs=0.1)


def test_a_lower_peak_that_comes_later_is_forgotten() -> None:
    loud, soft = faded(sine(997, -6, seconds=1)), faded(sine(997, -20, seconds=1))
    assert metered(loud, soft).peak_dbtp == metered(soft, loud).peak_dbtp == pytest.approx(-6, abs=0.05)


def test_silence_has_no_loudness() -> None:
    assert metered(np.zeros((RATE, 2), np.float32)) == Loudness(-math.inf, -math.inf)
    assert metered() == Loudness(-math.inf, -math.inf)
    assert metered(np.zeros((0, 2), np.float32)) == Loudness(-math.inf, -math.inf)


def test_it_leaves_what_it_hears_as_it_is() -> None:
    sound = noise(8000, 1)
    before = sound.copy()
    metered(sound)
    assert np.array_equal(sound, before)


def test_nothing_of_a_stretch_is_held_once_it_is_merged() -> None:
    sides, before = np.zeros((2, HOP), np.float32), np.zeros((2, HOP), np.float32)
    held: list[weakref.ref[Powers]] = []

    def stretches() -> Iterator[Levels]:
        for _ in range(5):
            levels = measure_levels(sides, before)
            held.append(weakref.ref(levels.powers))
            yield levels
            del levels
            assert len([each for each in held if each() is not None]) <= 1

    merge_levels(stretches())
    assert len(held) == 5
