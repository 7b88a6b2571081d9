"""A file descriptor → its bytes as they come, until somebody closes the reading."""

from __future__ import annotations

import os
import select
from contextlib import suppress
from typing import Literal

State = Literal["ready", "nothing", "closed"]
_BYTES = 4096


class InterruptibleReader:
    """One thread reads, another one may `close`, which ends a wait at once. The descriptor itself stays open."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._woken, self._waker = os.pipe()

    def wait(self, seconds: float | None, *, deaf: bool = False) -> State:
        """Until there are bytes, or so long; if `deaf`, so long whatever comes."""
        sources = [self._woken] if deaf else [self._woken, self._descriptor]
        ready, _, _ = select.select(sources, [], [], seconds)
        if self._woken in ready:
            return "closed"
        return "ready" if ready else "nothing"

    def read(self) -> bytes:
        """What is there; nothing at the end, also of a terminal that was closed."""
        with suppress(OSError):
            return os.read(self._descriptor, _BYTES)
        return b""

    def close(self) -> None:
        """From any thread."""
        os.write(self._waker, b".")

    def free(self) -> None:
        """When nobody waits any more."""
        os.close(self._woken)
        os.close(self._waker)
