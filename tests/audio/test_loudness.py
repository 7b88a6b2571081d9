from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.loudness import HOP, both_sides, decibels, integrated, lufs_of, measure, powers
from coach.audio.samples import Samples
from coach.session import Session
from coach.units import RATE
from tests.kinds import at_most

pytestmark = pytest.mark.unit


def sine(level_db: float, seconds: float = 4, hertz: float = 997) -> Samples:
    wave_of_time = np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)
    return np.asarray(10 ** (level_db / 20) * wave_of_time, np.float32)


def noise(seconds: float, rms: float = 0.05) -> Samples:
    return np.asarray(np.random.default_rng(1).standard_normal((round(seconds * RATE), 2)) * rms, np.float32)


def on_one_side(samples: Samples, side: int) -> Samples:
    one = np.zeros((len(samples), 2), np.float32)
    one[:, side] = both_sides(samples)[:, side]
    return one


def in_turn(*parts: Samples) -> Samples:
    return np.concatenate([both_sides(part) for part in parts])


def reckoned(samples: Samples) -> float:
    """Its loudness by the powers of its hops."""
    return integrated(np.concatenate(list(powers([samples]))))


def bursts(seconds: int) -> Samples:
    """Syllables and pauses of all lengths: a fast and a slow swell under noise that has fewer highs."""
    time = np.arange(seconds * RATE) / RATE
    swells = np.maximum(0, np.sin(2 * np.pi * 3.7 * time)) * (np.sin(2 * np.pi * 0.31 * time) > -0.3)
    dull = np.cumsum(noise(seconds), axis=0)
    dull[50:] -= dull[:-50].copy()
    return np.asarray(dull * swells[:, None] * 0.2, np.float32)


SOUNDS = {
    "white noise": noise(6),
    "one side": on_one_side(noise(6), 0),
    "a tone": both_sides(sine(-20)),
    "a low tone": both_sides(sine(-10, 5, 40)),
    "a high tone": both_sides(sine(-30, 5, 15_000)),
    "loud and soft": in_turn(noise(5), noise(8, 0.002), noise(3, 0.1)),
    "soft, just over the gate": in_turn(noise(5), noise(5, 0.02)),
    "silence between": in_turn(noise(1.23), np.zeros(4 * RATE, np.float32), noise(2.04)),
    "bursts": bursts(12),
    "hardly anything": noise(5, 2e-5),
    "too soft to count": noise(5, 1e-6),
}


@pytest.mark.parametrize("sound", SOUNDS.values(), ids=SOUNDS)
def test_it_is_as_loud_as_ffmpeg_finds_it(sound: Samples) -> None:
    assert reckoned(sound) == pytest.approx(measure(sound).lufs, abs=0.05)


def test_a_session_is_as_loud_as_ffmpeg_finds_it(small_session: Session) -> None:
    blocks = [block.samples for block in small_session.mix.blocks()]
    whole = integrated(np.concatenate(list(powers(blocks))))
    assert whole == pytest.approx(measure(np.concatenate(blocks)).lufs, abs=0.05)


EBU_TECH_3341: dict[str, list[tuple[float, float]]] = {
    "1": [(-23, 20)],
    "2": [(-33, 20)],
    "3": [(-36, 10), (-23, 60), (-36, 10)],
    "4": [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)],
    "5": [(-26, 20), (-20, 20.1), (-26, 20)],
}
"""The minimum requirements for a meter: stereo sines of 1 kHz, as decibels of full scale and seconds."""


@pytest.mark.parametrize(("case", "tones"), EBU_TECH_3341.items(), ids=EBU_TECH_3341)
def test_it_passes_the_tests_for_meters(case: str, tones: list[tuple[float, float]]) -> None:
    sound = in_turn(*(sine(level, seconds, 1000) for level, seconds in tones))
    expected = -33 if case == "2" else -23
    assert reckoned(sound) == pytest.approx(expected, abs=0.1)
    assert measure(sound).lufs == pytest.approx(expected, abs=0.1)


def cut(samples: Samples, hops: Sequence[int]) -> list[Samples]:
    return np.split(samples, sorted(hop * HOP for hop in hops))


SOME = noise(3.05)  # half a hop is left over
AT_ONCE = np.concatenate(list(powers([SOME])))


@given(st.lists(st.integers(0, 30), max_size=12))
@at_most(150)
def test_stretches_of_any_size_give_the_same_powers(hops: list[int]) -> None:
    stretches = cut(SOME, hops)
    heard = list(powers(stretches))
    assert [len(each) for each in heard] == [-(-len(stretch) // HOP) for stretch in stretches]
    assert np.allclose(np.concatenate(heard), AT_ONCE, rtol=1e-6, atol=0)


def test_a_stretch_is_asked_for_when_its_powers_are_wanted() -> None:
    asked: list[int] = []
    given_out = powers(asked.append(number) or noise(1) for number in range(3))  # type: ignore[func-returns-value]
    assert asked == []
    next(given_out)
    assert asked == [0]


def test_the_rest_of_a_hop_counts_as_if_silence_followed() -> None:
    short = noise(0.25)
    padded = np.concatenate((short, np.zeros((HOP // 2, 2), np.float32)))
    (of_short,), (of_padded,) = powers([short]), powers([padded])
    assert of_short == pytest.approx(of_padded)
    assert len(of_short) == 3


def test_mono_is_heard_from_both_sides() -> None:
    mono = noise(2)[:, 0]
    assert reckoned(mono) == pytest.approx(reckoned(np.stack((mono, mono), axis=1)))
    assert reckoned(mono) == pytest.approx(reckoned(np.stack((mono, 0 * mono), axis=1)) + decibels(2))
    assert measure(mono) == measure(np.stack((mono, mono), axis=1))


def test_stereo_stays_as_it_is() -> None:
    assert both_sides(SOME) is SOME


@pytest.mark.parametrize("seconds", [0.1, 0.2, 0.3])
def test_what_is_too_short_for_the_gate_is_as_loud_as_its_mean_power(seconds: float) -> None:
    heard = np.concatenate(list(powers([np.concatenate((sine(-23), sine(-23, seconds)))])))[-round(seconds * 10) :]
    assert integrated(heard) == pytest.approx(-23, abs=0.1)


def test_a_short_sound_in_which_little_is_heard_is_not_gated() -> None:
    assert integrated(np.array([1.0, 0.0])) == pytest.approx(lufs_of(0.5))


def test_silence_has_no_loudness() -> None:
    silence = np.zeros((RATE * 2, 2), np.float32)
    heard = measure(silence)
    assert (heard.lufs, heard.peak_dbtp) == (-math.inf, -math.inf)
    assert reckoned(silence) == reckoned(silence[: 2 * HOP]) == -math.inf


def test_nothing_has_no_loudness() -> None:
    nothing = np.zeros((0, 2), np.float32)
    assert integrated(np.zeros(0)) == -math.inf
    assert reckoned(nothing) == -math.inf
    assert (measure(nothing).lufs, measure(nothing).peak_dbtp) == (-math.inf, -math.inf)
    assert list(powers([])) == []


@pytest.mark.parametrize("level_db", [-6, -23, -60])
def test_a_sine_on_both_sides_reads_as_the_standard_says(level_db: float) -> None:
    # BS.1770: a sine of 997 Hz on one side at 0 dBFS is -3.01 LUFS; on both sides, three decibels more.
    assert reckoned(sine(level_db)) == pytest.approx(level_db, abs=0.02)
    heard = measure(sine(level_db))
    assert heard.lufs == pytest.approx(level_db, abs=0.1)
    assert heard.peak_dbtp == pytest.approx(level_db, abs=0.1)


def test_a_peak_between_two_samples_is_seen() -> None:
    beside_its_peaks = np.tile(np.array([1, 1, -1, -1], np.float32), RATE) * np.float32(0.5)  # RATE / 4 Hz
    faded = beside_its_peaks * np.hanning(len(beside_its_peaks)).astype(np.float32)
    assert measure(faded).peak_dbtp == pytest.approx(-3, abs=0.1)


def test_a_peak_on_either_side_is_seen() -> None:
    for side in (0, 1):
        assert measure(on_one_side(sine(-12), side)).peak_dbtp == pytest.approx(-12, abs=0.1)


def test_decibels_are_of_a_power() -> None:
    assert decibels(100) == 20
    assert decibels(0.5) == pytest.approx(-3.01, abs=0.01)
    assert decibels(0) == -math.inf
    assert lufs_of(1) == -0.691


@pytest.mark.parametrize("offset", [0.1, -0.9])
def test_a_sound_beside_zero_is_as_loud_as_around_it(offset: float) -> None:
    """The filter takes it away, however much louder it would be."""
    sound = noise(5, 0.01)
    hops, beside = (np.concatenate(list(powers([each])))[5:] for each in (sound, sound + np.float32(offset)))
    assert beside == pytest.approx(hops, rel=2e-3)


def test_nothing_is_left_of_a_loud_sound_in_the_silence_after_it() -> None:
    sound = in_turn(noise(1, 0.3), np.zeros((RATE, 2), np.float32))
    hops = np.concatenate(list(powers([sound])))
    assert np.all(hops >= 0)
    assert hops[11:].max() < 1e-12
