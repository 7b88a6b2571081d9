"""A listener's file → its sound without dead air, and how loud that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from coach.audio.loudness import HOP, powers
from coach.sound.recording.corruption import broken_file
from coach.sound.recording.demuxer import RecordingError
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.audio.loudness import Powers
    from coach.audio.samples import Samples

Peaks = NDArray[np.float32]
"""The highest absolute sample of each hop."""

_DEAD = 1e-6
"""The power of one channel, -60 dBFS, below which either end of a file is dead air."""
_LOOK = RATE // 100
"""The frames that are judged at once in the search for the first sound."""
_LONGEST_DEAD = 3600 * RATE
"""The most frames in which the first sound is searched for; a small file may hold years of silence."""
_ABSURD = 1000.0
"""The absolute sample, full scale 1, from which on it is no sound; neither is a sample that is not a number."""


class Source(Protocol):
    """The sound of a file, read in any order."""

    @property
    def name(self) -> str:
        """The file's name, for messages."""

    def read(self, start: int, end: int) -> Samples:
        """The frames from `start` to `end`, as a fresh array; fewer where the file ends; raises RecordingError."""


class Analysis:
    """The sound of a file, counted from its first frame that is no dead air."""

    def __init__(self, source: Source, hops: int) -> None:
        """Decode and measure `hops` hops and no more, whatever the file's length."""
        self._source, self._name = source, source.name
        self._start = self._onset()
        peaks: list[Peaks] = []
        self._frames = 0
        heard = list(powers(self._blocks(hops, peaks)))
        self.powers: Powers = np.concatenate(heard)[:hops]
        self.peaks: Peaks = np.concatenate(peaks)[:hops]
        if len(self.powers) < hops:  # only then, as a long file may be silent where the session ends
            self._end()

    def read(self, start: int, end: int) -> Samples:
        """Return the frames from `start` to `end`, decoded before; raises RecordingError where the file has changed."""
        samples = self._source.read(self._start + start, self._start + end)
        if len(samples) < end - start:
            raise RecordingError(f"'{self._name}' changed while it was read", "leave it as it is until the end")
        return samples

    def _onset(self) -> int:
        for at in range(0, _LONGEST_DEAD, RATE):
            block = self._source.read(at, at + RATE)
            whole = np.zeros((RATE, 2), np.float32)
            whole[: len(block)] = block
            alive = np.square(whole).reshape(-1, _LOOK * 2).mean(axis=1) > _DEAD
            if alive.any():
                return at + int(alive.argmax()) * _LOOK
            if len(block) < RATE:
                break
        raise RecordingError(f"'{self._name}' is silent", "name another file")

    def _blocks(self, hops: int, peaks: list[Peaks]) -> Iterator[Samples]:
        for at in range(self._start, self._start + hops * HOP, RATE):
            block = self._source.read(at, at + RATE)
            self._frames += len(block)
            if len(block):
                peaks.append(peaks_of(block))
                if not peaks[-1].max() < _ABSURD:  # also when it is not a number
                    raise broken_file(self._name, at / RATE)
                yield block
            if len(block) < RATE:
                return

    def _end(self) -> None:
        """Drop the dead air after the sound, and a last hop that is not whole."""
        alive = np.flatnonzero(self.powers > 2 * _DEAD)
        hops = min(int(alive[-1]) + 1 if len(alive) else 0, self._frames // HOP)
        self.powers, self.peaks = self.powers[:hops], self.peaks[:hops]


def peaks_of(samples: Samples) -> Peaks:
    """Return the peak of each hop, the last one whole or not."""
    peaks: Peaks = np.maximum.reduceat(np.abs(samples).ravel(), np.arange(0, samples.size, 2 * HOP))
    return peaks
