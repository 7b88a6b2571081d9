"""A sound device → open or closed within a timeout, or left behind.

Miniaudio calls into PulseAudio without a timeout, and a sound server that hangs (or is stopped) never answers. So
devices are opened and closed in threads of their own.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future, InvalidStateError
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from coach.log import described, logger

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logger(__name__)
_OPENING_S = 1.5
_CLOSING_S = 0.5


class _Closable(Protocol):
    def close(self) -> None: ...


_Device = TypeVar("_Device", bound=_Closable)


class Opener(Generic[_Device]):
    """Opens one device at a time: behind a server that hangs, each new try would leave a thread and a connection."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None

    def open(self, make: Callable[[], _Device]) -> _Device:
        """Return what `make` returns, or raise what it raises; raises TimeoutError if that takes too long.

        A device that comes too late is closed. While an earlier try still hangs, TimeoutError is raised at once.
        """
        if self._thread and self._thread.is_alive():
            raise TimeoutError
        made: Future[_Device] = Future()
        self._thread = threading.Thread(target=_make, args=(make, made), name="coach-device-open", daemon=True)
        self._thread.start()
        self._thread.join(_OPENING_S)
        if made.cancel():
            raise TimeoutError
        return made.result()


def _make(make: Callable[[], _Device], made: Future[_Device]) -> None:
    try:
        device = make()
    except Exception as error:  # noqa: BLE001 - it is raised where it was asked for
        _fail(made, error)
        return
    try:
        made.set_result(device)
    except InvalidStateError:  # nobody waits for it any more
        _log.info("a device was opened too late, and is closed")
        device.close()


def _fail(made: Future[_Device], error: Exception) -> None:
    """Let an error be raised where the device was asked for."""
    try:
        made.set_exception(error)
    except InvalidStateError:  # nobody waits for it any more
        _log.info("a device that nobody waits for cannot be opened: %s", described(error))


def close(device: _Closable) -> None:
    """Close a device, and wait for that no longer than half a second."""
    closing = threading.Thread(target=device.close, name="coach-device-close", daemon=True)
    closing.start()
    closing.join(_CLOSING_S)
    if closing.is_alive():
        _log.warning("a device does not close, and is left behind")
