"""A path → a file that stands there whole at the end, or not at all."""

from __future__ import annotations

import errno
import glob
import os
import stat
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from coach.errors import CoachError, MissingPart, UsageError
from coach.files import claim, is_left_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

_ON_WINDOWS = sys.platform == "win32"
_SUFFIX = ".part"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def write_atomically(path: Path) -> Iterator[BinaryIO]:
    """A new file beside `path`, under its own `name`: it takes its place when all went well, and is gone when not.

    What was at `path` before stays until then; a link stays, and what it leads to is replaced. Raises UsageError, or
    MissingPart for a full disk.
    """
    path = Path(os.path.realpath(path))
    try:
        _sweep(path)
        # In the same folder, so that the last step is one rename on one disk.
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=_SUFFIX)
    except OSError as error:
        raise explained(error, path) from error
    temporary = Path(name)
    try:
        os.close(descriptor)
        with temporary.open("w+b") as file:
            claim(file)
            yield file
            file.flush()
            os.fsync(file.fileno())
            if not _ON_WINDOWS:  # before it is closed: another process would take it for left behind
                _take_place(temporary, path)
        if _ON_WINDOWS:
            _take_place(temporary, path)
    except OSError as error:
        raise explained(error, path) from error
    finally:
        temporary.unlink(missing_ok=True)


def _prefix(path: Path) -> str:
    return f".{path.stem[:40]}-"


def _take_place(temporary: Path, path: Path) -> None:
    temporary.chmod(_mode(path))
    temporary.replace(path)


def _sweep(path: Path) -> None:
    """Remove what is left of earlier tries at the same target that were killed."""
    for left in path.parent.glob(f"{glob.escape(_prefix(path))}*{_SUFFIX}"):
        if is_left_behind(left):
            with suppress(OSError):
                left.unlink()


def check_target(path: Path) -> None:
    """Raise UsageError for a target that cannot become a file: better now than after all the work."""
    try:
        _check(path)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise UsageError(f"{path} cannot be written: {getattr(error, 'strerror', error)}; name another file") from error


def _check(path: Path) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        path.lstat()
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is no ordinary file; name another one")
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; make it, or name another one")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"the folder {path.parent} is read-only; name a file in another one")


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those of any new one."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def explained(error: OSError, path: Path) -> CoachError:
    """Return what to raise for a file that cannot be written: MissingPart for a full disk, UsageError else."""
    if error.errno in _FULL:
        return MissingPart(f"{path} cannot be written: {error.strerror}", f"make room on the disk of {path.parent}")
    return UsageError(f"{path} cannot be written: {error.strerror}; name another file")
