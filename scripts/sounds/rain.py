"""rain: a steady, gentle rain on leaves."""

from __future__ import annotations

import numpy as np

from sounds import RATE, Floats
from sounds.loops import (
    add_grain,
    cleaned,
    falling,
    hertz_of,
    in_proportion,
    points,
    scattered,
    slow_curve,
    sounding,
    steadied,
    stretched,
    wide_noise,
)

DROPS_S = 300  # drops in a second of a layer: too many to hear one by one
DROPS_DB = 0.0  # all drops together, relative to the noise


def drop(rng: np.random.Generator) -> Floats:
    """Return a drop on a leaf: a soft tap of 2 to 4 ms, dying away in 10 to 30 ms; small drops are bright and quiet."""
    hertz = 220 * 10 ** (1.55 * rng.beta(1.6, 1.4))
    fall_s = rng.uniform(1.2, 2.5) / hertz + 0.0015
    seconds = np.arange(int((0.004 + 6 * fall_s) * RATE)) / RATE
    rise = np.sin(np.pi / 2 * np.minimum(seconds / rng.uniform(0.002, 0.004), 1)) ** 2
    wave = np.sin(2 * np.pi * hertz * seconds + rng.uniform(0, 2 * np.pi))
    level = np.exp(0.45 * np.clip(rng.standard_normal(), -2, 1.7))
    tap: Floats = level * rise * np.exp(-seconds / fall_s) * wave
    return tap


def shower(loop_s: float, rng: np.random.Generator) -> Floats:
    """Return all drops of the loop, from everywhere around."""
    loop = np.zeros((2, points(loop_s, RATE)))
    for start in scattered(points(loop_s, DROPS_S), loop.shape[1], rng):
        angle = rng.uniform(0, np.pi / 2)
        add_grain(loop, start, drop(rng), angle, int(rng.integers(-24, 25)))
    return loop


def rain(loop_s: float, layer: int) -> Floats:
    """Return one exact period of a layer, shape (2, samples): far rain is noise, near rain drops, at times more."""
    rng = np.random.default_rng((42, layer))
    shape = falling(hertz_of(loop_s), lowest_hz=110, knee_hz=240, slope_db=-4.9, highest_hz=8_500)
    far = sounding(wide_noise(shape, rng), loop_s)
    near = in_proportion(shower(loop_s, rng), far, DROPS_DB)
    more = stretched(slow_curve(loop_s, 0.025, 0.12, rng), far.shape[1])
    return cleaned(steadied(far + near * 10 ** (0.6 * np.clip(more, -2, 2) / 20), 4 * loop_s))
