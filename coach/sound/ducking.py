"""Timeline + the background's gain under each word → its gain over time.

The ducking curve is known in advance, so nothing reacts and nothing pumps. How deep it goes under a word is the level
that was asked for (`LEVELS` in routine/background_options.py, or a number of LU), which level_plan.py turns into a gain
for each cue; how it gets there, and how it is between words, stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from coach.sound.ducking_regions import ducking_regions
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from coach.audio.samples import Samples
    from coach.sound.ducking_regions import Region
    from coach.timeline.timeline import Timeline

    Decibels = NDArray[np.float64]

ALONE, SWELL_UP, EDGE = 6.0, 8.0, -34.0
"""Decibels over the level under speech: between two narrations; in a long silence, so that nobody thinks the session
has stopped; at the first and the last frame, where it is below hearing in any room."""

# Milliseconds. DOWN is the attack, UP the release; both and the gap are design.md's. The swell is too slow to notice.
DOWN_EARLY, DOWN, UP, GAP = 600, 700, 1_500, 1_500
FIRST_RISE = 3_400
SWELL_AFTER, SWELL = 12_000, 8_000
TURN = 200
"""The time from the level under one word to that under the next, where they follow each other at once."""

FASTEST = 25.0
"""The steepest slope, in decibels per second. A ramp between two points is 1.5 times as steep in its middle as in the
mean."""
_SLOPE = FASTEST / 1.5 * 0.99 / 1000

_STRIDE = 32
_WAY = np.arange(_STRIDE, dtype=np.float32) / _STRIDE

Point = tuple[int, float]
"""A point of the curve: milliseconds, and decibels over the level under speech."""


@dataclass(frozen=True, eq=False)
class Curve:
    """A gain curve: points in time, and a smooth ramp from each to the next. It is flat at the points: no corners."""

    frames: NDArray[np.int64]
    decibels: Decibels

    def gain(self, start: int, end: int) -> Samples | np.float32:
        """Return the gain factor of each frame from `start` to `end`, shape (frames,), or one if all are the same."""
        around = self.decibels[self._around(start - _STRIDE, end + _STRIDE)]
        if (around == around[0]).all():
            return np.float32(_factors(around[:1])[0])
        return self.factors(start, end)[:, 0]

    def factors(self, start: int, end: int) -> Samples:
        """Return the gain factor of each frame from `start` to `end`, shape (frames, 1).

        It is exact at every `_STRIDE`th frame of the session and linear between these: nowhere 0.01 dB off the curve.
        """
        knots = np.arange(start // _STRIDE, -(-end // _STRIDE) + 1) * _STRIDE
        factors = _factors(self.levels(knots))
        between = np.diff(factors)[:, None] * _WAY
        between += factors[:-1, None]
        return np.asarray(between.reshape(-1, 1)[start - knots[0] : end - knots[0]], np.float32)

    def levels(self, at: NDArray[np.int64]) -> Decibels:
        """The gain at each of these frames, in decibels."""
        near = self._around(int(at.min()), int(at.max())) if at.size else slice(0, 1)
        point = np.interp(at, self.frames[near], np.arange(near.start, near.stop))
        before = np.minimum(point.astype(np.int64), len(self.frames) - 2)
        way = point - before
        low, high = self.decibels[before], self.decibels[before + 1]
        return np.asarray(low + (high - low) * way * way * (3 - 2 * way))

    def _around(self, first: int, last: int) -> slice:
        """Return which points decide the gain from one frame to another."""
        before, after = np.searchsorted(self.frames, (first, last)).tolist()
        return slice(max(0, before - 1), min(after + 1, len(self.frames)))


def _factors(levels: Decibels) -> Samples:
    """Return the gain factors of levels in decibels."""
    return (10 ** (levels / 20)).astype(np.float32)


def flat(frames: int) -> Curve:
    """Return a curve with a gain of one throughout."""
    return Curve(np.array([0, max(1, frames)]), np.zeros(2))


def curve_of(timeline: Timeline, base: float, under: Sequence[float], most: float = np.inf) -> Curve:
    """Return the gain of a background: `base` decibels under speech as a rule, and one value of `under` for each cue.

    It is nowhere more than `most`. Where the time is too short for a ramp, the louder end of the ramp is lowered.
    """
    points = dict(_points(timeline, base, under))  # of two points at one time, the later one counts
    times = np.array(sorted(points))
    levels = np.minimum([points[ms] for ms in times.tolist()], most)
    return Curve(np.array([frames_at(ms) for ms in times.tolist()]), _calm(times, levels))


def _calm(times: NDArray[np.int64], levels: Decibels) -> Decibels:
    """Return the levels, none higher than can be reached and left at the steepest slope."""
    ramp = times * _SLOPE
    rising = np.minimum.accumulate(levels - ramp) + ramp
    falling = (np.minimum.accumulate((levels + ramp)[::-1])[::-1]) - ramp
    return np.asarray(np.minimum(rising, falling))


def _points(timeline: Timeline, base: float, under: Sequence[float]) -> Iterator[Point]:
    """Yield the points: up from silence, down for each talk, up again after it, and down to silence at the end."""
    talks, end = _talks(ducking_regions(timeline, base, under)), timeline.duration_ms
    untils = [*(talk[0].start_ms - DOWN_EARLY for talk in talks), timeline.tail_start_ms]
    yield from _rest(0, _edge(talks, base), base, max(1, min(FIRST_RISE, untils[0])), untils[0])
    for talk, until in zip(talks, untils[1:], strict=True):
        yield from _talk(talk)
        low = talk[0].start_ms - DOWN_EARLY + DOWN
        yield from _rest(max(talk[-1].end_ms, low), talk[-1].level, base, UP, until)
    yield end, base + EDGE


def _edge(talks: Sequence[Sequence[Region]], base: float) -> float:
    """Return the level of the first frame: high enough to reach the first word's level when that word has begun."""
    first = talks[0][0] if talks else None
    return max(base + EDGE, first.level - _SLOPE * (first.start_ms - DOWN_EARLY + DOWN)) if first else base + EDGE


def _rest(start: int, low: float, base: float, rise_ms: int, until: int) -> Iterator[Point]:
    """Yield a rise from `low`, as far as the time allows, and a level, with a swell if it is long, up to `until`."""
    until = max(start, until)
    rise = min(rise_ms, until - start)
    level = low + (base + ALONE - low) * rise / rise_ms
    yield start, low
    yield start + rise, level
    if until - start >= SWELL_AFTER + SWELL:
        yield start + SWELL_AFTER, level
        yield start + SWELL_AFTER + SWELL, (level := base + SWELL_UP)
    yield until, level


def _talk(talk: Sequence[Region]) -> Iterator[Point]:
    """Yield the level under each region of a talk, and the ramps between them, in the gaps where there are any."""
    yield talk[0].start_ms - DOWN_EARLY + DOWN, talk[0].level
    for one, other in pairwise(talk):
        reach = max(0, TURN - (other.start_ms - one.end_ms)) // 2
        yield one.end_ms - min(reach, (one.end_ms - one.start_ms) // 3), one.level
        yield other.start_ms + min(reach, (other.end_ms - other.start_ms) // 3), other.level


def _talks(stretches: Sequence[Region]) -> list[list[Region]]:
    """Group the regions into talks: those with gaps too short for the background to come up in between."""
    talks: list[list[Region]] = []
    for stretch in stretches:
        if talks and stretch.start_ms - talks[-1][-1].end_ms < GAP:
            talks[-1].append(stretch)
        else:
            talks.append([stretch])
    return talks
