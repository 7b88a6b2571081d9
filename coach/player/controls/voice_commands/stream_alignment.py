"""What the player plays and what the microphone hears, as it comes → both side by side, at 16 kHz and mono."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av
import numpy as np

from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.audio.samples import Samples

LISTENING_RATE = 16_000
"""The frames in a second, for everything that listens: pocketsphinx's model was made at this rate."""

_HOLD = LISTENING_RATE // 10
"""The frames (100 ms) for which sound heard waits for sound played: the player pushes by the clock of its device."""

_AHEAD = LISTENING_RATE
"""The most frames that a player pushes ahead, to fill the buffers of its device; more would be a clock that runs
away."""


class Resampler:
    """Stereo at coach's rate → mono at 16 kHz, stretch by stretch."""

    def __init__(self) -> None:
        self._resampler = av.AudioResampler(format="flt", layout="mono", rate=LISTENING_RATE)

    def push(self, stereo: Samples) -> Samples:
        """The resampled sound that comes out when a stretch goes in."""
        interleaved = np.ascontiguousarray(stereo, np.float32).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(interleaved, format="flt", layout="stereo")
        frame.sample_rate = RATE
        pieces = [piece.to_ndarray()[0] for piece in self._resampler.resample(frame)]
        return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


class StreamAlignment:
    """Aligns both streams, counted from the first frame heard: what was played goes where the microphone was then."""

    def __init__(self) -> None:
        self._resampler = Resampler()
        self._heard = self._played = np.zeros(0, np.float32)
        self._ahead = 0
        """The number of frames by which the last one played is after the last one heard."""

    def played(self, stereo: Samples) -> None:
        """Take the next stretch that goes to the loudspeaker."""
        if not len(stereo):
            return
        if not -_HOLD <= self._ahead <= _AHEAD:  # the first frames, the first after a pause, or drifting clocks
            self._ahead = 0
            self._played = self._filled(len(self._heard))
        mono = self._resampler.push(stereo)
        self._played = np.concatenate([self._played, mono])
        self._ahead += len(mono)

    def heard(self, mono: Samples) -> Iterator[tuple[Samples, Samples]]:
        """Take the next stretch heard; yield what was heard a moment ago and what was played then, in one length."""
        self._heard = np.concatenate([self._heard, mono])
        self._ahead = max(self._ahead - len(mono), -2 * _HOLD)
        ready = len(self._heard) - _HOLD
        if ready > 0:
            yield self._heard[:ready], self._filled(ready)
            self._heard, self._played = self._heard[ready:], self._played[ready:]

    def _filled(self, frames: int) -> Samples:
        """The first `frames` frames of what was played, with silence where nothing was."""
        played = self._played[:frames]
        return np.concatenate([played, np.zeros(frames - len(played), np.float32)])
