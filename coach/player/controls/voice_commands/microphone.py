"""A microphone → stretches of mono, through miniaudio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.errors import MissingPart
from coach.log import logger
from coach.player.controls.voice_commands.stream_alignment import LISTENING_RATE
from coach.player.devices.alsa import quiet_alsa
from coach.player.devices.open_with_timeout import Opener, close
from coach.player.devices.watchdog import PATIENT_TICKS, Watchdog

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from coach.audio.samples import Samples
    from coach.player.devices.miniaudio_device import Capture

_log = logger(__name__)
_BUFFER_MS = 30
_opener: Opener[Capture] = Opener()


class Microphone:
    """The default microphone; gives what it hears to `heard` from `start` until `close`, in a thread of miniaudio's."""

    def __init__(
        self, heard: Callable[[Samples], None], rate: int = LISTENING_RATE, otherwise: str = "play without --listen"
    ) -> None:
        """Take what is to be heard at a rate, and what somebody can do who has no microphone."""
        self._heard, self._rate, self._otherwise = heard, rate, otherwise
        self._watch = Watchdog(PATIENT_TICKS)
        self._device: Capture | None = None

    def start(self) -> None:
        """Begin to record; raises MissingPart where there is no microphone, or another program has taken it."""
        quiet_alsa()
        try:
            self._device = _opener.open(self._open)
        except TimeoutError as error:
            raise self._no_microphone() from error
        _log.info("the microphone is open")
        self._watch.__enter__()

    @property
    def lost(self) -> bool:
        """Whether it gives nothing any more (a muted one gives zeros), or another one does instead."""
        return self._watch.lost

    def close(self) -> None:
        """Close the device."""
        self._watch.__exit__()
        if self._device:
            close(self._device)
            _log.debug("the microphone is closed")

    def _open(self) -> Capture:
        import miniaudio

        from coach.player.devices.miniaudio_device import Capture

        try:
            device = Capture(self._rate, _BUFFER_MS, self._watch.lose)
        except miniaudio.MiniaudioError as error:
            raise self._no_microphone() from error
        try:
            device.begin(self._pass_on())
        except miniaudio.MiniaudioError as error:
            remedy = f"close the program that uses it, or {self._otherwise}"
            raise MissingPart("the microphone cannot be opened", remedy) from error
        return device

    def _pass_on(self) -> Generator[None, bytes, None]:
        while True:
            data = yield
            self._watch.taken()
            self._heard(np.frombuffer(data, np.float32))

    def _no_microphone(self) -> MissingPart:
        return MissingPart("there is no microphone that works", f"connect a microphone, or {self._otherwise}")
