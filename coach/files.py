"""A path → the bytes of an ordinary file: a pipe or a device may give nothing for ever, or never end."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""To open a pipe waits for whoever writes, unless it is told not to."""


class NoOrdinaryFile(OSError):
    """A path leads to a pipe, a socket or a device."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "it is no ordinary file", str(path))


def read_ordinary(path: Path, most: int) -> bytes:
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
            raise NoOrdinaryFile(path)
        return file.read(most)
