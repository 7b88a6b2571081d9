"""A file that is still being written → its bytes, for a reader at the same time."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

_WAIT_S = 0.02


class TailReader:
    """A reader of a growing file, which waits at its end until the file has grown further or is finished."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._finished = Event()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def close(self) -> None:
        """Tell the reader that nobody wants to know any more what is in it: that is its end, wherever it is."""
        self._closed = True
        self._finished.set()

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes; none at the end of the finished file."""
        while not self._closed:
            finished = self._finished.is_set()  # asked before reading: what is written in between is still to be read
            if (data := self._file.read(size)) or finished:
                return data
            self._finished.wait(_WAIT_S)
        return b""

    def finish(self) -> None:
        """Tell the reader that nothing more will be written."""
        self._finished.set()
