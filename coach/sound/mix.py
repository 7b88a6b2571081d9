"""Timeline, clips and background → blocks of samples, from any frame, again and again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.sound.gains import curve_of
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.media import Samples
    from coach.sound.background import Background
    from coach.speech.clip import Clip
    from coach.timeline.model import Timeline

BLOCK_FRAMES = RATE
"""Blocks begin at multiples of this, so that a frame comes out the same whatever was asked for."""


@dataclass(frozen=True, eq=False)
class Block:
    """A stretch of the mix."""

    start: int
    """Its first frame, counted from the session's beginning."""
    samples: Samples
    """Stereo, full scale ±1."""


class Mix:
    """A session as sound. It holds the background and one block; clips are fetched when they are heard."""

    def __init__(self, timeline: Timeline, clip: Callable[[str], Clip], background: Background | None) -> None:
        self.timeline = timeline
        self.frames = frames_at(timeline.duration_ms)
        self._clip = clip
        self._background = background
        self._curve = curve_of(timeline)
        self._speech = timeline.speech
        self._starts = [frames_at(cue.start_ms) for cue in self._speech]

    def blocks(self, start: int = 0, end: int | None = None) -> Iterator[Block]:
        """The frames from `start` up to `end` (the session's, without it), in blocks that follow each other."""
        start, end = max(0, start), self.frames if end is None else min(end, self.frames)
        if start >= end:
            return
        for grid in range(start // BLOCK_FRAMES * BLOCK_FRAMES, end, BLOCK_FRAMES):
            samples = self._mixed(grid, grid + BLOCK_FRAMES)
            first = max(start, grid)
            yield Block(first, samples[first - grid : end - grid])

    def _mixed(self, start: int, end: int) -> Samples:
        if self._background:
            samples = self._background.read(start, end)
            samples *= self._curve.factors(start, end)
        else:
            samples = np.zeros((end - start, 2), np.float32)
        for onset, voice in self._heard(start, end):
            here, there = max(start, onset), min(end, onset + len(voice))
            samples[here - start : there - start] += voice[here - onset : there - onset, None]
        return samples

    def _heard(self, start: int, end: int) -> Iterator[tuple[int, Samples]]:
        """The clips that sound between two frames, each with the frame at which it begins."""
        first = max(0, bisect_right(self._starts, start) - 1)
        for index in range(first, bisect_left(self._starts, end)):
            voice = self._clip(self._speech[index].text).samples
            if self._starts[index] + len(voice) > start:
                yield self._starts[index], voice
