"""A file descriptor → its bytes as they come, until another thread ends the reading."""

from __future__ import annotations

import os
import select
from typing import Literal

from coach.log import logger, swallowing

_log = logger(__name__)
State = Literal["ready", "nothing", "closed"]
_BYTES = 4096


class InterruptibleReader:
    """Reads a descriptor in one thread, while another one may end a wait at once by `close`.

    The descriptor itself stays open.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._woken, self._waker = os.pipe()

    def wait(self, seconds: float | None, *, deaf: bool = False) -> State:
        """Wait for bytes, `close` or the end of `seconds`, whichever is first; if `deaf`, bytes do not end the wait."""
        sources = [self._woken] if deaf else [self._woken, self._descriptor]
        ready, _, _ = select.select(sources, [], [], seconds)
        if self._woken in ready:
            return "closed"
        return "ready" if ready else "nothing"

    def read(self) -> bytes:
        """The bytes that are there; none at the end of the input, or when the terminal was closed."""
        with swallowing(_log, "reading from the terminal", OSError):
            return os.read(self._descriptor, _BYTES)
        return b""

    def close(self) -> None:
        """End the reading, from any thread."""
        os.write(self._waker, b".")

    def free(self) -> None:
        """Release the pipe behind `close`, once no thread waits any more."""
        os.close(self._woken)
        os.close(self._waker)
