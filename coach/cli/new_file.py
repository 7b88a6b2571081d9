"""Text that someone will edit → a new file, never over an old one."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from coach.errors import UsageError
from coach.files import target_error

if TYPE_CHECKING:
    from pathlib import Path


def write_new(file: Path, data: bytes) -> None:
    """Write a file that is not there yet; raises UsageError, or MissingPart where the disk is full."""
    if file.is_dir():
        raise UsageError(f"{file} is a folder; name a file")
    try:
        with file.open("xb") as target:
            _write(target, data, file)
    except FileExistsError:
        raise UsageError(f"{file} exists already; name another file") from None
    except FileNotFoundError:
        raise UsageError(f"there is no folder {file.parent}; make it first") from None
    except OSError as error:
        raise target_error(error, file) from None
    except ValueError as error:  # a name with a NUL in it
        raise UsageError(f"{file} cannot be written: {error}") from None


def _write(target: BinaryIO, data: bytes, file: Path) -> None:
    """Write all of it, or nothing: half a routine is a wrong one."""
    try:
        target.write(data)
        target.flush()
    except OSError:
        file.unlink(missing_ok=True)
        raise
