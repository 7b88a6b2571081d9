"""Stretches of a sound, each measured by itself → the integrated loudness (EBU R 128) and the true peak of all."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import HOP, Loudness, Powers, decibels, integrated, powers_of_hops

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from coach.audio.samples import Samples, Sides

_GATED = 4
"""The hops of the shortest sound that has an integrated loudness: 400 ms."""
_OVERSAMPLING = 4
_REACH = 24
"""The frames to each side from which a value between two frames is interpolated."""
_NEAR_PEAK = 10 ** (-3 / 20)
"""The least share of the highest sample that a sample beside the true peak can have: up to a quarter of the sampling
rate, a sound rises by 3 dB at most between samples. ffmpeg's meter looks beside all samples, which takes four times as
long as all the rest that it does."""
_AT_ONCE = 4_096
"""The frames beside which is looked at once: a tone has very many near its peak."""


@dataclass(frozen=True, eq=False, slots=True)
class Levels:
    """The measurements of a stretch, which may be taken in any order and in any thread."""

    powers: Powers
    """The K-weighted power of each whole hop in it."""
    peak: float
    """The highest value at and between samples, up to `_REACH` frames before its end."""


def measure_levels(sides: Sides, before: Sides, reached: float = 0.0) -> Levels:
    """Measure a stretch, given as its channels, with the samples of the hop in front of it (silence at the beginning).

    Stretches that are merged are whole hops long, up to the last one of the sound, which silence has to follow. The
    sound is known to have a sample of the level `reached`: where it is so far below that no true peak of it can be
    there, none is looked for.
    """
    peak = max(_true_peak(side, earlier[-2 * _REACH :], reached) for side, earlier in zip(sides, before, strict=True))
    return Levels(powers_of_hops(sides, before), peak)


def merge_levels(stretches: Iterable[Levels]) -> Loudness:
    """Return the loudness of consecutive stretches, as if they had been measured as one; each is taken and let go."""
    powers, peak = array("d"), 0.0
    for each in stretches:
        powers.frombytes(each.powers.tobytes())
        peak = max(peak, each.peak)
    hops = np.asarray(powers)
    return Loudness(integrated(hops) if len(hops) >= _GATED else -math.inf, decibels(peak**2))


def sample_peak(sides: Sides) -> float:
    """Return the highest absolute sample of a stretch, given as its channels; 0 for none."""
    return float(max(max(side.max(initial=0), -side.min(initial=0)) for side in sides))


def _true_peak(side: Samples, before: Samples, reached: float) -> float:
    """Return the true peak of a channel from `_REACH` frames before its beginning to `_REACH` frames before its end."""
    return max(_highest(np.concatenate((before, side[: 2 * _REACH])), reached), _highest(side, reached))


def _highest(side: Samples, reached: float) -> float:
    """Return the highest value at and between the samples that have `_REACH` others on either side."""
    inner = side[_REACH:-_REACH]
    if not len(inner):
        return 0.0
    starts = np.arange(0, len(inner), HOP)
    levels = np.maximum(np.maximum.reduceat(inner, starts), -np.minimum.reduceat(inner, starts))
    peak = float(levels.max())
    threshold = max(max(peak, reached) * _NEAR_PEAK, 1e-9)
    around = np.lib.stride_tricks.sliding_window_view(side, 2 * _REACH)
    for start in starts[levels >= threshold]:
        for near in _peaks(inner[start : start + HOP], threshold):
            peak = max(peak, float(np.abs(np.einsum("ij,jk->ik", around[start + near], _BETWEEN)).max()))
    return peak


def _peaks(samples: Samples, threshold: float) -> Iterator[NDArray[np.intp]]:
    """Yield the places of samples over a threshold that no neighbour exceeds, some at a time."""
    levels = np.abs(samples)
    highest = levels >= threshold
    highest[1:] &= levels[1:] >= levels[:-1]
    highest[:-1] &= levels[:-1] >= levels[1:]
    places = np.flatnonzero(highest)
    for start in range(0, len(places), _AT_ONCE):
        yield places[start : start + _AT_ONCE]


def _weights() -> NDArray[np.float32]:
    """Return the weights for each place between a frame and its neighbours, one column each.

    They are a sinc under Hann's window (BS.1770, annex 2).
    """
    places = np.array([place / _OVERSAMPLING for place in range(1 - _OVERSAMPLING, _OVERSAMPLING) if place])
    away = np.arange(2 * _REACH)[:, None] - _REACH - places
    taps: NDArray[np.float32] = np.sinc(away) * np.cos(np.pi / 2 * np.clip(away / (_REACH + 1), -1, 1)) ** 2
    return taps.astype(np.float32)


_BETWEEN = _weights()
