"""Samples → their loudness and true peak by ITU-R BS.1770-4, and their K-weighted power in tenths of a second."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.filters import Filters
from coach.audio.k_weighting import HOP, Powers, weighted_powers
from coach.interrupts import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.audio.samples import Samples, Sides

__all__ = [
    "HOP",
    "Loudness",
    "Powers",
    "both_sides",
    "decibels",
    "integrated",
    "lufs_of",
    "measure",
    "powers",
    "powers_of_hops",
]

_WINDOW = 4
"""The hops in the 400 ms that are measured at once."""
_PIECE = 100 * HOP
"""The frames that are filtered at once: some megabytes of memory."""
_ABSOLUTE_GATE, _RELATIVE_GATE = 10 ** ((-70 + 0.691) / 10), 10 ** (-10 / 10)


@dataclass(frozen=True)
class Loudness:
    """The measurements of a sound by BS.1770; `-inf` where there is nothing to hear."""

    lufs: float
    """The integrated loudness in LUFS (EBU R 128, gated)."""
    peak_dbtp: float
    """The true peak in dBTP, four times oversampled."""


def measure(samples: Samples) -> Loudness:
    """Return the loudness of a sound from two loudspeakers (mono: the same in both), measured by ffmpeg's `ebur128`."""
    meter = Filters(("ebur128", "metadata=1:peak=true"))
    lufs, peak = -math.inf, 0.0
    for heard in meter.push(both_sides(samples)):
        lufs = float(heard.metadata.get("lavfi.r128.I", lufs))
        peak = max(peak, *(float(heard.metadata.get(f"lavfi.r128.true_peaks_ch{n}", 0)) for n in (0, 1)))
    return Loudness(lufs if lufs > -70 else -math.inf, decibels(peak**2))  # noqa: PLR2004 - the lowest it knows


def both_sides(samples: Samples) -> Samples:
    """Return mono samples as stereo, shape (frames, 2); stereo ones as they are."""
    return np.repeat(samples[:, None], 2, axis=1) if samples.ndim == 1 else samples


def powers(stretches: Iterable[Samples]) -> Iterator[Powers]:
    """Yield the powers of each stretch; its last hop is filled up with silence.

    All stretches of a layout go through one filter, which remembers little more than the last hundredth of a second.
    """
    before = {layout: np.zeros((layout, HOP), np.float32) for layout in (1, 2)}
    for samples in stretches:
        # A mono sound is the same on both sides: it is filtered once, and counts twice.
        sides = np.atleast_2d(samples.T)
        hops = []
        for start in range(0, len(samples), _PIECE):
            check()
            piece = _whole_hops(sides[:, start : start + _PIECE])
            hops.append(powers_of_hops(piece, before[len(piece)]))
            before[len(piece)] = piece[:, -HOP:]
        yield np.concatenate([np.zeros(0), *hops])


def powers_of_hops(sides: Sides, before: Sides) -> Powers:
    """Return the powers of the whole hops of a sound, given side by side with the hop before (mono: one of each)."""
    each = [weighted_powers(side, earlier) for side, earlier in zip(sides, before, strict=True)]
    return np.asarray(sum(each) * (2 / len(each)))


def _whole_hops(sides: Samples) -> Samples:
    """Return a copy of a sound's sides, of shape (channels, frames), filled up with silence to whole hops."""
    whole = np.zeros((len(sides), -(-sides.shape[1] // HOP) * HOP), np.float32)
    whole[:, : sides.shape[1]] = sides
    return whole


def integrated(hops: Powers) -> float:
    """Return the integrated loudness of powers, in LUFS, gated by BS.1770; below 400 ms, that of their mean."""
    if len(hops) < _WINDOW:
        return lufs_of(float(hops.mean())) if len(hops) else -math.inf
    total = np.concatenate(([0.0], np.cumsum(hops)))
    blocks = (total[_WINDOW:] - total[:-_WINDOW]) / _WINDOW
    blocks = blocks[blocks > _ABSOLUTE_GATE]
    if not len(blocks):
        return -math.inf
    return lufs_of(float(blocks[blocks > blocks.mean() * _RELATIVE_GATE].mean()))


def lufs_of(power: float) -> float:
    """Return the loudness of a K-weighted power, in LUFS."""
    return decibels(power) - 0.691


def decibels(power: float) -> float:
    """Return a power in decibels; `-inf` for 0."""
    return 10 * math.log10(power) if power > 0 else -math.inf
