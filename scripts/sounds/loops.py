"""The parts of loops: noise, slow curves and grains that go round without a seam, and control of the level.

Everything here is periodic in the loop: a spectrum has only lines that fit a whole number of times into it, and a sound
that is placed in time wraps round its end.
"""

from __future__ import annotations

import numpy as np

from sounds import RATE, Complexes, Floats
from sounds.loudness import k_weight

LOWEST_HZ = 30.0  # there is nothing below, in any sound
GRID_HZ = 20  # points in a second of a slow curve


def points(loop_s: float, rate: int) -> int:
    """Return the points of a loop at so many in a second."""
    return round(loop_s * rate)


def hertz_of(loop_s: float) -> Floats:
    """Return the frequencies of a loop's lines."""
    return np.arange(points(loop_s, RATE) // 2 + 1) / loop_s


def wide_noise(shape: Floats, rng: np.random.Generator) -> Complexes:
    """Return the spectrum of noise with these amplitudes, shape (2, lines); half of it is common to both sides."""
    draws = rng.standard_normal((3, 2, len(shape)))
    noise = draws[:, 0] + 1j * draws[:, 1]
    wide: Complexes = (noise[:2] + noise[2]) * shape
    return wide


def falling(hertz: Floats, *, lowest_hz: float, knee_hz: float, slope_db: float, highest_hz: float) -> Floats:
    """Return amplitudes, level up to a knee, falling by `slope_db` an octave above it, with soft ends on both sides."""
    shape: Floats = (1 + (hertz / knee_hz) ** 2) ** (slope_db / 12.04)
    shape *= 1 / np.sqrt(1 + (hertz / highest_hz) ** 12)  # an edge that nobody can hear as one
    shape *= 1 - np.exp(-((hertz / lowest_hz) ** 6))
    shape[hertz < LOWEST_HZ] = 0
    return shape


def sounding(spectrum: Complexes, loop_s: float) -> Floats:
    """Return the loop that a spectrum stands for."""
    return np.fft.irfft(spectrum, points(loop_s, RATE), norm="forward")


def cleaned(loop: Floats) -> Floats:
    """Return the loop without the parts that a changing level has put under the lowest frequency."""
    spectrum = np.fft.rfft(loop)
    spectrum[:, : int(LOWEST_HZ * loop.shape[1] / RATE)] = 0
    return np.fft.irfft(spectrum, loop.shape[1])


def stretched(curve: Floats, samples: int) -> Floats:
    """Return a periodic curve on a finer grid, without a corner."""
    fine: Floats = np.fft.irfft(np.fft.rfft(curve), samples) * (samples / curve.shape[-1])
    return fine


def slow_curve(loop_s: float, lowest_hz: float, highest_hz: float, rng: np.random.Generator) -> Floats:
    """Return a curve that wanders without a rhythm between two frequencies, standard deviation 1, shape (grid,)."""
    grid = points(loop_s, GRID_HZ)
    low, high = max(1, round(lowest_hz * loop_s)), round(highest_hz * loop_s)
    lines = np.zeros(grid // 2 + 1, dtype=np.complex128)
    draws = rng.standard_normal((2, high - low + 1))
    lines[low : high + 1] = draws[0] + 1j * draws[1]
    curve = np.fft.irfft(lines, grid)
    curve /= curve.std()
    return curve


def scattered(count: int, samples: int, rng: np.random.Generator) -> list[int]:
    """Return random places for `count` grains."""
    return [int(place) for place in rng.integers(0, samples, count)]


def add_grain(loop: Floats, start: int, grain: Floats, angle: float, lag: int) -> None:
    """Add a short sound, wrapping round the loop's end.

    `angle`: from 0, left, to π/2, right.  `lag`: the samples by which the right side gets it later, as ears do.
    """
    samples = loop.shape[1]
    for side, (level, late) in enumerate(((np.cos(angle), 0), (np.sin(angle), lag))):
        begin = (start + late) % samples
        end = min(begin + len(grain), samples)
        loop[side, begin:end] += level * grain[: end - begin]
        loop[side, : len(grain) - (end - begin)] += level * grain[end - begin :]


def in_proportion(loop: Floats, to: Floats, decibels: float) -> Floats:
    """Return the loop at a level `decibels` above another one."""
    return loop * (np.linalg.norm(to) / np.linalg.norm(loop) * 10 ** (decibels / 20))


def slow_power(loop: Floats, cycles: float) -> Floats:
    """Return each side's K-weighted power, smoothed (Gaussian, up to `cycles` cycles per loop)."""
    power = np.fft.rfft(k_weight(loop) ** 2)
    power *= np.exp(-((np.arange(power.shape[1]) / cycles) ** 2))
    return np.fft.irfft(power, loop.shape[1])


def steadied(loop: Floats, cycles: float = 8) -> Floats:
    """Divide each side by its own slow level: neither sways nor leans."""
    return loop / np.sqrt(slow_power(loop, cycles))


def contoured(loop: Floats, spread_db: float, slow: float, fast: float) -> Floats:
    """Bend the swells of up to `slow` cycles per loop softly into ±spread_db; even out the faster ones, up to `fast`.

    The sides may lean for a while, and are equally loud in the whole.
    """
    level = slow_power(loop, slow)
    steady: Floats = loop * np.sqrt(level / slow_power(loop, fast))
    both = level.sum(axis=0)
    swell_db = 10 * np.log10(both / np.exp(np.log(both).mean()))
    bent_db = spread_db * np.tanh(swell_db / spread_db)
    steady *= 10 ** ((bent_db - swell_db) / 20)
    steady /= np.sqrt(np.mean(k_weight(steady) ** 2, axis=1, keepdims=True))
    return steady


def eased(loop: Floats, crest_db: float) -> Floats:
    """Return the loop with its few highest peaks lowered to `crest_db` over its RMS level, each softly, over 20 ms.

    Layers are added up, and now and then peaks of both meet.
    """
    most = 10 ** (crest_db / 20) * np.sqrt(np.mean(loop**2))
    reach, eased_loop = RATE // 100, loop.copy()
    dip = np.hanning(2 * reach + 1)
    peaks = np.abs(loop).max(axis=0)
    while peaks[at := int(peaks.argmax())] > most * 1.0001:
        around = np.arange(at - reach, at + reach + 1) % loop.shape[1]
        eased_loop[:, around] *= 1 - (1 - most / peaks[at]) * dip
        peaks[around] = np.abs(eased_loop[:, around]).max(axis=0)
    return eased_loop


def turned(loop: Floats, overlap_s: int) -> Floats:
    """Return the loop, begun at the whole second where the level moves least, there and where the crossfade ends."""
    ticks = 5  # of 0.2 s: two before and two after a place show a step
    level = 10 * np.log10(np.square(loop).sum(axis=0).reshape(-1, RATE // ticks).sum(axis=1))
    pair = (level + np.roll(level, -1)) / 2
    step = np.abs(pair - np.roll(pair, 2))[::ticks]
    steadiest = int(np.argmin(np.maximum(step, np.roll(step, -overlap_s))))
    return np.roll(loop, -steadiest * RATE, axis=1)
