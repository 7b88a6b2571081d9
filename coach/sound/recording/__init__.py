"""A listener's file → a background as long as the session: without dead air, and in a loop if it is too short."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import HOP, powers
from coach.sound.recording.analysis import Analysis, peaks_of
from coach.sound.recording.demuxer import OTHERWISE, RecordingError
from coach.sound.recording.loop_point import Candidate, find_loop_point
from coach.units import RATE, format_duration

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coach.audio.loudness import Powers
    from coach.audio.samples import Samples
    from coach.sound.recording.analysis import Source
    from coach.sound.recording.loop_point import LoopPoint

__all__ = ["Recording", "RecordingError", "check_recording", "open_recording"]

_SHORTEST, _FADE, _SEARCH = 20, 40, 300
"""Lengths in hops: the shortest sound that makes a loop, the loop's crossfade, and the farthest that this may be from
either end of the sound."""


class Recording:
    """A listener's own file as a background that can be read from any frame, for ever."""

    def __init__(self, sound: Analysis, seam: LoopPoint, frames: int) -> None:
        self._sound, self._seam = sound, seam
        self._lock = Lock()
        before = sound.read((seam.leaves - 1) * HOP, seam.leaves * HOP)
        of_seam = _powers(np.concatenate((before, seam.samples)))[1:]
        course = self._course(-(-frames // HOP))
        self.powers: Powers = np.concatenate((sound.powers, of_seam))[course]
        """The K-weighted power of each hop of the session."""
        peaks = np.concatenate((sound.peaks, peaks_of(seam.samples)))[course]
        if rest := frames % HOP:
            last = self.read(max(0, frames - rest - HOP), frames)
            self.powers[-1], peaks[-1] = _powers(last)[-1], peaks_of(last)[-1]
        self.peak = float(peaks.max(initial=0))
        """The highest absolute sample of the session, full scale 1."""

    def read(self, start: int, end: int) -> Samples:
        """The session's frames from `start` to `end`, as a fresh array."""
        parts = [self._seam.samples[:0]]
        with self._lock:  # one decoder serves all readers
            while start < end:
                parts.append(self._piece(start, end - start))
                start += len(parts[-1])
        return np.concatenate(parts)

    def _piece(self, start: int, frames: int) -> Samples:
        """Return the frames from `start` on, as far as they lie in one piece: of the sound, or of the seam."""
        seam, leaves = self._seam, self._seam.leaves * HOP
        if start >= leaves:
            place = (start - leaves) % (seam.period * HOP)
            if place < len(seam.samples):
                return seam.samples[place : place + frames]
            start = seam.enters * HOP + place
        return self._sound.read(start, min(start + frames, leaves))

    def _course(self, hops: int) -> NDArray[np.intp]:
        """Return which hop of the sound each hop of the session has; the seam's hops count on after the sound's."""
        seam, sound = self._seam, len(self._sound.powers)
        again = (np.arange(sound, sound + seam.fade), np.arange(seam.enters + seam.fade, seam.leaves))
        rounds = np.resize(np.concatenate(again), max(0, hops - seam.leaves))
        return np.concatenate((np.arange(min(hops, seam.leaves)), rounds))


def open_recording(source: Source, frames: int) -> Recording:
    """Return a sound as the background of a session of `frames` frames; the part that will be heard is decoded once.

    Raises RecordingError for a sound that is broken in that part, too short or silent.
    """
    hops = -(-frames // HOP)
    sound = Analysis(source, hops + _SEARCH + _FADE)
    if len(sound.powers) < _SHORTEST:
        told = f"'{source.name}' holds only {format_duration(len(sound.powers) * 100)} of sound"
        raise RecordingError(told, "name a file with at least two seconds of it")
    return Recording(sound, _seam(sound, hops), frames)


def check_recording(source: Source) -> None:
    """Check quickly, before anything else is done, that a sound can be read at all; raises RecordingError."""
    if not len(source.read(0, RATE // 10)):
        raise RecordingError(f"the sound of '{source.name}' cannot be decoded", OTHERWISE)


def _seam(sound: Analysis, wanted: int) -> LoopPoint:
    """Find a crossfade from the last to the first half minute, not before hop `wanted` of a sound that long."""
    hops = len(sound.powers)
    fade, first, last = min(_FADE, hops // 4), min(_SEARCH, hops // 4), hops - min(_FADE, hops // 4)
    earliest = max(hops // 2, last - _SEARCH, wanted if wanted <= last else 0)
    head = Candidate(0, sound.read(0, (first + fade) * HOP))
    tail = Candidate(earliest, sound.read(earliest * HOP, hops * HOP))
    return find_loop_point(tail, head, sound.powers, fade)


def _powers(samples: Samples) -> Powers:
    return np.concatenate(list(powers([samples])))
