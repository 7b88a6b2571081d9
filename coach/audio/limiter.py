"""Samples → the same under a ceiling: a limiter that looks ahead, so that it does not distort."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from coach.audio.samples import Samples

REACH = frames_at(5)
"""Half of the limiter's attack and of its release, in frames: the gain goes down before a peak, and up after it."""


def limit(samples: Samples, ceiling: float) -> Samples:
    """Limit mono samples in place, and return them with none over the ceiling; those far from any peak stay."""
    if max(samples.max(initial=0), -samples.min(initial=0)) <= ceiling:
        return samples
    peaks = np.flatnonzero((samples > ceiling) | (samples < -ceiling))
    for start, end in _around_peaks(peaks, len(samples)):
        stretch = samples[start:end] * _gain(np.abs(samples[start:end]), ceiling)
        samples[start:end] = np.clip(stretch, -ceiling, ceiling)
    return samples


def _around_peaks(peaks: NDArray[np.intp], frames: int) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each stretch with peaks, with room for the attack before and the release after."""
    room = 2 * REACH + 1
    groups = np.split(peaks, np.flatnonzero(np.diff(peaks) > 2 * room) + 1) if len(peaks) else []
    for group in groups:
        yield max(0, int(group[0]) - room), min(frames, int(group[-1]) + room)


def _gain(over: Samples, ceiling: float) -> NDArray[np.float64]:
    """Return a smooth gain for each sample, which at a peak is already all the way down.

    It is the gain that a sample needs, then the least of that over `REACH` frames to both sides, then the mean of
    that over as many.
    """
    needed = np.minimum(1, ceiling / np.maximum(over, ceiling))
    window = 2 * REACH + 1
    least = _sliding_minimum(np.pad(needed, 2 * REACH, constant_values=1), window)
    total = np.cumsum(np.concatenate(([0.0], least)))
    return np.asarray((total[window:] - total[:-window]) / window)


def _sliding_minimum(values: Samples, window: int) -> Samples:
    """Return the least of each `window` consecutive values, in linear time (van Herk 1992).

    The values are cut into blocks of the window's length: any window is the end of one and the beginning of the next.
    """
    count = len(values) - window + 1
    blocks = np.pad(values, (0, -len(values) % window), constant_values=1).reshape(-1, window)
    forward = np.minimum.accumulate(blocks, axis=1).ravel()
    backward = np.minimum.accumulate(blocks[:, ::-1], axis=1)[:, ::-1].ravel()
    least: Samples = np.minimum(backward[:count], forward[window - 1 : window - 1 + count])
    return least
