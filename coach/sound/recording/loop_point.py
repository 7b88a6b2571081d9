"""The end and the beginning of a sound → the crossfade from one into the other that is heard least."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.audio.loudness import HOP
from coach.units import RATE

if TYPE_CHECKING:
    from coach.audio.decode import Samples
    from coach.audio.loudness import Powers

LevelPlan = NDArray[np.float32]
"""Decibels."""

_BANDS_HZ = np.geomspace(50, 16_000, 21)
_FLOOR = 1e-7
"""Part of a sound's power in a band under which nobody hears what is in there."""
_SHORTER = 10.0
"""How much a loop of no length would count against a place, in dB²."""
_CANDIDATES = 64
_OPPOSED = 30.0
"""How much it counts against a place when both sides cancel each other, in dB²."""
_LEAST_CORRELATION = -0.5
"""A fade is raised by 3 dB at most, whatever cancels."""


@dataclass(frozen=True, eq=False)
class Candidate:
    """A part of a sound in which one end of the crossfade may be."""

    at: int
    """How many hops of the sound are before it."""
    samples: Samples
    """Stereo, in whole hops."""


@dataclass(frozen=True, eq=False)
class LoopPoint:
    """Where a sound leaves its end for its beginning. All are counted in hops, so that the powers of a loop repeat."""

    leaves: int
    """Hops of the sound before the crossfade."""
    enters: int
    """Hops of the sound before what comes in with it."""
    samples: Samples
    """The crossfade."""

    @property
    def fade(self) -> int:
        """Hops."""
        return len(self.samples) // HOP

    @property
    def period(self) -> int:
        """Hops after which the same comes again."""
        return self.leaves - self.enters


def find_loop_point(tail: Candidate, head: Candidate, powers: Powers, fade: int) -> LoopPoint:
    """The best place for a crossfade of `fade` hops out of `tail` into `head`; `powers` are the whole sound's."""
    costs = _unlikeness(tail, head, fade) + _unusual(tail, head, powers, fade) + _lost(tail, head, len(powers), fade)
    out, back = min(_best(costs), key=lambda place: costs[place] + _opposition(tail, head, place, fade))
    return LoopPoint(tail.at + out, head.at + back, crossfade(_cut(tail, out, fade), _cut(head, back, fade)))


def crossfade(out: Samples, back: Samples) -> Samples:
    """Equal power: as loud all the way as its two sides, also where these are alike and would add up to more."""
    turn = np.linspace(0, np.pi / 2, len(out), endpoint=False)[:, None]
    correlation = max(_correlation(out, back), _LEAST_CORRELATION)
    even = 1 / np.sqrt(1 + correlation * np.sin(2 * turn))
    return (out * (np.cos(turn) * even) + back * (np.sin(turn) * even)).astype(np.float32)


def _cut(stretch: Candidate, hop: int, hops: int) -> Samples:
    return stretch.samples[hop * HOP : (hop + hops) * HOP]


def _unlikeness(tail: Candidate, head: Candidate, fade: int) -> LevelPlan:
    """For each hop of the tail (rows) and of the head: how far their spectra are apart during the crossfade, in dB²."""
    out, back = _spectrum(tail.samples), _spectrum(head.samples)
    apart = np.square(out).sum(1)[:, None] + np.square(back).sum(1)[None, :] - 2 * out @ back.T
    apart /= out.shape[1]
    rows, columns = len(out) - fade + 1, len(back) - fade + 1
    total = np.zeros((rows, columns), np.float32)
    for hop in range(fade):
        total += apart[hop : hop + rows, hop : hop + columns]
    return total / np.float32(fade)


def _spectrum(samples: Samples) -> LevelPlan:
    """The levels of each hop in the bands of both sides."""
    window = np.hanning(HOP).astype(np.float32)[:, None]
    edges = np.round(_BANDS_HZ * HOP / RATE).astype(int)
    energies = [
        np.add.reduceat(np.square(np.abs(np.fft.rfft(samples[at : at + HOP] * window, axis=0))), edges)[:-1].ravel()
        for at in range(0, len(samples), HOP)
    ]
    bands = np.array(energies, np.float32)
    floor = np.float32(_FLOOR * bands.sum(axis=1).mean() + 1e-12)
    levels: LevelPlan = (10 * np.log10(bands + floor)).astype(np.float32)
    return levels


def _unusual(tail: Candidate, head: Candidate, powers: Powers, fade: int) -> LevelPlan:
    """How far what is heard of either side is from the sound's usual level: fades at its ends are no place, in dB²."""
    levels = 10 * np.log10(powers + 1e-12)
    apart = np.square(levels - np.median(levels))
    rising = np.sin((np.arange(fade) + 0.5) / fade * np.pi / 2) ** 2 / fade

    def heard(stretch: Candidate, gains: NDArray[np.float64]) -> LevelPlan:
        hops = len(stretch.samples) // HOP
        return np.convolve(apart[stretch.at : stretch.at + hops], gains[::-1], "valid").astype(np.float32)

    return heard(tail, rising[::-1])[:, None] + heard(head, rising)[None, :]


def _lost(tail: Candidate, head: Candidate, hops: int, fade: int) -> LevelPlan:
    """How much of the sound would not come again, in dB²."""
    leaves = tail.at + np.arange(len(tail.samples) // HOP - fade + 1, dtype=np.float32)
    enters = head.at + np.arange(len(head.samples) // HOP - fade + 1, dtype=np.float32)
    return (hops - leaves[:, None] + enters[None, :]) * np.float32(_SHORTER / hops)


def _best(costs: LevelPlan) -> list[tuple[int, int]]:
    """The best places, each of another period: what is a tone comes in with another phase then."""
    order = np.argsort(costs, axis=None)
    out, back = np.unravel_index(order, costs.shape)
    _, first = np.unique(out - back, return_index=True)
    return [(int(out[n]), int(back[n])) for n in np.sort(first)[:_CANDIDATES]]


def _opposition(tail: Candidate, head: Candidate, place: tuple[int, int], fade: int) -> float:
    return _OPPOSED * max(0.0, -_correlation(_cut(tail, place[0], fade), _cut(head, place[1], fade)))


def _correlation(one: Samples, other: Samples) -> float:
    both = float(np.linalg.norm(one)) * float(np.linalg.norm(other))
    return float(np.vdot(one, other)) / both if both else 0.0
