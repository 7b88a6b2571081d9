"""The stretches of a microphone → its sound from any moment to any other, while more comes in."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from coach.audio.samples import Samples


class CaptureBuffer:
    """What a microphone has given, counted in frames from when it began; what is not needed any more is forgotten."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._parts: list[Samples] = []
        self._forgotten = 0
        self.frames = 0
        """The frames that have come in so far."""

    def hear(self, samples: Samples) -> None:
        """Take the next stretch, from any thread."""
        with self._lock:
            self._parts.append(samples.copy())
            self.frames += len(samples)

    def read(self, start: int, end: int | None = None) -> Samples:
        """Return the frames from `start` to `end`, or to the newest one; what is forgotten or not there is left out."""
        with self._lock:
            whole = np.concatenate([np.zeros(0, np.float32), *self._parts])
            self._parts = [whole]
            first = self._forgotten
        return whole[max(0, start - first) : None if end is None else max(0, end - first)].copy()

    def forget(self, until: int) -> None:
        """Forget the frames before `until`."""
        rest = self.read(until)
        with self._lock:
            self._forgotten = max(self._forgotten, min(until, self.frames))
            self._parts = [rest, *self._parts[1:]]
