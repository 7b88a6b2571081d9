"""The functions that are told where the playback is, some times a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.log import logger

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.player.session.state import State

_log = logger(__name__)


class Watchers:
    """Functions that are told the state of the playback; a fault in one of them ends no session.

    They are called in the thread that makes the sound: one that takes longer than a second is heard as silence. One
    that raises is logged, and is not called again.
    """

    def __init__(self, first: Callable[[State], None] | None = None) -> None:
        self._told = [first] if first else []

    def append(self, watcher: Callable[[State], None]) -> None:
        """Let a further function be told."""
        self._told.append(watcher)

    def tell(self, state: State) -> None:
        """Call each of them with the state."""
        for watcher in (*self._told,):
            try:
                watcher(state)
            except Exception:  # noqa: BLE001 - whatever it is: it is somebody else's, and the listener goes on
                _log.exception("a function that watches the player fails, and is not called again")
                self._told.remove(watcher)
