"""stream: a small brook, a great many bubbles in running water."""

from __future__ import annotations

import numpy as np

from sounds import RATE, Floats
from sounds.loops import (
    add_grain,
    cleaned,
    contoured,
    falling,
    hertz_of,
    in_proportion,
    points,
    scattered,
    sounding,
    wide_noise,
)

BUBBLES_S = 200  # bubbles in a second of a layer
BUBBLES_DB = 2.0  # all bubbles together, relative to the noise of the water
LOWEST_BUBBLE_HZ, HIGHEST_BUBBLE_HZ = 240.0, 2_300.0  # few are near either end


def bubble(rng: np.random.Generator) -> Floats:
    """Return a bubble under water, which rings the lower and longer the bigger it is, and rises a little.

    The damping is the known one of air in water (about 0.014 + 1.1e-5 a hertz); the onset is rounded over 3 to 6 ms.
    """
    hertz = LOWEST_BUBBLE_HZ * (HIGHEST_BUBBLE_HZ / LOWEST_BUBBLE_HZ) ** rng.beta(1.8, 1.5)
    fall_s = 1 / (np.pi * hertz * (0.014 + 1.1e-5 * hertz))
    seconds = np.arange(int((0.006 + 6 * fall_s) * RATE)) / RATE
    rise = np.sin(np.pi / 2 * np.minimum(seconds / rng.uniform(0.003, 0.006), 1)) ** 2
    cycles = hertz * seconds * (1 + rng.uniform(0, 0.05) * seconds / fall_s)
    level = (hertz / 600) ** 0.1 * np.exp(0.5 * np.clip(rng.standard_normal(), -2, 1.5))
    ring: Floats = level * rise * np.exp(-seconds / fall_s) * np.sin(2 * np.pi * cycles)
    return ring


def bubbles(loop_s: float, rng: np.random.Generator) -> Floats:
    """Return all bubbles of the loop, across the water in front of the listener."""
    loop = np.zeros((2, points(loop_s, RATE)))
    for start in scattered(points(loop_s, BUBBLES_S), loop.shape[1], rng):
        angle = rng.uniform(0.05, 0.45) * np.pi
        add_grain(loop, start, bubble(rng), angle, int(rng.integers(-24, 25)))
    return loop


def stream(loop_s: float, layer: int) -> Floats:
    """Return one exact period of a layer, shape (2, samples)."""
    rng = np.random.default_rng((43, layer))
    shape = falling(hertz_of(loop_s), lowest_hz=90, knee_hz=330, slope_db=-5.4, highest_hz=6_000)
    water = sounding(wide_noise(shape, rng), loop_s)
    loop = water + in_proportion(bubbles(loop_s, rng), water, BUBBLES_DB)
    return cleaned(contoured(loop, spread_db=1.5, slow=1.0 * loop_s, fast=4 * loop_s))
