"""What outputs know in common of a sound device: that there is none, and that one is gone."""

from __future__ import annotations

import threading
from typing import Self

from coach.errors import MissingPart

_REMEDY = "connect loudspeakers, or write a file with `coach export`"
_TICK_S = 0.1
_TICKS = 11
"""So long may a device take nothing before it counts as lost: longer than a busy machine keeps a thread waiting."""
_FIRST_TICKS = 35
"""So long at the beginning: PulseAudio's null sink, once idle, needs up to 2 s until it asks for more."""


def no_device() -> MissingPart:
    """The error of a machine without a sound device that works."""
    return MissingPart("there is no sound device that works", _REMEDY)


def device_gone() -> MissingPart:
    """The error for what cannot wait until the device is back."""
    return MissingPart("the sound device is gone", _REMEDY)


class Watch:
    """Sees that a device takes. Nobody says when a sound server dies or hangs: it just takes no more.

    It counts ticks of its own instead of reading a clock: when the whole process is stopped and goes on (Ctrl-Z), or
    gets no processor for a while, the device is not to blame.
    """

    def __init__(self) -> None:
        self.lost = False
        self._ticks = _TICKS - _FIRST_TICKS
        self._over = threading.Event()

    def taken(self) -> None:
        """The device took something."""
        self._ticks = 0

    def __enter__(self) -> Self:
        threading.Thread(target=self._run, name="coach-watch", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def _run(self) -> None:
        while not self.lost and not self._over.wait(_TICK_S):
            self._ticks += 1
            self.lost |= self._ticks >= _TICKS
