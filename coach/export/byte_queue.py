"""Bytes from a writer in one thread → a reader in another: a queue that holds a few of them at a time."""

from __future__ import annotations

from queue import Queue
from typing import Self

_MOST = 256
"""The pieces that may wait to be read: some seconds of sound."""


class ByteQueue:
    """A pipe between two threads, which ends when it is finished.

    A reader that gives up closes it, so that the writer does not wait for it.

    Example:
        >>> with ByteQueue() as queue:
        ...     written = queue.write(b"calm")
        ...     queue.finish()
        ...     queue.read(2), queue.read(9), queue.read(9)
        (b'ca', b'lm', b'')
    """

    def __init__(self) -> None:
        self._pieces: Queue[bytes] = Queue(_MOST)
        self._rest = b""
        self._over = self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, data: bytes) -> int:
        """Take bytes; waits while too many have not been read."""
        if data and not self._closed:
            self._pieces.put(bytes(data))
        return len(data)

    def finish(self) -> None:
        """Tell the reader that nothing more will be written."""
        if not self._closed:
            self._pieces.put(b"")

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes, waiting for the first of them; none after the end."""
        if not self._rest and not self._over:
            self._rest = self._pieces.get()
            self._over = not self._rest
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def close(self) -> None:
        """Take no more bytes, and forget those that wait: for a reader, that is the end."""
        self._closed = True
        while not self._pieces.empty():
            self._pieces.get_nowait()
        self._pieces.put(b"")
