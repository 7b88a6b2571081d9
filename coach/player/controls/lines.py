"""Lines with verbs in words → the words, for scripts and other programs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from coach.player.controls.incoming import Incoming

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 200
"""Bytes; longer lines are not meant for us, and need not be kept."""


class Lines:
    """What comes in on standard input where it is no terminal."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        # Windows cannot wait for a pipe; there the thread stays in its read, and ends with coach.
        self._incoming = Incoming(descriptor) if sys.platform != "win32" else None

    def lines(self) -> Iterator[str]:
        """Until `close`, the end, or a line so long that this is something else."""
        rest = b""
        while data := self._read():
            *whole, rest = (rest + data).split(b"\n")
            for line in whole:
                yield _text(line)
            if len(rest) > _LONGEST:
                break
        yield _text(rest)

    def _read(self) -> bytes:
        if self._incoming is None:
            return os.read(self._descriptor, _LONGEST)
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
