"""Timeline, levels and background → blocks of samples, from any frame, again and again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from coach.argument_types import FRAMES, optional, takes
from coach.errors import UsageError
from coach.short_repr import shown_by
from coach.sound.centred import centre
from coach.sound.cue_sounds import sound_of
from coach.suggestion import suggest
from coach.uncopied import uncopied
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.audio.samples import Samples
    from coach.sound.background import Background
    from coach.sound.level_plan import LevelPlan
    from coach.timeline.timeline import Cue, Timeline

BLOCK_FRAMES = RATE
"""The frames of a block. Blocks begin at multiples of this, so that a frame is the same wherever reading begins."""

STEMS = ("narration", "background", "cues")
"""The stems whose sum is the mix."""
_NAMES = ", ".join(STEMS)

_STEPS = np.float32(2**23)
"""The steps in full scale. Every stem lies on this grid of 24 bits, so their sum is the mix to the last bit, in any
order."""

_ONE = np.float32(1)
_IN_MEMORY = 6
_STEREO = 2


@dataclass(frozen=True, eq=False)
class Block:
    """A stretch of the mix."""

    start: int
    """Its first frame, counted from the session's beginning."""
    samples: Samples
    """Stereo samples, full scale ±1."""


class Mix:
    """A session as sound, or only some of its stems. It holds one block; clips are fetched when they are heard.

    With one channel, both are the same: its background is a centred one, and so are the sounds of its cues.
    """

    __repr__ = shown_by("timeline.title", "frames", "channels")
    __reduce__ = uncopied("keep the samples of its blocks, or open its session again")

    def __init__(
        self,
        timeline: Timeline,
        levels: LevelPlan,
        background: Background,
        stems: Sequence[str] = STEMS,
        channels: int = 2,
    ) -> None:
        self.timeline, self.levels, self.background, self.channels = timeline, levels, background, channels
        self.frames = frames_at(timeline.duration_ms)
        self._stems = stems
        self._tracks = _tracks(timeline, stems)
        self._sound = lru_cache(_IN_MEMORY)(self._sound_of)

    @takes()
    def stem(self, *names: str) -> Mix:
        """Return a mix of these stems only, of none for silence; raises UsageError for a name that is no stem.

        >>> import coach
        >>> with coach.open_session("desk-break", engine="silent") as session:
        ...     session.mix.stem("voice")
        Traceback (most recent call last):
        coach.errors.UsageError: there is no stem 'voice'; there are narration, background, cues
        """
        for name in names:
            if name not in STEMS:
                raise UsageError(f"there is no stem {name!r}; {suggest(str(name), STEMS, f'there are {_NAMES}')}")
        return Mix(self.timeline, self.levels, self.background, names, self.channels)

    @takes(start=FRAMES, end=optional(FRAMES))
    def blocks(self, start: int = 0, end: int | None = None) -> Iterator[Block]:
        """Yield the frames from `start` up to `end` (None: the session's end), in consecutive blocks.

        There are none before the beginning and after the end; raises UsageError for what is no whole number.
        """
        start, end = max(0, start), self.frames if end is None else min(end, self.frames)
        if start >= end:
            return
        for grid in range(start // BLOCK_FRAMES * BLOCK_FRAMES, end, BLOCK_FRAMES):
            samples = self._mixed(grid, grid + BLOCK_FRAMES)
            first = max(start, grid)
            yield Block(first, samples[first - grid : end - grid])

    def sounding(self) -> Iterator[tuple[int, int]]:
        """Yield the first frame of each block in which one of the cues may sound, and the frame after its last."""
        for start in range(0, self.frames, BLOCK_FRAMES):
            end = min(start + BLOCK_FRAMES, self.frames)
            if any(self._sounds(cue, start) for track in self._tracks for cue in track.between(start, end)):
                yield start, end

    def _sounds(self, cue: Cue, start: int) -> bool:
        """Whether a cue that begins before the end of a block sounds in it, or may ring on into it."""
        return frames_at(cue.end_ms) + RATE > start

    def _mixed(self, start: int, end: int) -> Samples:
        if "background" in self._stems:
            samples = self.background.read(start, end)
            _put_on_grid(samples, self.levels.curve.gain(start, end))
        else:
            samples = np.zeros((end - start, 2), np.float32)
        for track in self._tracks:
            for cue in track.between(start, end):
                onset, sound = frames_at(cue.start_ms), self._sound(cue)
                here, there = max(start, onset), min(end, onset + len(sound))
                if here < there:
                    _add(samples[here - start : there - start], sound[here - onset : there - onset])
        return samples

    def _sound_of(self, cue: Cue) -> Samples:
        """Return the sound of a cue at its level; mono sound lies in the middle."""
        if cue.kind == "speech":
            return _put_on_grid(self.levels.voice.of(cue))
        sound = sound_of(cue) * np.float32(self.levels.cue_gain)
        return _put_on_grid(sound if self.channels == _STEREO else centre(sound))


def _put_on_grid(samples: Samples, gain: Samples | np.float32 = _ONE) -> Samples:
    """Multiply samples by a gain, or by one for each frame, and put them on the grid, all in place.

    A power of two is exact in any place of a product: one multiplication does for both.
    """
    gain = gain * _STEPS
    # A stereo frame times its gain is a complex number times a real one: for two columns, numpy takes much longer.
    each = samples.view(np.complex64)[:, 0] if gain.ndim else samples
    np.multiply(each, gain, out=each)
    np.rint(samples, out=samples)
    np.multiply(samples, 1 / _STEPS, out=samples)
    return samples


def _add(samples: Samples, sound: Samples) -> None:
    """Add a sound to stereo samples, to both sides if it is mono."""
    for side in samples.T if sound.ndim == 1 else (samples,):
        np.add(side, sound, out=side)


class _Track:
    """Cues of one kind: none overlaps the next."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = list(cues)
        self._starts = [frames_at(cue.start_ms) for cue in self._cues]

    def between(self, start: int, end: int) -> Sequence[Cue]:
        """Return the cues that may sound between two frames."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return self._cues[first : bisect_left(self._starts, end)]


def _tracks(timeline: Timeline, stems: Sequence[str]) -> list[_Track]:
    kinds: dict[str, list[Cue]] = {}
    for cue in timeline.cues:
        stem = "narration" if cue.kind == "speech" else "cues"
        if stem in stems and (cue.kind == "speech" or cue.sound):
            kinds.setdefault(cue.kind, []).append(cue)
    return [_Track(cues) for cues in kinds.values()]
