"""What a loudspeaker takes, or a microphone gives → whether the device is lost."""

from __future__ import annotations

import threading
from typing import Self

from coach.log import logger

_log = logger(__name__)
_TICK_S = 0.1
_TICKS = 11
"""The ticks without sound after which a loudspeaker is lost: longer than a busy machine keeps a thread waiting."""
PATIENT_TICKS = 40
"""The ticks without sound after which a microphone is lost: the speaker will say it again, and after a gap the echo has
to be learnt anew."""
_FIRST_TICKS = 35
"""The ticks without sound that count as lost at the beginning: PulseAudio's null sink, once idle, needs up to 2 s until
it asks for more."""


class Watchdog:
    """A watchdog of a device: a sound server that dies or hangs does not say so, but only stops taking or giving sound.

    It counts ticks of its own instead of reading a clock: when the whole process is stopped and goes on (Ctrl-Z), or
    gets no processor for a while, the device is not to blame.
    """

    def __init__(self, ticks: int = _TICKS) -> None:
        self.lost = False
        self._most = ticks
        self._ticks = min(0, ticks - _FIRST_TICKS)
        self._over = threading.Event()

    def taken(self) -> None:
        """Note that the device took something, or gave it."""
        self._ticks = 0

    def lose(self) -> None:
        """Count the device as lost, since its stream is on another one.

        The headphones are gone, and nobody wants the room to hear the rest.
        """
        if not self.lost:
            _log.info("the stream was moved to another device")
        self.lost = True

    def __enter__(self) -> Self:
        threading.Thread(target=self._run, name="coach-watch", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def _run(self) -> None:
        while not self.lost and not self._over.wait(_TICK_S):
            self._ticks += 1
            if self._ticks >= self._most:
                _log.info("nothing was taken or given for %.1f s", self._ticks * _TICK_S)
                self.lost = True
