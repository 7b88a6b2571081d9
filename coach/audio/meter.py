"""Stretches of a sound, as they come → its integrated loudness (by ffmpeg's meter, EBU R 128) and its true peak."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.filters import Filters
from coach.audio.loudness import Loudness, decibels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coach.audio.samples import Samples

_LOWEST_LUFS = -70
_OVERSAMPLING = 4
_REACH = 24
"""The frames to each side from which a value between two frames is interpolated."""
_NEAR_PEAK = 10 ** (-3 / 20)
"""The least share of the highest sample that a sample beside the true peak can have: up to a quarter of the sampling
rate, a sound rises by 3 dB at most between samples. ffmpeg's meter looks beside all samples, which takes four times as
long as all the rest that it does."""


class Meter:
    """A meter of loudness and true peak, for a sound that arrives in stretches."""

    def __init__(self) -> None:
        self._r128 = Filters(("ebur128", "metadata=1"))
        self._lufs = -math.inf
        self._peak = 0.0
        self._before = np.zeros((2 * _REACH, 2), np.float32)

    def hear(self, stereo: Samples) -> None:
        """Measure the next stretch, shape (frames, 2)."""
        for frame in self._r128.push(stereo):
            self._lufs = float(frame.metadata.get("lavfi.r128.I", self._lufs))
        heard = np.concatenate((self._before, stereo))
        self._before, self._peak = heard[-2 * _REACH :], _highest(heard, self._peak)

    @property
    def loudness(self) -> Loudness:
        """The loudness and the true peak of all that was heard so far."""
        silence = np.zeros((2 * _REACH, 2), np.float32)
        peak = _highest(np.concatenate((self._before, silence)), self._peak)
        return Loudness(self._lufs if self._lufs > _LOWEST_LUFS else -math.inf, decibels(peak**2))


def _highest(stereo: Samples, peak: float) -> float:
    """Return `peak`, or the true peak from `_REACH` after the beginning to `_REACH` before the end if it is higher."""
    for side in stereo.T:
        levels = np.abs(side[_REACH:-_REACH])
        peak = max(peak, float(levels.max(initial=0)))
        near = np.flatnonzero(levels >= max(peak * _NEAR_PEAK, 1e-9))
        if len(near):
            around = side[near[:, None] + np.arange(2 * _REACH)]
            peak = max(peak, float(np.abs(np.einsum("ij,jk->ik", around, _BETWEEN)).max()))
    return peak


def _between() -> NDArray[np.float32]:
    """Return the weights for each place between a frame and its neighbours, one column each.

    They are a sinc under Hann's window (BS.1770, annex 2).
    """
    places = np.array([place / _OVERSAMPLING for place in range(1 - _OVERSAMPLING, _OVERSAMPLING) if place])
    away = np.arange(2 * _REACH)[:, None] - _REACH - places
    taps: NDArray[np.float32] = np.sinc(away) * np.cos(np.pi / 2 * np.clip(away / (_REACH + 1), -1, 1)) ** 2
    return taps.astype(np.float32)


_BETWEEN = _between()
