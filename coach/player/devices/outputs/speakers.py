"""Samples → this machine's loudspeakers, through miniaudio: PulseAudio, ALSA, CoreAudio, WASAPI."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

import miniaudio
import numpy as np

from coach.interrupts import LOOK_S, check
from coach.log import logger
from coach.player.devices.alsa import quiet_alsa
from coach.player.devices.miniaudio_device import Playback
from coach.player.devices.open_with_timeout import Opener, close
from coach.player.devices.outputs.device_messages import device_gone, no_device
from coach.player.devices.watchdog import Watchdog
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Generator

    from coach.audio.samples import Samples
    from coach.player.devices.outputs import Take

_log = logger(__name__)
_BUFFER_MS = 60
"""The length of the device's buffer in ms, see `Speakers.latency_ms`. Below 60, a busy machine makes gaps (underruns);
at 100, a verb would be heard after 170 ms."""
_STEADY_MS = 200
"""The length of the buffer in ms for a sound that is played to its end, and waits for no verb."""
_TAIL_MS = 500
"""The silence after a sound, in ms, in which the last of it leaves the device's buffers."""

_opener: Opener[Playback] = Opener()


class Speakers:
    """An output on the device that the system calls its default."""

    latency_ms = 45
    """The time in ms between taken and heard. Measured with clicks into PulseAudio's null sink, recorded by parec,
    median and maximum: buffer of 20 ms: 12, 16; of 40 ms: 25, 29; of 60 ms: 37, 45; of 100 ms: 58, 69. A buffer is
    taken at once, so a verb is heard after this and up to one buffer more: 105 ms at the most."""

    def __init__(self, take: Take, buffer_ms: int = _BUFFER_MS) -> None:
        self._take, self._buffer_ms = take, buffer_ms
        self._watch = Watchdog()
        self._over = False
        self._device: Playback | None = None

    @property
    def lost(self) -> bool:
        """Whether the device is gone, or the stream was moved to another one."""
        return self._watch.lost

    def __enter__(self) -> Self:
        quiet_alsa()
        try:
            self._device = _opener.open(self._open)
        except (miniaudio.MiniaudioError, TimeoutError) as error:
            self._over = True
            raise no_device() from error
        _log.debug("the loudspeakers are open, with a buffer of %d ms", self._buffer_ms)
        self._watch.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._watch.__exit__()
        if self._device:
            close(self._device)
            _log.debug("the loudspeakers are closed")

    def _open(self) -> Playback:
        device = Playback(RATE, self._buffer_ms, self._watch.lose)
        device.begin(self._feed())
        return device

    def _feed(self) -> Generator[Samples, int, None]:
        """Yield as many frames as the device asks for; silence to one that comes back after it was given up."""
        wanted = yield np.zeros((0, 2), np.float32)
        wanted = yield self._take(wanted)  # the first buffer, which miniaudio fills before the device asks
        while True:
            self._watch.taken()
            silent = self._over or self._watch.lost
            wanted = yield np.zeros((wanted, 2), np.float32) if silent else self._take(wanted)


def play(stereo: Samples) -> None:
    """Play a sound to its end, shape (frames, 2); raises MissingPart for a machine that cannot."""
    over = threading.Event()
    with Speakers(_reel(stereo, over), _STEADY_MS) as speakers:
        while not over.wait(LOOK_S):
            check()
            if speakers.lost:
                raise device_gone()


def _reel(stereo: Samples, over: threading.Event) -> Take:
    """A `Take` of a sound, then of silence; sets `over` once the last of the sound has left the device's buffers."""
    at = 0

    def take(frames: int) -> Samples:
        nonlocal at
        stretch = np.zeros((frames, 2), np.float32)
        heard = stereo[at : at + frames]
        stretch[: len(heard)] = heard
        at += frames
        if at >= len(stereo) + RATE // 1000 * _TAIL_MS:
            over.set()
        return stretch

    return take
