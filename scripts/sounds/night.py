"""night: soft air, and crickets so far away that they are one shimmer."""

from __future__ import annotations

import numpy as np

from sounds import RATE, Floats
from sounds.bands import swelling
from sounds.loops import cleaned, contoured, falling, hertz_of, in_proportion, points, slow_curve, stretched, wide_noise

CRICKETS = 30  # in a layer
CRICKETS_DB = -19.5  # all crickets together, relative to the air
FEWER_HZ = 8_000  # crickets are computed at this rate, which is enough for them
GUST_DB = 1.8  # standard deviation of a gust


def air(loop_s: float, rng: np.random.Generator) -> Floats:
    """Return wind that can hardly be felt: every octave breathes with the others, and a little by itself."""
    shape = falling(hertz_of(loop_s), lowest_hz=65, knee_hz=150, slope_db=-7.2, highest_hz=4_500)
    gust = slow_curve(loop_s, 0.02, 0.13, rng)

    def level_db(band: int) -> Floats:
        own = [slow_curve(loop_s, 0.02, 0.155, rng) for _ in range(2)]
        return GUST_DB * np.stack([(0.8 + 0.1 * band) * gust + 0.6 * side for side in own])

    return swelling(wide_noise(shape, rng), loop_s, level_db)


def wandering(loop_s: float, hertz: float, wander: float, rng: np.random.Generator) -> Floats:
    """Return a phase, a whole number of cycles per loop, that runs ahead and falls behind by about `wander` cycles."""
    grid = points(loop_s, FEWER_HZ)
    steady = round(hertz * loop_s) * np.arange(grid) / grid
    return 2 * np.pi * (steady + wander * stretched(slow_curve(loop_s, 0.055, 0.67, rng), grid))


def cricket(loop_s: float, rng: np.random.Generator) -> Floats:
    """Return one cricket that trills without a rest, 24 to 42 times a second, unevenly, now nearer and now farther."""
    song = np.sin(wandering(loop_s, rng.normal(2_300, 170), 2.0, rng))
    trill = 0.5 + 0.5 * np.cos(wandering(loop_s, rng.uniform(24, 42), 5.0, rng))
    nearness = 10 ** (3 * slow_curve(loop_s, 0.02, 0.18, rng) / 20)
    return song * trill**1.5 * stretched(nearness, len(song))


def chorus(loop_s: float, rng: np.random.Generator) -> Floats:
    """Return all crickets, from all sides; a song reaches the two ears at different times, as if by different ways."""
    loop = np.zeros((2, points(loop_s, FEWER_HZ)))
    for _ in range(CRICKETS):
        song, angle = cricket(loop_s, rng), rng.uniform(0, np.pi / 2)
        loop[0] += np.cos(angle) * song
        loop[1] += np.sin(angle) * np.roll(song, int(rng.integers(-400, 401)))
    return stretched(loop, points(loop_s, RATE))


def night(loop_s: float, layer: int) -> Floats:
    """Return one exact period of a layer, shape (2, samples)."""
    rng = np.random.default_rng((45, layer))
    calm = air(loop_s, rng)
    loop = calm + in_proportion(chorus(loop_s, rng), calm, CRICKETS_DB)
    return cleaned(contoured(loop, spread_db=2.4, slow=0.3 * loop_s, fast=4 * loop_s))
