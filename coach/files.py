"""Files: reads that never wait for a pipe, and atomic writes."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from coach.errors import CoachError, DiskFull, UsageError
from coach.folder_swap import set_aside, unpacked
from coach.leftovers import SUFFIX, TAIL, claim, prefix_of, sweep_targets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_ON_WINDOWS = sys.platform == "win32"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""The flags for reading; without O_NONBLOCK, opening a pipe would wait for a writer."""


class NotARegularFile(OSError):
    """A path leads to a pipe, a socket or a device, and not to a regular file."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "it is no ordinary file", str(path))


def read_regular_file(path: Path, most: int) -> bytes:
    """Return the first `most` bytes of a regular file.

    Raises NotARegularFile, which is an OSError, IsADirectoryError and any other OSError of the system; ValueError for
    a name that no file can have.

    Example:
        >>> from pathlib import Path
        >>> read_regular_file(Path(os.devnull), 10)
        Traceback (most recent call last):
        coach.files.NotARegularFile: [Errno 22] it is no ordinary file: '/dev/null'
    """
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        kind = os.fstat(file.fileno()).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(kind):
            raise NotARegularFile(path)
        return file.read(most)


@contextmanager
def write_atomically(
    path: Path, permissions: int | None = None, *, durable: bool = True, sweep: bool = True
) -> Iterator[BinaryIO]:
    """Give a new file beside `path`, which replaces it in an atomic write at the end, and is removed after an error.

    The old file at `path` stays until then. A link stays a link: the file that it leads to is replaced.

    Args:
        path: The target, in a folder that exists.
        permissions: The permissions of the new file; None for those of the replaced file, or the usual ones.
        durable: Whether the content is on the disk before it takes its place, in case power fails; that takes
            milliseconds.
        sweep: Whether leftovers of earlier tries are looked for: in a folder of many files, that takes milliseconds.

    Raises:
        OSError: Any error of the system; `target_error` makes a message of it.

    Example:
        >>> import tempfile
        >>> target = Path(tempfile.mkdtemp(), "calm.txt")
        >>> with write_atomically(target) as file:
        ...     _ = file.write(b"breathe")
        >>> target.read_bytes()
        b'breathe'
    """
    with write_together([path], permissions, durable=durable, sweep=sweep) as (file,):
        yield file


@contextmanager
def write_together(
    paths: Sequence[Path],
    permissions: int | None = None,
    *,
    durable: bool = True,
    sweep: bool = True,
    folders: Collection[Path] = (),
) -> Iterator[tuple[BinaryIO, ...]]:
    """Give new files that all take their places at the end, or none of them does: as `write_atomically`, for a set.

    The first one takes its place last: where it is new, all the others are, even if the process is killed meanwhile.
    What becomes one of the `folders` is written as a ZIP, which is unpacked at the end.

    Raises OSError, whose `filename` is the target that could not be replaced.
    """
    unpacked_ones = {Path(os.path.realpath(path)) for path in folders}
    paths = [Path(os.path.realpath(path)) for path in paths]
    with ExitStack() as stack:
        made = [stack.enter_context(_unfinished(path, sweep=sweep)) for path in paths]
        yield tuple(file for _, file in made)
        for _, file in made:
            file.flush()
            if durable:
                os.fsync(file.fileno())
            if _ON_WINDOWS:  # where an open file cannot be moved; elsewhere, it would be taken for left behind
                file.close()
        moves = [(temporary, path) for (temporary, _), path in zip(made, paths, strict=True)]
        _take_places(
            [
                (stack.enter_context(unpacked(each, durable=durable)) if path in unpacked_ones else each, path)
                for each, path in moves[::-1]
            ],
            permissions,
        )


@contextmanager
def _unfinished(path: Path, *, sweep: bool) -> Iterator[tuple[Path, BinaryIO]]:
    """Give a new file beside a path, which is removed at the end unless it was moved away."""
    if sweep:
        sweep_targets([path])
    with _temporary(path.parent, prefix_of(path)) as made:
        yield made


@contextmanager
def spare_file(file: BinaryIO) -> Iterator[BinaryIO]:
    """Give another new file beside an unfinished one, which is removed at the end."""
    path = Path(file.name)
    with _temporary(path.parent, path.name[:-TAIL]) as (_, spare):
        yield spare


@contextmanager
def _temporary(folder: Path, prefix: str) -> Iterator[tuple[Path, BinaryIO]]:
    temporary = _new_in(folder, prefix)
    try:
        with temporary.open("w+b") as file:  # by its path, so that `file.name` is that and no descriptor
            claim(file)
            yield temporary, file
    finally:
        temporary.unlink(missing_ok=True)


def _new_in(folder: Path, prefix: str) -> Path:
    """Make an empty file in the target's folder, so that the last step is one rename on one disk."""
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=prefix, suffix=SUFFIX)
    os.close(descriptor)
    return Path(name)


def _take_places(moves: Sequence[tuple[Path, Path]], permissions: int | None) -> None:
    """Move each file to its target; where one cannot be moved, those before it are put back as they were."""
    with ExitStack() as backups, ExitStack() as undo:  # the last one ends first: backups go when they were put back
        for temporary, path in moves:
            if temporary.is_dir():
                undo.callback(backups.enter_context(set_aside(path)))
                temporary.rename(path)
                continue
            old = backups.enter_context(_kept(path)) if len(moves) > 1 else None
            temporary.chmod(_permissions(path) if permissions is None else permissions)
            try:
                temporary.replace(path)
            except OSError as error:
                raise OSError(error.errno, error.strerror, str(path)) from error
            undo.callback(old.replace, path) if old else undo.callback(path.unlink)
        undo.pop_all()


@contextmanager
def _kept(path: Path) -> Iterator[Path | None]:
    """Give another name of a file, by which it stays when it is replaced; None where there is no file."""
    if not path.is_file():
        yield None
        return
    other = _new_in(path.parent, prefix_of(path))
    try:
        other.unlink()
        try:
            other.hardlink_to(path)
        except OSError:  # not logged: some disks have no links
            shutil.copy2(path, other)
        yield other
    finally:
        other.unlink(missing_ok=True)


def _permissions(path: Path) -> int:
    """Return the permissions of the file that is replaced, or the usual ones of a new file."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def write_target(path: Path, *, is_folder: bool = False) -> Iterator[BinaryIO]:
    """Give a file to write as `write_atomically` does, with errors for the user who named it.

    Raises UsageError for a path that cannot be written, DiskFull for a full disk.
    """
    with write_targets([path], folders=[path] if is_folder else ()) as (file,):
        yield file


@contextmanager
def write_targets(paths: Sequence[Path], *, folders: Collection[Path] = ()) -> Iterator[tuple[BinaryIO, ...]]:
    """Give files to write as `write_together` does; raises as `write_target`."""
    try:
        with write_together(paths, folders=folders) as files:
            yield files
    except OSError as error:
        named = [path for path in paths if os.path.realpath(path) == error.filename]
        raise target_error(error, named[0] if named else paths[0]) from error


def check_target(path: Path, members: Collection[str] = ()) -> None:
    """Raise UsageError for a target that cannot become a file: better now than after all the work.

    With `members`, it is to become a folder with files of these names: one that has anything else in it stays.
    """
    try:
        _check(path, members)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise UsageError(f"{path} cannot be written: {getattr(error, 'strerror', error)}; name another file") from error


def _check(path: Path, members: Collection[str]) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        path.lstat()
    if path.is_dir() and not members:
        raise UsageError(f"{path} is a folder; name a file in it")
    if path.is_dir() and (others := sorted({each.name for each in path.iterdir()} - {*members})):
        raise UsageError(f"{path} holds something else, such as {others[0]}; name a folder that is new")
    if path.exists() and not (path.is_dir() if members else path.is_file()):
        raise UsageError(f"{path} is no ordinary file; name another one")
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; make it, or name another one")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"the folder {path.parent} is read-only; name a file in another one")


def target_error(error: OSError, path: Path) -> CoachError:
    """Return the error for a file that cannot be written: DiskFull for a full disk, UsageError otherwise."""
    if error.errno in _FULL:
        return DiskFull(f"{path} cannot be written: {error.strerror}", f"make room on the disk of {path.parent}")
    return UsageError(f"{path} cannot be written: {error.strerror}; name another file")
