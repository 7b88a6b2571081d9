"""Noise whose colour changes with time: octaves that swell each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sounds import RATE
from sounds.loops import points, sounding, stretched

if TYPE_CHECKING:
    from collections.abc import Callable

    from sounds import Complexes, Floats

LOWEST_BAND_HZ = 62.5
OCTAVES = 8  # bands up to 8 kHz


def swelling(spectrum: Complexes, loop_s: float, level_db: Callable[[int], Floats]) -> Floats:
    """Return a loop of a spectrum; `level_db` gives the levels of each octave, shape (2, grid).

    An octave fades into its neighbours over an octave, and all of them together are the whole.
    """
    loop = np.zeros((2, points(loop_s, RATE)))
    octave = np.log2(np.maximum(np.arange(spectrum.shape[1]) / loop_s, 1) / LOWEST_BAND_HZ)
    for band in range(OCTAVES):
        share = np.clip(1 - np.abs(np.clip(octave, 0, OCTAVES - 1) - band), 0, 1)
        level = 10 ** (level_db(band) / 20)
        loop += sounding(spectrum * share, loop_s) * stretched(level, loop.shape[1])
    return loop
