"""Timeline, clips and background → blocks of samples, from any frame, again and again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.routine.model import LEVELS
from coach.sound.cue_sounds import sound_of
from coach.sound.gains import curve_of
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from coach.media import Samples
    from coach.sound.background import Background
    from coach.speech.clip import Clip
    from coach.timeline.model import Cue, Timeline

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

    def __init__(
        self,
        timeline: Timeline,
        clip: Callable[[str, int | None], Clip],
        background: Background | None,
        speech_over_background: float = LEVELS["clear"],
    ) -> None:
        self.timeline = timeline
        self.frames = frames_at(timeline.duration_ms)
        self._clip = clip
        self._background = background
        self._curve = curve_of(timeline, speech_over_background)
        self._tracks = _tracks(timeline)

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
        for track in self._tracks:
            for cue in track.between(start, end):
                onset, sound = frames_at(cue.start_ms), self._sound(cue)
                here, there = max(start, onset), min(end, onset + len(sound))
                if here < there:
                    samples[here - start : there - start] += sound[here - onset : there - onset]
        return samples

    def _sound(self, cue: Cue) -> Samples:
        """What a cue sounds like; what is mono is in the middle."""
        if cue.kind != "speech":
            return sound_of(cue)
        voice = self._clip(cue.text, cue.pace).samples[:, None]
        return voice * np.float32(10 ** (cue.level_db / 20)) if cue.level_db else voice


class _Track:
    """Cues of one kind: none overlaps the next."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = list(cues)
        self._starts = [frames_at(cue.start_ms) for cue in self._cues]

    def between(self, start: int, end: int) -> Sequence[Cue]:
        """Those that may sound between two frames."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return self._cues[first : bisect_left(self._starts, end)]


def _tracks(timeline: Timeline) -> list[_Track]:
    kinds: dict[str, list[Cue]] = {}
    for cue in timeline.cues:
        if cue.kind == "speech" or cue.sound:
            kinds.setdefault(cue.kind, []).append(cue)
    return [_Track(cues) for cues in kinds.values()]
