"""A microphone → stretches of 16 kHz mono, through miniaudio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from coach.errors import MissingPart
from coach.player.alsa import quiet_alsa
from coach.player.controls.listen.in_step import LISTENING_RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from coach.media import Samples

_BUFFER_MS = 30


class Microphone:
    """Gives what it hears to `heard` from `start` until `close`, in a thread of miniaudio's own."""

    def __init__(self, heard: Callable[[Samples], None]) -> None:
        """Raises MissingPart for a machine without a microphone."""
        import miniaudio

        # Without this list, a machine without a microphone would hear silence and not say so; and JACK talks too much.
        hearing = [backend for backend in miniaudio.Backend if backend.name not in ("NULL", "JACK", "CUSTOM")]
        quiet_alsa()
        self._listening = _pass_on(heard)
        next(self._listening)
        try:
            self._device: Any = miniaudio.CaptureDevice(
                miniaudio.SampleFormat.FLOAT32, 1, LISTENING_RATE, _BUFFER_MS, backends=hearing, app_name="coach"
            )
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

    def close(self) -> None:
        """Give the device back."""
        self._device.close()


def _pass_on(heard: Callable[[Samples], None]) -> Generator[None, bytes, None]:
    while True:
        data = yield
        heard(np.frombuffer(data, np.float32))
