"""A microphone → stretches of 16 kHz mono, through miniaudio."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

from coach.errors import MissingPart
from coach.player.alsa import quiet_alsa
from coach.player.controls.listen.in_step import LISTENING_RATE
from coach.player.lost import PATIENT_TICKS, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from coach.media import Samples

_BUFFER_MS = 30
_CLOSING_S = 0.5
"""A sound server that hangs never answers: then it is left behind."""


class Microphone:
    """Gives what it hears to `heard` from `start` until `close`, in a thread of miniaudio's own."""

    def __init__(self, heard: Callable[[Samples], None]) -> None:
        """Raises MissingPart for a machine without a microphone."""
        import miniaudio

        from coach.player.sound_device import Capture

        quiet_alsa()
        self._watch = Watch(PATIENT_TICKS)
        self._listening = self._pass_on(heard)
        next(self._listening)
        try:
            self._device = Capture(LISTENING_RATE, _BUFFER_MS, self._watch.lose)
        except miniaudio.MiniaudioError as error:
            remedy = "connect a microphone, or play without --listen"
            raise MissingPart("there is no microphone that works", remedy) from error

    def start(self) -> None:
        """Begin; raises MissingPart where the microphone is taken."""
        import miniaudio

        try:
            self._device.start(self._listening)
        except miniaudio.MiniaudioError as error:
            self.close()
            remedy = "close the program that uses it, or play without --listen"
            raise MissingPart("the microphone cannot be opened", remedy) from error
        self._watch.__enter__()

    @property
    def lost(self) -> bool:
        """Whether it gives nothing any more (a muted one gives zeros), or another one does instead."""
        return self._watch.lost

    def close(self) -> None:
        """Give the device back."""
        self._watch.__exit__()
        closing = threading.Thread(target=self._device.close, name="coach-microphone-close", daemon=True)
        closing.start()
        closing.join(_CLOSING_S)

    def _pass_on(self, heard: Callable[[Samples], None]) -> Generator[None, bytes, None]:
        while True:
            data = yield
            self._watch.taken()
            heard(np.frombuffer(data, np.float32))
