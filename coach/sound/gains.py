"""Timeline → the gain of the background over time: a curve known in advance, so nothing reacts and nothing pumps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.sound.library import LUFS
from coach.speech.treatment import SPEECH_LUFS
from coach.timeline.compiler import HEAD_MS, TAIL_MS
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from coach.media import Samples
    from coach.timeline.model import Cue, Timeline

ALONE, SWELL_UP, EDGE = 6.0, 8.0, -34.0
"""Decibels over the level under speech: between two narrations; in a long silence, so that nobody thinks it stopped; at
the first and the last frame, below hearing in any room."""

# Milliseconds. Down, up and the gap are design.md's; the swell takes its time, so that it is noticed by nobody.
DOWN_EARLY, DOWN, UP, GAP = 600, 700, 1_500, 1_500
SWELL_AFTER, SWELL = 12_000, 8_000

Point = tuple[int, float]
"""Milliseconds, and decibels over the level under speech."""


@dataclass(frozen=True, eq=False)
class Curve:
    """Points in time with a smooth way from each to the next: level at the points, so it has no corners."""

    frames: NDArray[np.int64]
    decibels: NDArray[np.float64]

    def factors(self, start: int, end: int) -> Samples:
        """The factor for each frame from `start` to `end`, shape (frames, 1)."""
        at = np.arange(start, end)
        point = np.interp(at, self.frames, np.arange(len(self.frames)))
        before = np.minimum(point.astype(np.int64), len(self.frames) - 2)
        way = point - before
        low, high = self.decibels[before], self.decibels[before + 1]
        return _factor(low + (high - low) * way * way * (3 - 2 * way)).astype(np.float32)[:, None]


def curve_of(timeline: Timeline, speech_over_background: float) -> Curve:
    """The gain of the background for a session in which speech is so many LU over it."""
    under = SPEECH_LUFS - speech_over_background - LUFS
    points = dict(_points(timeline))  # of two at one time, the later one holds
    return Curve(np.array([frames_at(ms) for ms in points]), np.array(list(points.values())) + under)


def _points(timeline: Timeline) -> Iterator[Point]:
    """Up from nothing, down for each talk, up again after it, and down to nothing with the end."""
    talks, end = _talks(timeline.speech), timeline.duration_ms
    untils = [*(start - DOWN_EARLY for start, _ in talks), end - TAIL_MS]
    yield from _rest(0, EDGE, HEAD_MS - DOWN_EARLY, untils[0])
    for (start, stop), until in zip(talks, untils[1:], strict=True):
        low = start - DOWN_EARLY + DOWN
        yield low, 0.0
        yield from _rest(max(stop, low), 0.0, UP, until)
    yield end, EDGE


def _rest(start: int, low: float, rise_ms: int, until: int) -> Iterator[Point]:
    """Up from a low level, as far as the time allows, and there until the next way down begins."""
    until = max(start, until)
    rise = min(rise_ms, until - start)
    level = low + (ALONE - low) * rise / rise_ms
    yield start, low
    yield start + rise, level
    if until - start >= SWELL_AFTER + SWELL:
        yield start + SWELL_AFTER, level
        yield start + SWELL_AFTER + SWELL, (level := SWELL_UP)
    yield until, level


def _talks(speech: tuple[Cue, ...]) -> list[tuple[int, int]]:
    """Speech from when to when, over gaps too short to come up in."""
    talks: list[tuple[int, int]] = []
    for cue in speech:
        if talks and cue.start_ms - talks[-1][1] < GAP:
            talks[-1] = talks[-1][0], cue.end_ms
        else:
            talks.append((cue.start_ms, cue.end_ms))
    return talks


def _factor(decibels: NDArray[np.float64] | float) -> NDArray[np.float64]:
    return np.asarray(10 ** (np.asarray(decibels) / 20))
