"""Ordinary files: read without waiting for ever, and claimed, so that what a killed process leaves behind is known."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

_NEW_S = 1.0
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""To open a pipe waits for whoever writes, unless it is told not to."""


class NotARegularFile(OSError):
    """A path leads to a pipe, a socket or a device."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "it is no ordinary file", str(path))


def read_regular_file(path: Path, most: int) -> bytes:
    """Return the first `most` bytes of a file.

    Raises NoOrdinaryFile, which is an OSError, IsADirectoryError and whatever else the system says; ValueError for a
    name that no file can have.

    Example:
        >>> from pathlib import Path
        >>> read_ordinary(Path(os.devnull), 10)
        Traceback (most recent call last):
        coach.files.NoOrdinaryFile: [Errno 22] it is no ordinary file: '/dev/null'
    """
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        kind = os.fstat(file.fileno()).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(kind):
            raise NotARegularFile(path)
        return file.read(most)


def claim(file: BinaryIO) -> None:
    """Show other processes that this one is still at an open file: until it is closed, or the process ends in any way.

    On Windows, an open file cannot be removed, so that nothing needs to be shown; some network disks know no claims.
    """
    if sys.platform != "win32":
        import fcntl

        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_left_behind(path: Path) -> bool:
    """Whether nobody is at a file any more that somebody had claimed; never one that is new, and not yet claimed."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime < _NEW_S:
            return False
    if sys.platform == "win32":
        return True  # what is still open cannot be removed
    import fcntl

    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
