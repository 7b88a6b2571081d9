"""The type of sound everywhere in coach: arrays of samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""The samples of a sound at 44.1 kHz, with full scale at ±1. Mono: shape (frames,). Stereo: shape (frames, 2)."""


def read_round(samples: Samples, start: int, end: int) -> Samples:
    """Return the frames from `start` to `end` of samples that are repeated for ever, as a new array.

    Example:
        >>> read_round(np.arange(5, dtype=np.float32), 8, 12).tolist()
        [3.0, 4.0, 0.0, 1.0]
    """
    first = start % len(samples)
    last = first + end - start
    if last <= len(samples):
        return samples[first:last].copy()
    return samples.take(np.arange(first, last) % len(samples), axis=0)
