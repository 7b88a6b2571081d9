"""Media keys and headset buttons → verbs, through MPRIS2 on the session bus of Linux.

Where there is no bus, or it is lost, the session goes on without it. `mpris_object` handles the messages.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from coach.errors import MissingPart
from coach.log import described, logger, swallowing
from coach.requirements import install_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from dbus_fast.aio import MessageBus

    from coach.player.controls.mpris_object import MprisObject
    from coach.player.session.commands import Ask
    from coach.player.session.view import View

_log = logger(__name__)
_CLOSE_SECONDS = 0.5
_EXIT_SECONDS = 2.0
_LOST = (OSError, EOFError, ValueError, TypeError, RuntimeError)
"""The errors that dbus-fast raises for a bus that is not there, refuses us, breaks off or talks nonsense."""


def available() -> str:
    """The bus that media keys come through, in words for `coach doctor`; raises MissingPart with what is lacking."""
    if sys.platform != "linux":
        raise MissingPart("media keys are heard on Linux only", "use the keyboard, or what sends its keys")
    if find_spec("dbus_fast") is None:
        raise MissingPart("dbus-fast is not installed", install_command("dbus-fast"))
    if not (address := _address()):
        raise MissingPart("there is no session bus", "log in to a desktop, or start coach with `dbus-run-session`")
    return f"through the session bus at {address.partition(',')[0]}"


def _address() -> str:
    """The address of the session bus, never one that would have to be started first; empty where there is none."""
    if address := os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return address
    socket = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}", "bus")
    return f"unix:path={socket}" if socket.is_socket() else ""


class Mpris:
    """A control by media keys that also shows the session on desktops; silently does nothing if `available` raises."""

    def __init__(self, ask: Ask, view: Callable[[], View]) -> None:
        self._ask = ask
        self._view = view
        self._loop: asyncio.AbstractEventLoop | None = None
        self._object: MprisObject | None = None
        self._serving: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="mpris", daemon=True)

    def __enter__(self) -> Self:
        """Begin to look for the bus in the background, so that sound does not wait for it."""
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(_note)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._call(self._cease)
        self._thread.join(_EXIT_SECONDS)

    def changed(self) -> None:
        """Note that the view may have changed; may be called from any thread, as often as one likes."""
        self._call(self._tell)

    def _call(self, task: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # not logged: `_run` has said that the loop is closed
            if self._loop:
                self._loop.call_soon_threadsafe(task)

    def _run(self) -> None:
        assert self._loop
        try:
            available()
            self._serving = self._loop.create_task(self._serve(_address()))
            self._loop.run_until_complete(self._serving)
        except asyncio.CancelledError:
            _log.debug("the bus is left")
        except (MissingPart, *_LOST) as error:  # all else goes on without it
            _log.info("no bus, and so no media keys: %s", described(error))
        finally:
            self._loop.close()

    async def _serve(self, address: str) -> None:
        """Serve the bus until it is lost, or this control ends."""
        logging.getLogger("dbus_fast").addHandler(logging.NullHandler())  # else its log would go to the terminal
        from dbus_fast.aio import MessageBus

        from coach.player.controls.mpris_object import MprisObject

        bus = MessageBus(bus_address=address)
        try:
            await bus.connect()
            self._object = MprisObject(bus, self._ask, self._view)
            await self._object.take_name()
            _log.info("media keys come through the session bus")
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        finally:
            self._object = None
            if bus.connected:
                bus.disconnect()
                await _closed(bus)

    def _cease(self) -> None:
        if self._serving:
            self._serving.cancel()

    def _tell(self) -> None:
        if self._object:
            self._object.tell()


async def _closed(bus: MessageBus) -> None:
    """Wait until the socket of the bus is closed, or for `_CLOSE_SECONDS`."""
    with swallowing(_log, "closing the bus", *_LOST):
        async with asyncio.timeout(_CLOSE_SECONDS):
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


def _note(_: object, context: dict[str, Any]) -> None:
    """Log the errors of messages that were on their way when the bus was lost; nobody else hears of them."""
    _log.info("a message of the bus is lost: %s (%r)", context.get("message"), context.get("exception"))
