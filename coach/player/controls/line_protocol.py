"""Lines with verbs in words → the words, for scripts and other programs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from coach.player.controls.interruptible_reader import InterruptibleReader

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 200
"""Bytes; what a longer line has more is not kept."""
_BETWEEN_S = 0.1
"""Between two looks at a line that is longer: it may have no end, and is not to keep a core busy."""


class LineProtocol:
    """What comes in on standard input where it is no terminal."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        # Windows cannot wait for a pipe; there the thread stays in its read, and ends with coach.
        self._incoming = InterruptibleReader(descriptor) if sys.platform != "win32" else None

    def lines(self) -> Iterator[str]:
        """Until `close`, or the end. Of a line that is too long for a verb, only the beginning."""
        rest = b""
        while data := self._read(in_no_hurry=len(rest) > _LONGEST):
            *whole, rest = (rest + data).split(b"\n")
            yield from map(_text, whole)
            rest = rest[: _LONGEST + 1]
        yield _text(rest)

    def _read(self, *, in_no_hurry: bool) -> bytes:
        if self._incoming is None:
            return os.read(self._descriptor, _LONGEST)
        if in_no_hurry and self._incoming.wait(_BETWEEN_S, deaf=True) == "closed":
            return b""
        return self._incoming.read() if self._incoming.wait(None) == "ready" else b""

    def close(self) -> None:
        """Ends `lines`, from any thread."""
        if self._incoming:
            self._incoming.close()

    def free(self) -> None:
        """When nobody waits for lines any more."""
        if self._incoming:
            self._incoming.free()


def _text(line: bytes) -> str:
    return " ".join(line[: _LONGEST + 1].decode("utf-8", "replace").lower().split())
