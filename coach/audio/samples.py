"""The type of sound everywhere in coach, arrays of samples, and what is computed of it everywhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""The samples of a sound at 44.1 kHz, with full scale at ±1. Mono: shape (frames,). Stereo: shape (frames, 2)."""

Sides = Sequence[Samples] | Samples
"""The channels of a sound, each mono, one beside the other: in a tuple, or as the rows of an array."""

_PART = 1_024


def middle_of(sides: Sides) -> Samples:
    """Return the mean of two channels, where a voice is; of one channel, that."""
    return sides[0] if len(sides) == 1 else (sides[0] + sides[1]) * np.float32(0.5)


def inner_product(one: Samples, other: Samples) -> float:
    """Return the sum of the products of two mono sounds of the same length, exact to a millionth.

    It is added up in parts, so that neither the sounds have to be made wider nor the sum gets too large for their type.
    BLAS would use threads, which go on spinning when they are done: that costs an encoder half of its time.

    Example:
        >>> inner_product(np.ones(3, np.float32), np.full(3, 0.5, np.float32))
        1.5
    """
    whole = len(one) // _PART * _PART
    parts = np.einsum("ij,ij->i", one[:whole].reshape(-1, _PART), other[:whole].reshape(-1, _PART))
    return float(parts.sum(dtype=np.float64)) + float(np.einsum("i,i->", one[whole:], other[whole:]))


def look_round(samples: Samples, start: int, end: int) -> Samples:
    """Return the frames from `start` to `end` of samples that are repeated for ever, to look at and not to change.

    They are not copied where they lie in a row.

    Example:
        >>> look_round(np.arange(5, dtype=np.float32), 8, 12).tolist()
        [3.0, 4.0, 0.0, 1.0]
    """
    first = start % len(samples)
    last = first + end - start
    return samples[first:last] if last <= len(samples) else samples.take(np.arange(first, last), axis=0, mode="wrap")


def read_round(samples: Samples, start: int, end: int) -> Samples:
    """Return the same as a new array."""
    return look_round(samples, start, end).copy()
