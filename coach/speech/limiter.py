"""Samples → the same under a ceiling, without a distorted one among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.units import frames_at

if TYPE_CHECKING:
    from coach.media import Samples

REACH = frames_at(5)
"""Frames over which the gain goes down before a peak, and up again after it."""


def limit(samples: Samples, ceiling: float) -> Samples:
    """Mono samples, none over the ceiling; what is already under it comes back as it is.

    The gain that each sample needs, its least over `REACH` frames to both sides, and the mean of that over as many: so
    the gain is smooth, and at a peak it is already all the way down.
    """
    over = np.abs(samples)
    if over.max(initial=0) <= ceiling:
        return samples
    needed = np.minimum(1, ceiling / np.maximum(over, ceiling))
    window = 2 * REACH + 1
    least = _sliding_minimum(np.pad(needed, 2 * REACH, constant_values=1), window)
    total = np.cumsum(np.concatenate(([0.0], least)))
    gain = (total[window:] - total[:-window]) / window
    limited: Samples = np.clip(samples * gain, -ceiling, ceiling).astype(np.float32)
    return limited


def _sliding_minimum(values: np.ndarray, window: int) -> np.ndarray:
    """The least of each `window` values in a row, in linear time (van Herk 1992).

    In blocks of the window's length: any window is the end of one block and the beginning of the next.
    """
    count = len(values) - window + 1
    blocks = np.pad(values, (0, -len(values) % window), constant_values=1).reshape(-1, window)
    forward = np.minimum.accumulate(blocks, axis=1).ravel()
    backward = np.minimum.accumulate(blocks[:, ::-1], axis=1)[:, ::-1].ravel()
    least: np.ndarray = np.minimum(backward[:count], forward[window - 1 : window - 1 + count])
    return least
