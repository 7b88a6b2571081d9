"""Samples → loudspeakers through simpleaudio, for those who have it: an extra with no wheel for today's Pythons."""

from __future__ import annotations

import sys
import threading
import time
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Self

import numpy as np

from coach.errors import MissingPart
from coach.log import described, logger
from coach.player.devices.alsa import quiet_alsa
from coach.player.devices.outputs.device_messages import no_device
from coach.player.devices.watchdog import Watchdog
from coach.requirements import install_command, package_lacking
from coach.units import RATE

if TYPE_CHECKING:
    from types import ModuleType

    from coach.audio.samples import Samples
    from coach.player.devices.outputs import Take

_log = logger(__name__)
_STRETCH = 120 * RATE
"""The frames of a buffer that simpleaudio plays: 21 MB."""
_HELD = RATE * 100 // 1000
"""The frames that ALSA reads before they are heard: simpleaudio asks for a buffer of that length."""
_AHEAD = _HELD + RATE * 50 // 1000
"""The frames that are written before they are heard: a card's clock may gain 100 ppm on the computer's, 12 ms in a
stretch; the rest is for a thread that is woken late."""
_OPENING = RATE * 300 // 1000
"""The frames that are written beforehand where one stretch ends, while the next is opened."""
_JOINT = RATE * 30 // 1000
"""The frames of the crossfade from one stretch to the next."""
_WAKE_S = 0.01
_CLOSING_S = 0.5


class SimpleAudio:
    """An output that plays one long buffer, and writes it just before it is heard.

    Simpleaudio plays whole buffers, each through a handle of its own: buffers one after the other have gaps between
    them, and overlapping ones have a joint several times in a second. But it does not copy a buffer, and reads it as
    ALSA takes it. So a silent buffer of two minutes is played, and filled while it plays; there is a joint only every
    two minutes. A thread that comes too late leaves a gap there (an underrun) and goes on behind it.

    It cannot see that a sound server hangs or moves the stream (one that dies is seen); open a device within a timeout;
    or know how late the stream began or stalled, which makes all that follows later, until the next joint.
    """

    latency_ms = 220
    """The time in ms between taken and heard. Measured with clicks into PulseAudio's null sink through ALSA's plugin,
    recorded by parec: 140 to 360 ms, as the stream began sooner or later, and the same from then on."""

    def __init__(self, take: Take) -> None:
        self._simpleaudio = _imported()
        self._take = take
        self._watch = Watchdog()
        self._over = threading.Event()
        self._feeder = threading.Thread(target=self._feed, name="coach-simpleaudio", daemon=True)

    @property
    def lost(self) -> bool:
        """Whether the device is gone, or simpleaudio gave up."""
        return self._watch.lost

    def __enter__(self) -> Self:
        quiet_alsa()
        self._stretches = [self._stretch()]
        self._watch.__enter__()
        self._feeder.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.__exit__()
        self._feeder.join(_CLOSING_S)
        for stretch in self._stretches:
            stretch.end()
        deadline = time.monotonic() + _CLOSING_S  # simpleaudio's threads must not outlive Python
        while any(stretch.plays() for stretch in self._stretches) and time.monotonic() < deadline:
            time.sleep(_WAKE_S)

    def _feed(self) -> None:
        while not (self._over.wait(_WAKE_S) or self._watch.lost):
            if not self._stretches[-1].plays():
                continue  # and take nothing more, which the watchdog sees
            if self._stretches[-1].left() < RATE:
                self._join()
            if (frames := self._stretches[-1].wanted()) > 0:
                self._stretches[-1].write(self._take(frames))
            self._watch.taken()
            for faded in self._stretches[:-1]:
                faded.end_in_time()

    def _join(self) -> None:
        """Begin the next stretch under the end of this one, and crossfade to it where both hold the same sound."""
        old = self._stretches[-1]
        old.write(self._take(_OPENING))
        try:
            new = self._stretch()
        except MissingPart as missing:
            _log.warning("simpleaudio's next stretch cannot be opened: %s", described(missing))
            self._watch.lost = True
            return
        block, fade = self._take(_JOINT), np.linspace(0, 1, _JOINT, dtype=np.float32)[:, None]
        new.begin_beside(old)
        old.write(block * (1 - fade))
        new.write(block * fade)
        self._stretches = [old, new]

    def _stretch(self) -> _Stretch:
        try:
            return _Stretch(self._simpleaudio)
        except self._simpleaudio._simpleaudio.SimpleaudioError as error:
            raise no_device() from error


class _Stretch:
    """A buffer that is played while it is written."""

    def __init__(self, simpleaudio: ModuleType) -> None:
        self._samples = np.zeros((_STRETCH, 2), np.int16)
        self._at = 0
        self._began = time.monotonic()  # surely before the playback, so nothing is read earlier than this clock says
        self._play = simpleaudio.play_buffer(self._samples, 2, 2, RATE)

    def plays(self) -> bool:
        return bool(self._play.is_playing())

    def left(self) -> int:
        return _STRETCH - self._at

    def wanted(self) -> int:
        """The number of frames to write now."""
        reached = round((time.monotonic() - self._began) * RATE)
        self._at = max(self._at, reached + _HELD)  # what is before it, ALSA may have read
        return min(reached + _AHEAD, _STRETCH) - self._at

    def write(self, stereo: Samples) -> None:
        target = self._samples[self._at : self._at + len(stereo)]
        target[:] = np.rint(np.clip(stereo[: len(target)], -1, 1) * 32767)
        self._at += len(target)

    def begin_beside(self, other: _Stretch) -> None:
        """Set the place of writing to the moment where another stretch writes."""
        self._at = other._at - round((self._began - other._began) * RATE)

    def end_in_time(self) -> None:
        """End this stretch if its time is over: a stalled stream is late, and would be heard together with the next."""
        if (time.monotonic() - self._began) * RATE > self._at + _HELD:
            self.end()

    def end(self) -> None:
        """Silence the stretch at once; what is behind its end is silent already."""
        self._samples[max(0, self._at - 2 * RATE) : self._at] = 0
        self._play.stop()


def available() -> str:
    """Return the name and version of the package, for `coach doctor`; raises MissingPart with what is lacking."""
    _imported()
    return f"simpleaudio {version('simpleaudio')}"


def _imported() -> ModuleType:
    if sys.version_info >= (3, 12):  # github.com/hamiltron/py-simple-audio/issues/72: the process dies with the sound
        raise MissingPart("simpleaudio does not work on Python 3.12 and later", "play through the output 'speakers'")
    try:
        return import_module("simpleaudio")
    except ImportError as error:
        command = install_command(package_lacking(error, "simpleaudio"))
        remedy = f"`{command}` installs it, with a compiler and, on Linux, ALSA's headers"
        raise MissingPart("the package simpleaudio is not installed", remedy) from error
