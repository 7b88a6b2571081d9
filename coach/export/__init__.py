"""Mix → audio file, in the format of its name: `formats` has the table of those that can be written."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from coach.export.formats import format_of
from coach.files import check_target, write_target

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from coach.export.formats import About, Copy, Format, Progress
    from coach.sound.mix import Mix


def check_export(path: Path, bitrate: int) -> None:
    """Raise UsageError for a file or a bitrate that cannot be written: better now than after all the speaking."""
    kind = format_of(path)
    kind.check_bitrate(bitrate)
    check_target(path, kind.members)


def write(
    mix: Mix,
    about: About,
    path: Path,
    progress: Progress | None = None,
    watch: Callable[[Path], AbstractContextManager[Copy | None]] | None = None,
) -> None:
    """Write a mix in the format of the file's name, as an atomic write.

    `watch` makes a context that lasts while the unfinished file is written; an error that it raises keeps the file
    from taking its place. What it gives is the writer's `copy`. Raises UsageError for a path that cannot be written,
    MissingPart for a full disk, ExportError.
    """
    check_export(path, about.bitrate)
    kind = format_of(path)
    with write_target(path, is_folder=bool(kind.members)) as file:
        encode(mix, about, kind, file, progress, watch)


def encode(
    mix: Mix,
    about: About,
    kind: Format,
    file: BinaryIO,
    progress: Progress | None = None,
    watch: Callable[[Path], AbstractContextManager[Copy | None]] | None = None,
) -> None:
    """Write a mix to a file that is open, as `write` does; raises ExportError, OSError."""
    writer = kind.load()
    with watch(Path(file.name)) if watch else nullcontext() as copy:
        writer(mix, about, file, progress, copy)
        file.flush()
