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
    scattered,
    slow_curve,
    sounding,
    steadied,
    stretched,
    wide_noise,
)

LOOP_S = 75
DROPS_S = 600  # drops in a second: too many to hear one by one
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


def shower(rng: np.random.Generator) -> Floats:
    """Return all drops of the loop, from everywhere around."""
    loop = np.zeros((2, LOOP_S * RATE))
    for start in scattered(DROPS_S * LOOP_S, loop.shape[1], rng):
        angle = rng.uniform(0, np.pi / 2)
        add_grain(loop, start, drop(rng), angle, int(rng.integers(-24, 25)))
    return loop


def rain() -> Floats:
    """Return one exact period, shape (2, samples): far rain is noise, near rain is drops, at times a few more."""
    rng = np.random.default_rng(42)
    shape = falling(hertz_of(LOOP_S), lowest_hz=110, knee_hz=240, slope_db=-4.9, highest_hz=8_500)
    far = sounding(wide_noise(shape, rng), LOOP_S)
    near = in_proportion(shower(rng), far, DROPS_DB)
    more = stretched(slow_curve(LOOP_S * 20, 2, 9, rng), LOOP_S * RATE)
    return cleaned(steadied(far + near * 10 ** (0.6 * np.clip(more, -2, 2) / 20), 4 * LOOP_S))
