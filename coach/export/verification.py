"""A file + the mix that it holds → its verification: decoded to its end, measured, and compared cue by cue."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.decode import decode_channels
from coach.audio.loudness import HOP
from coach.audio.meter import Levels, measure_levels, merge_levels, sample_peak
from coach.audio.prefetch import spread
from coach.audio.samples import middle_of
from coach.export.format_loss import NO_LOSS, BackgroundAlone, ComparedSecond, FormatLoss, loss_of
from coach.export.verified_cue import REACH, PlannedCue, VerifiedCue, planned_cues, verify_cue
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.audio.decode import Readable
    from coach.audio.loudness import Loudness
    from coach.audio.samples import Samples
    from coach.sound.mix import Mix

    Channels = tuple[Samples, ...]
    """The channels of a sound."""
    HeardCue = tuple[PlannedCue, list[Channels]]
    """A cue, and what is heard from `REACH` frames before it to `REACH` frames after it, in pieces."""

_LAYOUTS = {1: "mono", 2: "stereo"}
"""The layout as which a mix is decoded: FFmpeg would make mono 3 dB softer in each of two channels, players do not."""
_STRETCH = 5 * RATE
"""The frames that are measured at once: whole seconds, so much that a thread is worth it, and little memory."""


@dataclass(frozen=True, eq=False)
class Verification:
    """The measurements of a whole file."""

    frames: int
    loudness: Loudness
    cues: tuple[VerifiedCue, ...]
    """The cues that are meant to be heard: none with the silent engine."""
    background: FormatLoss = NO_LOSS
    """What the format does to the background where nobody speaks."""


def verify(source: Path | Readable, mix: Mix) -> Verification:
    """Decode a file to its end and measure it; raises MediaError for one that cannot be decoded.

    It is decoded in this thread, and its stretches are measured in others at the same time. No stretch is held: ten
    hours have 7,200 of them, and what lay between their measurements would stay with them.
    """
    measure = partial(_measure, mix, mix.stem("background"), BackgroundAlone(mix))
    frames, cues, alone = 0, list[VerifiedCue](), list[ComparedSecond]()

    def levels() -> Iterator[Levels]:
        nonlocal frames
        for each in spread(measure, _stretches(source, mix)):
            frames += each.frames
            cues.extend(each.cues)
            alone.extend(each.alone)
            yield each.levels

    loudness = merge_levels(levels())
    loss = loss_of(alone)
    return Verification(frames, loudness, tuple(cue.after(loss) for cue in cues), loss)


@dataclass(frozen=True, eq=False, slots=True)
class _Stretch:
    """A stretch of the file, and all that is to be known to measure it."""

    start: int
    frames: int
    """The frames of the file in it; silence that is put after its end counts as none."""
    sides: Channels
    before: Channels
    """The hop in front of it."""
    reached: float
    """The highest absolute sample of the file up to its end."""
    cues: list[HeardCue]
    """The cues that are over by its end."""


@dataclass(frozen=True, eq=False, slots=True)
class _Measured:
    """The measurements of a stretch."""

    frames: int
    levels: Levels
    cues: list[VerifiedCue]
    alone: list[ComparedSecond]


def _measure(mix: Mix, background: Mix, alone: BackgroundAlone, stretch: _Stretch) -> _Measured:
    """Measure a stretch, in any thread."""
    cues = [
        verify_cue(cue, np.concatenate([middle_of(sides) for sides in heard]), mix, background)
        for cue, heard in stretch.cues
    ]
    compared = list(alone.compare(stretch.start, stretch.sides))
    levels = measure_levels(stretch.sides, stretch.before, stretch.reached)
    return _Measured(stretch.frames, levels, cues, compared)


def _stretches(source: Path | Readable, mix: Mix) -> Iterator[_Stretch]:
    """Decode a file and yield its stretches, and a little silence after them."""
    heard, before, reached = _Heard(mix), _silence(mix.channels, HOP), 0.0
    for sides in decode_channels(source, _LAYOUTS[mix.channels], _STRETCH):
        reached = max(reached, sample_peak(sides))
        yield _Stretch(heard.end, len(sides[0]), sides, before, reached, heard.add(sides))
        before = tuple(
            np.concatenate((earlier, side[-HOP:]))[-HOP:] for earlier, side in zip(before, sides, strict=True)
        )
    yield _Stretch(heard.end, 0, _silence(mix.channels, REACH), before, reached, heard.rest())


class _Heard:
    """What was heard so far: of the past, only what belongs to cues that are not over."""

    def __init__(self, mix: Mix) -> None:
        self._waiting, self._channels = deque(planned_cues(mix)), mix.channels
        self._pieces: deque[tuple[int, Channels]] = deque()
        self.end = 0

    def add(self, sides: Channels) -> list[HeardCue]:
        """Take in the next stretch, and return the cues that are over by its end."""
        self._pieces.append((self.end, sides))
        self.end += len(sides[0])
        over = []
        while self._waiting and self._waiting[0].end + REACH <= self.end:
            over.append(self._take())
        first = self._waiting[0].onset - REACH if self._waiting else self.end
        while self._pieces and self._pieces[0][0] + len(self._pieces[0][1][0]) <= first:
            self._pieces.popleft()
        return over

    def rest(self) -> list[HeardCue]:
        """Return the cues that are not over, as if silence followed."""
        return [self._take() for _ in range(len(self._waiting))]

    def _take(self) -> HeardCue:
        cue = self._waiting.popleft()
        start, end = cue.onset - REACH, cue.end + REACH
        pieces = [_silence(self._channels, -start)]
        for at, sides in self._pieces:
            pieces.append(tuple(side[max(0, start - at) : max(0, end - at)] for side in sides))
        return cue, [*pieces, _silence(self._channels, end - max(start, self.end))]


def _silence(channels: int, frames: int) -> Channels:
    """Return silence, which takes no memory."""
    return (np.broadcast_to(np.float32(0), max(0, frames)),) * channels
