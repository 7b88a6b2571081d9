"""Lines of text → the verbs in words that they hold, for scripts and other programs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from coach.player.controls.interruptible_reader import InterruptibleReader

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 200
"""The longest line in bytes; the rest of a longer one is not kept."""
_BETWEEN_S = 0.1
"""The time in seconds between two reads of a longer line: it may have no end, and must not keep a core busy."""


class LineProtocol:
    """The lines that come on standard input where it is not a terminal."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        # Windows cannot wait for a pipe; there the thread stays in its read, and ends with coach.
        self._incoming = InterruptibleReader(descriptor) if sys.platform != "win32" else None

    def lines(self) -> Iterator[str]:
        """Yield each line until `close` or the end of the input; of a line too long for a verb, only the beginning."""
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
        """End `lines`, from any thread."""
        if self._incoming:
            self._incoming.close()

    def free(self) -> None:
        """Release the reader, once no thread waits for lines any more."""
        if self._incoming:
            self._incoming.free()


def _text(line: bytes) -> str:
    return " ".join(line[: _LONGEST + 1].decode("utf-8", "replace").lower().split())
