"""Samples → the same under a ceiling, without a distorted one among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from coach.audio.samples import Samples

REACH = frames_at(5)
"""Frames over which the gain goes down before a peak, and up again after it."""


def limit(samples: Samples, ceiling: float) -> Samples:
    """Mono samples, none over the ceiling; what is far from any peak comes back as it is."""
    if max(samples.max(initial=0), -samples.min(initial=0)) <= ceiling:
        return samples
    limited = samples.copy()
    for start, end in _around_peaks(np.flatnonzero(np.abs(samples) > ceiling), len(samples)):
        stretch = samples[start:end] * _gain(np.abs(samples[start:end]), ceiling)
        limited[start:end] = np.clip(stretch, -ceiling, ceiling)
    return limited


def _around_peaks(peaks: NDArray[np.intp], frames: int) -> Iterator[tuple[int, int]]:
    """Stretches with room for the gain to go down before their peaks and up after them."""
    room = 2 * REACH + 1
    groups = np.split(peaks, np.flatnonzero(np.diff(peaks) > 2 * room) + 1) if len(peaks) else []
    for group in groups:
        yield max(0, int(group[0]) - room), min(frames, int(group[-1]) + room)


def _gain(over: Samples, ceiling: float) -> NDArray[np.float64]:
    """The gain that each sample needs, its least over `REACH` frames to both sides, and the mean of that over as many.

    So the gain is smooth, and at a peak it is already all the way down.
    """
    needed = np.minimum(1, ceiling / np.maximum(over, ceiling))
    window = 2 * REACH + 1
    least = _sliding_minimum(np.pad(needed, 2 * REACH, constant_values=1), window)
    total = np.cumsum(np.concatenate(([0.0], least)))
    return np.asarray((total[window:] - total[:-window]) / window)


def _sliding_minimum(values: Samples, window: int) -> Samples:
    """The least of each `window` values in a row, in linear time (van Herk 1992).

    In blocks of the window's length: any window is the end of one block and the beginning of the next.
    """
    count = len(values) - window + 1
    blocks = np.pad(values, (0, -len(values) % window), constant_values=1).reshape(-1, window)
    forward = np.minimum.accumulate(blocks, axis=1).ravel()
    backward = np.minimum.accumulate(blocks[:, ::-1], axis=1)[:, ::-1].ravel()
    least: Samples = np.minimum(backward[:count], forward[window - 1 : window - 1 + count])
    return least
