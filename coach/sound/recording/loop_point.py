"""The end and the beginning of a sound → the crossfade from one into the other that is heard least."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.audio.crossfade import correlation, crossfade
from coach.audio.loudness import HOP
from coach.units import RATE

if TYPE_CHECKING:
    from coach.audio.loudness import Powers
    from coach.audio.samples import Samples

Decibels = NDArray[np.float32]
"""Levels in dB, or costs in dB²."""

_BANDS_HZ = np.geomspace(50, 16_000, 21)
_FLOOR = 1e-7
"""The share of a sound's power under which nobody hears what is in a band."""
_SHORTER = 10.0
"""The cost of a loop of no length, in dB²; a longer one costs less in proportion."""
_CANDIDATES = 64
_OPPOSED = 30.0
"""The cost of a place where both sides cancel each other, in dB²."""


@dataclass(frozen=True, eq=False)
class Candidate:
    """A part of a sound in which one end of the crossfade may be."""

    at: int
    """The hops of the sound before it."""
    samples: Samples
    """Stereo samples, in whole hops."""


@dataclass(frozen=True, eq=False)
class LoopPoint:
    """The place where a sound leaves its end for its beginning, in whole hops, so that a loop's powers repeat."""

    leaves: int
    """The hops of the sound before the crossfade."""
    enters: int
    """The hops of the sound before the part that fades in."""
    samples: Samples
    """The crossfade."""

    @property
    def fade(self) -> int:
        """The length of the crossfade, in hops."""
        return len(self.samples) // HOP

    @property
    def period(self) -> int:
        """The hops after which the loop repeats."""
        return self.leaves - self.enters


def find_loop_point(tail: Candidate, head: Candidate, powers: Powers, fade: int) -> LoopPoint:
    """Find the best place for a crossfade of `fade` hops from `tail` to `head`; `powers` are the whole sound's."""
    costs = _unlikeness(tail, head, fade) + _unusual(tail, head, powers, fade) + _lost(tail, head, len(powers), fade)
    out, back = min(_best(costs), key=lambda place: costs[place] + _opposition(tail, head, place, fade))
    return LoopPoint(tail.at + out, head.at + back, crossfade(_cut(tail, out, fade), _cut(head, back, fade)))


def _cut(stretch: Candidate, hop: int, hops: int) -> Samples:
    return stretch.samples[hop * HOP : (hop + hops) * HOP]


def _unlikeness(tail: Candidate, head: Candidate, fade: int) -> Decibels:
    """Return how unlike the spectra are in a crossfade from each hop of the tail (rows) to each of the head, in dB²."""
    out, back = _spectrum(tail.samples), _spectrum(head.samples)
    apart = np.square(out).sum(1)[:, None] + np.square(back).sum(1)[None, :] - 2 * out @ back.T
    apart /= out.shape[1]
    rows, columns = len(out) - fade + 1, len(back) - fade + 1
    total = np.zeros((rows, columns), np.float32)
    for hop in range(fade):
        total += apart[hop : hop + rows, hop : hop + columns]
    return total / np.float32(fade)


def _spectrum(samples: Samples) -> Decibels:
    """Return the level of each hop in each band of both channels, in dB."""
    window = np.hanning(HOP).astype(np.float32)[:, None]
    edges = np.round(_BANDS_HZ * HOP / RATE).astype(int)
    energies = [
        np.add.reduceat(np.square(np.abs(np.fft.rfft(samples[at : at + HOP] * window, axis=0))), edges)[:-1].ravel()
        for at in range(0, len(samples), HOP)
    ]
    bands = np.array(energies, np.float32)
    floor = np.float32(_FLOOR * bands.sum(axis=1).mean() + 1e-12)
    levels: Decibels = (10 * np.log10(bands + floor)).astype(np.float32)
    return levels


def _unusual(tail: Candidate, head: Candidate, powers: Powers, fade: int) -> Decibels:
    """Return how far what is heard of either side is from the sound's median level, in dB².

    So no loop is closed where the sound itself fades in or out.
    """
    levels = 10 * np.log10(powers + 1e-12)
    apart = np.square(levels - np.median(levels))
    rising = np.sin((np.arange(fade) + 0.5) / fade * np.pi / 2) ** 2 / fade

    def heard(stretch: Candidate, gains: NDArray[np.float64]) -> Decibels:
        hops = len(stretch.samples) // HOP
        return np.convolve(apart[stretch.at : stretch.at + hops], gains[::-1], "valid").astype(np.float32)

    return heard(tail, rising[::-1])[:, None] + heard(head, rising)[None, :]


def _lost(tail: Candidate, head: Candidate, hops: int, fade: int) -> Decibels:
    """Return the cost of the part of the sound that would not be repeated, in dB²."""
    leaves = tail.at + np.arange(len(tail.samples) // HOP - fade + 1, dtype=np.float32)
    enters = head.at + np.arange(len(head.samples) // HOP - fade + 1, dtype=np.float32)
    return (hops - leaves[:, None] + enters[None, :]) * np.float32(_SHORTER / hops)


def _best(costs: Decibels) -> list[tuple[int, int]]:
    """Return the best places, each with another period, so that a tone comes in with another phase."""
    order = np.argsort(costs, axis=None)
    out, back = np.unravel_index(order, costs.shape)
    _, first = np.unique(out - back, return_index=True)
    return [(int(out[n]), int(back[n])) for n in np.sort(first)[:_CANDIDATES]]


def _opposition(tail: Candidate, head: Candidate, place: tuple[int, int], fade: int) -> float:
    return _OPPOSED * max(0.0, -correlation(_cut(tail, place[0], fade), _cut(head, place[1], fade)))
