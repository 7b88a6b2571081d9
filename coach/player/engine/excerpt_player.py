"""Excerpts of sessions → an output, one after the other, each in a crossfade from what is heard just then.

Between them the output stays open, and plays an inaudible noise: the next excerpt has nothing to wait for.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.crossfade import crossfade
from coach.audio.noise_floor import NoiseFloor
from coach.log import logger
from coach.player.engine.output_keeper import OutputKeeper
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.audio.samples import Samples
    from coach.player.devices.outputs import Output, Take

_log = logger(__name__)
FADE = frames_at(150)
"""The frames of each fade in, and of a crossfade."""
_STOP = frames_at(300)
"""The frames of the fade with which an excerpt is stopped."""
_AHEAD = RATE
"""The frames that are kept ready."""


class ExcerptPlayer:
    """Plays excerpts. One thread calls `fill` and `look_after_device`; all else may be called from any.

    Args:
        open_device: Makes the output from a function that gives the frames it asks for.
    """

    def __init__(self, open_device: Callable[[Take], Output]) -> None:
        self._device = OutputKeeper(partial(open_device, self._take))
        self._lock = Lock()
        self._ready: deque[Samples] = deque()
        self._coming: Iterator[Samples] | None = None
        self._floor, self._at = NoiseFloor(0), 0
        self._floor.read(0, 1)  # it is made now, and not when a device waits for it

    @property
    def sounds(self) -> bool:
        """Whether an excerpt is being played."""
        with self._lock:
            return bool(self._ready) or self._coming is not None

    @property
    def latency_s(self) -> float:
        """The seconds between the taking of a sample and its being heard."""
        return self._device.latency_s

    def open(self) -> None:
        """Open the output; raises MissingPart where there is none that works."""
        self._device.open()

    def close(self) -> None:
        """Release the output at once; `stop` it before, to end softly."""
        self._device.close()

    def play(self, excerpt: Iterator[Samples]) -> None:
        """Go over to an excerpt, whose stretches are made as they are needed; raises what making the first one raises.

        Args:
            excerpt: Stretches of samples, each of the shape (frames, 2); the first one has room for the fade.
        """
        first = next(excerpt).copy()
        fade = min(FADE, len(first))
        with self._lock:
            first[:fade] = crossfade(self._rest(fade), first[:fade], smooth=True)
            self._ready, self._coming = deque([first]), excerpt

    def stop(self) -> None:
        """Fade out what is heard."""
        with self._lock:
            if not self._ready and self._coming is None:
                return
            rest = self._rest(_STOP)
            self._ready, self._coming = deque([crossfade(rest, np.zeros_like(rest), smooth=True)]), None

    def fill(self) -> None:
        """Make ready what comes next; raises what making it raises."""
        while (coming := self._coming) is not None and self._frames() < _AHEAD:
            stretch = next(coming, None)
            with self._lock:
                if coming is not self._coming:  # stopped meanwhile, or another one
                    continue
                if stretch is None:
                    self._coming = None
                else:
                    self._ready.append(stretch)

    def look_after_device(self) -> bool:
        """Take up another output in the place of one that is lost, and return whether there is one.

        What was being played is not heard from it: nobody knows in which room it stands.
        """
        if self._device.is_lost():
            self._device.give_up()
        if self._device.is_due():
            with self._lock:
                self._ready, self._coming = deque(), None
            self._device.find_another()
        return self._device.output is not None

    def _frames(self) -> int:
        with self._lock:
            return sum(map(len, self._ready))

    def _rest(self, frames: int) -> Samples:
        """Return the next frames of what is ready, and silence behind it; the lock is held."""
        rest = np.zeros((frames, 2), np.float32)
        _move(self._ready, rest)
        return rest

    def _take(self, frames: int) -> Samples:
        """Return what the device plays next: what is ready, and the noise floor where nothing is."""
        with self._lock:
            samples = self._floor.read(self._at, self._at + frames)
            self._at += frames
            _move(self._ready, samples)
            return samples


def _move(ready: deque[Samples], to: Samples) -> None:
    """Move as many frames as there are, and as there is room for, from the front of what is ready."""
    done = 0
    while ready and done < len(to):
        stretch = ready.popleft()
        part = stretch[: len(to) - done]
        to[done : done + len(part)] = part
        done += len(part)
        if len(part) < len(stretch):
            ready.appendleft(stretch[len(part) :])
