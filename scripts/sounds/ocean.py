"""ocean: a calm surf, heard from the dunes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sounds.bands import GRID_HZ, OCTAVES, swelling
from sounds.loops import cleaned, contoured, falling, hertz_of, wide_noise

if TYPE_CHECKING:
    from sounds import Floats

LOOP_S = 96
NEAREST_S, FARTHEST_S = 7.0, 14.0  # from one wave to the next
LOW_DB, HIGH_DB = 2.5, 11.0  # what a wave adds to the lowest and to the highest octave: brighter at the crest


@dataclass(frozen=True)
class Wave:
    """One wave on its way up the sand and back."""

    crest_s: float
    strength: float
    rise_s: float
    fall_s: float
    sweep_s: float  # the time by which it reaches the right side later than the left


def crests(count: int, rng: np.random.Generator) -> Floats:
    """Return irregular times of `count` waves, never less or more apart than the sea allows, the seam included."""
    while True:
        gaps = rng.uniform(NEAREST_S, FARTHEST_S, count)
        gaps *= LOOP_S / gaps.sum()
        if gaps.min() >= NEAREST_S and gaps.max() <= FARTHEST_S:
            return rng.uniform(0, LOOP_S) + np.cumsum(gaps)


def sea(rng: np.random.Generator) -> list[Wave]:
    """Return two rows of waves, the near and the far one; they overlap and never meet twice in the same way."""
    waves = []
    for count, weakest, strongest in ((9, 0.65, 1.0), (11, 0.25, 0.5)):
        for crest in crests(count, rng):
            strength, rise, fall = rng.uniform([weakest, 2.2, 3.2], [strongest, 3.2, 4.6])
            waves.append(Wave(crest, strength, rise, fall, rng.uniform(-0.9, 0.9)))
    return waves


def heights(waves: list[Wave], band: int) -> Floats:
    """Return how high waves are in an octave, shape (2, grid): the hiss of the foam comes later and stays longer."""
    high = band / (OCTAVES - 1)
    grid = np.arange(LOOP_S * GRID_HZ) / GRID_HZ
    height = np.zeros((2, len(grid)))
    for wave in waves:
        for side, sign in enumerate((-0.5, 0.5)):
            since = grid - wave.crest_s - 0.9 * high - sign * wave.sweep_s
            since = (since + LOOP_S / 2) % LOOP_S - LOOP_S / 2
            width = np.where(since < 0, wave.rise_s, wave.fall_s * (0.85 + 0.35 * high))
            height[side] += wave.strength * np.exp(-((since / width) ** 2))
    return height


def ocean() -> Floats:
    """Return one exact period, shape (2, samples)."""
    rng = np.random.default_rng(44)
    shape = falling(hertz_of(LOOP_S), lowest_hz=65, knee_hz=140, slope_db=-6.6, highest_hz=6_500)
    waves = sea(rng)

    def level_db(band: int) -> Floats:
        depth = LOW_DB + (HIGH_DB - LOW_DB) * band / (OCTAVES - 1)
        return depth * heights(waves, band)

    loop = swelling(wide_noise(shape, rng), LOOP_S, level_db)
    return cleaned(contoured(loop, spread_db=2.6, slow=0.4 * LOOP_S, fast=4 * LOOP_S))
