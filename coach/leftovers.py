"""Unfinished files: claims by which it is known that somebody writes them, and what killed processes left."""

from __future__ import annotations

import re
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

SUFFIX = ".part"
TAIL = len("12345678") + len(SUFFIX)
"""The characters of an unfinished file's name after its `prefix_of`."""
_OURS = re.compile(r"[a-z0-9_]{8}\.part")
"""What `mkstemp` and we make of a name; something else's file is let be."""
_NEW_S = 1.0


def prefix_of(path: Path) -> str:
    """Return how the names of unfinished files begin that are to be at a path."""
    return f".{path.stem[:40]}-"


def claim(file: BinaryIO) -> None:
    """Lock an open file, to show other processes that it is in use, until it is closed or this process ends in any way.

    On Windows, an open file cannot be removed, so that no lock is needed; some network disks have no locks.
    """
    if sys.platform != "win32":
        import fcntl

        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_left_behind(path: Path) -> bool:
    """Whether no process claims a file any more; False for a new file, which may not be claimed yet."""
    if _is_new(path):
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


def sweep_targets(paths: Iterable[Path], *, patient: bool = False) -> None:
    """Remove the leftovers of writes to some targets that were killed; each folder is looked through once.

    What is so new that a process may not have claimed it yet is let be, or, if `patient`, waited for.
    """
    prefixes: dict[Path, set[str]] = {}
    for path in paths:
        prefixes.setdefault(path.parent, set()).add(prefix_of(path))
    left = [each for folder, known in prefixes.items() for each in _leftovers(folder, known)]
    if patient and any(_is_new(each) for each in left):
        time.sleep(_NEW_S)
    for each in left:
        if is_left_behind(each):
            with suppress(OSError):
                each.unlink()


def _leftovers(folder: Path, prefixes: Collection[str]) -> list[Path]:
    try:
        paths = [*folder.iterdir()]
    except OSError:  # there is no such folder yet
        return []
    return [each for each in paths if each.name[:-TAIL] in prefixes and _OURS.fullmatch(each.name[-TAIL:])]


def _is_new(path: Path) -> bool:
    """Whether a file may not have been claimed yet by the process that made it."""
    try:
        return time.time() - path.stat().st_mtime < _NEW_S
    except OSError:  # it has taken its place
        return False
