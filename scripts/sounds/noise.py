"""brown-noise: deep and steady, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sounds.loops import cleaned, falling, hertz_of, sounding, steadied, wide_noise

if TYPE_CHECKING:
    from sounds import Floats


def brown_noise(loop_s: float, layer: int) -> Floats:
    """Return one exact period of a layer, shape (2, samples).

    Random noise sways by more than 1 dB from one moment to the next; so it is divided by its own level up to 4 Hz.
    """
    rng = np.random.default_rng((41, layer))
    shape = falling(hertz_of(loop_s), lowest_hz=50, knee_hz=80, slope_db=-6, highest_hz=3_500)
    loop = sounding(wide_noise(shape, rng), loop_s)
    return cleaned(steadied(loop, 4 * loop_s))
