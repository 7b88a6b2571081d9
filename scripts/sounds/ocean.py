"""ocean: a calm surf, heard from the dunes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sounds.bands import OCTAVES, swelling
from sounds.loops import GRID_HZ, cleaned, contoured, falling, hertz_of, points, wide_noise
from sounds.loudness import gain

if TYPE_CHECKING:
    from sounds import Floats

NEAREST_S, FARTHEST_S = 7.0, 14.0  # from one wave to the next
LOW_DB, HIGH_DB = 2.5, 12.0  # what a wave adds to the lowest and to the highest octave: brighter at the crest


@dataclass(frozen=True)
class Row:
    """A row of waves, a layer of the sea."""

    apart_s: float  # from one wave to the next, about
    weakest: float
    strongest: float
    level_db: float
    spread_db: float  # how far the swells go from the middle at most


ROWS = (Row(10.7, 0.65, 1.0, 0.0, 3.4), Row(8.7, 0.4, 0.7, -4.0, 2.4))  # the near one and the far one


@dataclass(frozen=True)
class Wave:
    """One wave on its way up the sand and back."""

    crest_s: float
    strength: float
    rise_s: float
    fall_s: float
    sweep_s: float  # the time by which it reaches the right side later than the left


def crests(loop_s: float, count: int, rng: np.random.Generator) -> Floats:
    """Return irregular times of `count` waves, never less or more apart than the sea allows, the seam included."""
    while True:
        gaps = rng.uniform(NEAREST_S, FARTHEST_S, count)
        gaps *= loop_s / gaps.sum()
        if gaps.min() >= NEAREST_S and gaps.max() <= FARTHEST_S:
            return rng.uniform(0, loop_s) + np.cumsum(gaps)


def waves_of(row: Row, loop_s: float, rng: np.random.Generator) -> list[Wave]:
    """Return the waves of a row."""
    waves = []
    for crest in crests(loop_s, round(loop_s / row.apart_s), rng):
        strength, rise, fall = rng.uniform([row.weakest, 2.2, 3.2], [row.strongest, 3.2, 4.6])
        waves.append(Wave(crest, strength, rise, fall, rng.uniform(-0.9, 0.9)))
    return waves


def heights(waves: list[Wave], loop_s: float, band: int) -> Floats:
    """Return how high waves are in an octave, shape (2, grid): the hiss of the foam comes later and stays longer."""
    high = band / (OCTAVES - 1)
    grid = np.arange(points(loop_s, GRID_HZ)) / GRID_HZ
    height = np.zeros((2, len(grid)))
    for wave in waves:
        for side, sign in enumerate((-0.5, 0.5)):
            since = grid - wave.crest_s - 0.9 * high - sign * wave.sweep_s
            since = (since + loop_s / 2) % loop_s - loop_s / 2
            width = np.where(since < 0, wave.rise_s, wave.fall_s * (0.85 + 0.35 * high))
            height[side] += wave.strength * np.exp(-((since / width) ** 2))
    return height


def ocean(loop_s: float, layer: int) -> Floats:
    """Return one exact period of a layer, shape (2, samples)."""
    rng, row = np.random.default_rng((44, layer)), ROWS[layer]
    shape = falling(hertz_of(loop_s), lowest_hz=65, knee_hz=140, slope_db=-6.6, highest_hz=6_500)
    waves = waves_of(row, loop_s, rng)

    def level_db(band: int) -> Floats:
        depth = LOW_DB + (HIGH_DB - LOW_DB) * band / (OCTAVES - 1)
        return depth * heights(waves, loop_s, band)

    loop = swelling(wide_noise(shape, rng), loop_s, level_db)
    swell = contoured(loop, spread_db=row.spread_db, slow=0.4 * loop_s, fast=4 * loop_s)
    return cleaned(swell * gain(row.level_db))
