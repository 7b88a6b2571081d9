"""The console of Windows → names of keys."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import TYPE_CHECKING

from coach.player.controls.key_decoder import KeyDecoder

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOK_SECONDS = 0.05
_PREFIXES = ("\x00", "\xe0")
_NAMES = "up down left right pageup pagedown home end insert delete"
_SCAN_CODES = {
    **dict(zip("HPKMIQGORS", _NAMES.split(), strict=True)),
    **{chr(ord(";") + at): f"f{at + 1}" for at in range(10)},
    **{chr(ord("T") + at): f"shift+f{at + 1}" for at in range(10)},
}


class Console:
    """The keys of the console; Ctrl-C stays an interrupt, for `getwch` never gives it."""

    def __init__(self) -> None:
        self._msvcrt = import_module("msvcrt")
        self._closed = threading.Event()

    def presses(self) -> Iterator[str]:
        """Yield the name of each key until `close`."""
        while not self._closed.wait(_LOOK_SECONDS):
            while not self._closed.is_set() and self._msvcrt.kbhit():
                yield from self._pressed(self._msvcrt.getwch())

    def _pressed(self, sign: str) -> list[str]:
        if sign in _PREFIXES:
            name = _SCAN_CODES.get(self._msvcrt.getwch())
            return [name] if name else []
        decoder = KeyDecoder()
        return decoder.feed(sign.encode("utf-8", "ignore")) or decoder.flush()

    def close(self) -> None:
        """End `presses`."""
        self._closed.set()

    def free(self) -> None:
        """Do nothing, for there is nothing to release."""
