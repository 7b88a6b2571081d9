"""The tick and the breaths, which pace what hands and lungs do; and the two earcons with which a player answers."""

from __future__ import annotations

import numpy as np

from sounds import RATE, Floats
from sounds.loops import hertz_of, sounding, wide_noise
from sounds.loudness import gain, loudness

BREATH_S = 12  # a loop of breath; the mix gives it the shape of each breath
BREATH_LUFS = -31.0  # as loud as a background under speech and a little more: felt more than heard
LOWEST_HZ, HIGHEST_HZ = 60.0, 4_000.0  # nothing is made outside this band


def soft_tick() -> Floats:
    """Return a small wooden knock without an edge: 25 ms to rise, two partials that die away; shape (2, samples)."""
    seconds = np.arange(int(0.4 * RATE)) / RATE
    rise = np.sin(np.pi / 2 * np.minimum(seconds / 0.025, 1)) ** 2
    partials = np.sin(2 * np.pi * 440 * seconds) + 0.3 * np.sin(2 * np.pi * 1_100 * seconds) * np.exp(-seconds / 0.03)
    fall = np.exp(-seconds / 0.06) * np.minimum(1, (0.4 - seconds) / 0.05)
    knock = rise * fall * partials
    return np.tile(knock * gain(-28) / np.abs(knock).max(), (2, 1))


def breath(centre_hz: float, seed: int) -> Floats:
    """Return a loop of noise around a frequency, as air makes it, wide and steady; shape (2, samples)."""
    hertz = hertz_of(BREATH_S)
    shape = 1 / (1 + ((hertz - centre_hz) / (centre_hz / 2)) ** 2)
    shape[(hertz < LOWEST_HZ) | (hertz > HIGHEST_HZ)] = 0
    loop = sounding(wide_noise(shape, np.random.default_rng(seed)), BREATH_S)
    return loop * gain(BREATH_LUFS - loudness(loop))


def breath_in() -> Floats:
    """Return a breath in, the brighter of the two."""
    return breath(900.0, 31)


def breath_out() -> Floats:
    """Return a breath out."""
    return breath(600.0, 32)


ANSWER_DBFS = -22.0  # the level of their peak: over a background under speech, under the words


def heard() -> Floats:
    """Return the earcon for "it is done", a soft step up by a fourth; shape (2, samples)."""
    return _two_notes(392.0, 523.25)


def cannot() -> Floats:
    """Return the earcon for "there is nothing to do", a lower, duller note twice; shape (2, samples)."""
    return _two_notes(196.0, 196.0)


def _two_notes(first_hz: float, second_hz: float) -> Floats:
    """Return two notes: each rises in 20 ms and dies away; the second begins 110 ms after the first."""
    seconds = np.arange(int(0.45 * RATE)) / RATE
    both = _note(seconds, first_hz) + _note(seconds - 0.11, second_hz)
    both *= np.minimum(1, (0.45 - seconds) / 0.05)
    return np.tile(both * gain(ANSWER_DBFS) / np.abs(both).max(), (2, 1))


def _note(seconds: Floats, hertz: float) -> Floats:
    rise = np.sin(np.pi / 2 * np.clip(seconds / 0.02, 0, 1)) ** 2
    fall = np.exp(-np.maximum(0, seconds) / 0.09)
    return rise * fall * (np.sin(2 * np.pi * hertz * seconds) + 0.2 * np.sin(4 * np.pi * hertz * seconds))
