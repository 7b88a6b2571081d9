"""A session as a desktop sees it, over MPRIS2 on a bus of its own → its changes: for scripts that judge.

Nothing is asked of the session here, and it runs just as for its users: all is read from outside.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME, _PATH = "org.mpris.MediaPlayer2.coach", "/org/mpris/MediaPlayer2"
_LOOK_S = 0.05
_JUMP_S = 0.6
"""The seconds by which the time left changes more or less than time has passed, if somebody asked for it."""
_STANDS_S = 0.9
"""The seconds for which the time left stands still, though nothing is paused, when coach answers a question."""
_MORE_S = 15.0


@dataclass(frozen=True)
class Look:
    """The state that is seen at one time of `time.monotonic`."""

    at: float
    status: str
    step: int
    volume: float
    left: float
    """The seconds left of the session."""


@dataclass(frozen=True)
class Effect:
    """A change of the session that did not come from time alone."""

    at: float
    kind: str
    """The verb that did it; for `back` in a step that has been heard for some seconds, it is `repeat`, too."""


class Desk:
    """An observer that looks many times a second, as long as it is entered."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._over = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self.effects: list[Effect] = []
        self.last: Look | None = None
        self.began = 0.0
        """The time at which the step began, or began anew."""
        self._began_left = 0.0
        self._stands_since = float("inf")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    async def _run(self) -> None:
        bus = await MessageBus(bus_address=self._address).connect()
        while not self._over.is_set():
            look = await _look(bus)
            if look and look.status != "Stopped":
                before, self.last = self.last, look
                self._compare(before or look, look)
            await asyncio.sleep(_LOOK_S)
        bus.disconnect()

    def _compare(self, before: Look, look: Look) -> None:
        """Note what is new."""
        jump = look.left - before.left + (look.at - before.at) * (before.status == look.status == "Playing")
        jump = min(jump, max(0.0, look.left - before.left))  # a device that stumbles stops the time: not a wish
        self._stand(before, look)
        if look.status != before.status:
            self._note(look, "pause" if look.status == "Paused" else "continue")
        elif abs(jump) > _JUMP_S:
            self._note(look, self._jumped(before, look, jump))
        if look.volume != before.volume:
            self._note(look, "louder" if look.volume > before.volume else "softer")
        if look.step != before.step or (self.effects and self.effects[-1] == Effect(look.at, "repeat")):
            self.began, self._began_left = look.at, look.left

    def _stand(self, before: Look, look: Look) -> None:
        """Note coach's own announcements: time stands still, which no single look can tell."""
        if look.status != "Playing" or before.left - look.left > 0.01 or look.left > before.left:
            self._stands_since = look.at
        elif look.at - self._stands_since > _STANDS_S:
            self._note(look, "how long")
            self._stands_since = float("inf")

    def _jumped(self, before: Look, look: Look, jump: float) -> str:
        if look.step != before.step:
            return "next" if look.step == before.step + 1 else "back" if look.step < before.step else "a jump"
        if jump < 0:
            return "faster"
        if abs(jump - _MORE_S) < 0.2:
            return "more time"
        return "repeat" if abs(look.left - self._began_left) < _JUMP_S else "slower"

    def _note(self, look: Look, kind: str) -> None:
        self.effects.append(Effect(look.at, kind))


async def _look(bus: MessageBus) -> Look | None:
    """Read the state of the session; None as long as there is none."""
    asked = Message(_NAME, _PATH, "org.freedesktop.DBus.Properties", "GetAll", signature="s")
    asked.body = ["org.mpris.MediaPlayer2.Player"]
    reply = await bus.call(asked)
    if reply is None or reply.message_type is not MessageType.METHOD_RETURN:
        return None
    seen: dict[str, Any] = {name: variant.value for name, variant in reply.body[0].items()}
    about = seen["Metadata"]
    left = (about["mpris:length"].value - seen["Position"]) / 1e6
    return Look(time.monotonic(), seen["PlaybackStatus"], about["xesam:trackNumber"].value, seen["Volume"], left)


@contextmanager
def bus() -> Iterator[str]:
    """Run a session bus on which nobody else is, and yield its address."""
    with tempfile.TemporaryDirectory(prefix="bus", dir="/tmp") as folder:
        command = ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address=unix:path={folder}/bus"]
        nobody = {**os.environ, "HOME": folder}
        with subprocess.Popen(
            command, env=nobody, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as daemon:
            assert daemon.stdout
            try:
                yield daemon.stdout.readline().strip()
            finally:
                daemon.terminate()
