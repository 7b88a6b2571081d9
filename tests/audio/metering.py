"""The levels of stretches, measured apart and merged."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np

from coach.audio.loudness import HOP, Loudness
from coach.audio.meter import measure_levels, merge_levels, sample_peak
from coach.audio.samples import Samples


def metered(*stretches: Samples) -> Loudness:
    """Return the loudness of stereo stretches, as of one sound; the last one is measured first."""
    sides = np.concatenate((np.zeros((HOP, 2), np.float32), *stretches, np.zeros((100, 2), np.float32))).T
    ends = HOP + np.cumsum([0, *map(len, stretches), 100])
    parts = [(sides[:, start:end], sides[:, start - HOP : start]) for start, end in pairwise(ends)]
    reached = accumulate((sample_peak(part) for part, _ in parts), max)
    return merge_levels([measure_levels(*part, peak) for part, peak in [*zip(parts, reached, strict=True)][::-1]][::-1])
