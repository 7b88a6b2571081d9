"""Files that coach made → known again by their bytes, so that only they are replaced unasked.

A file has no place for a mark in every format, and a mark would outlive what somebody changed in it. So coach remembers
the SHA-256 of what it wrote, in its state folder: no names and no words, and nothing that tells of anybody.
"""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import file_digest
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.files import read_regular_file, write_atomically
from coach.folders import state_folder
from coach.log import logger, swallowing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

_log = logger(__name__)
_PRIVATE = 0o600
_MOST = 10_000
"""The files that are remembered: the newest ones, each of which takes 65 bytes."""
_MAX_BYTES = 10_000_000
_ANOTHER = "-o names another file"


@contextmanager
def making(
    paths: Sequence[Path], *, replace: bool = False, known: Collection[str] = (), another: str = _ANOTHER
) -> Iterator[None]:
    """Let files be written in the `with`, and remember their bytes after it.

    Args:
        paths: The files that are to be written.
        replace: Whether files may be replaced which coach did not make.
        known: The SHA-256 of files that are known to be coach's in another way, such as by a report.
        another: What else can be done than to replace a file, for the message.

    Raises:
        UsageError: For files that are there, and are not as coach made them; nothing is written then.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> mine = Path(tempfile.mkdtemp(), "sheet.html")
        >>> for text in ("first", "second"):
        ...     with making([mine]):
        ...         _ = mine.write_text(text)
        >>> _ = mine.write_text("changed by hand")
        >>> with making([mine]):
        ...     pass
        Traceback (most recent call last):
        coach.errors.UsageError: ...sheet.html is there, and coach did not make it, or it was changed since; ...
    """
    if not replace:
        check_own(paths, known, another)
    yield
    _remember([digest for path in paths if (digest := digest_of(path))])


def check_own(paths: Sequence[Path], known: Collection[str] = (), another: str = _ANOTHER) -> None:
    """Raise UsageError for files that are there, and are not as coach made them; it takes what `making` takes."""
    there = {path: digest_of(path) for path in paths if path.exists()}
    remembered = {*known, *(_remembered() if there else ())}
    if others := [str(path) for path, digest in there.items() if digest not in remembered]:
        are, them, were = ("is", "it", "was") if len(others) == 1 else ("are", "them", "were")
        why = f"coach did not make {them}, or {'it' if len(others) == 1 else 'they'} {were} changed since"
        replaces = f"--replace replaces {them}, and {another}"
        raise UsageError(f"{', '.join(others)} {are} there, and {why}; {replaces}")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; empty where there is none that can be read."""
    with swallowing(_log, "looking whether a file is coach's own", OSError), path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
    return ""


def _remembered() -> list[str]:
    """Return what coach has written, the newest last."""
    with swallowing(_log, "reading what coach has made", OSError, ValueError):
        return read_regular_file(_memory(), _MAX_BYTES).decode("ascii").split()
    return []


def _remember(digests: Sequence[str]) -> None:
    """Add to what coach has written; where that fails, it asks once more than it would have to."""
    path = _memory()
    with swallowing(_log, "keeping what coach has made", OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = dict.fromkeys([*_remembered(), *digests])
        with write_atomically(path, _PRIVATE) as file:
            file.write("".join(f"{each}\n" for each in [*kept][-_MOST:]).encode())


def _memory() -> Path:
    return state_folder() / "made.txt"
