"""Mix → file: the one way in which a file comes to be. `formats` is the table of what can be written."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from coach.export.formats import format_of
from coach.files import check_target, write_target

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from coach.export.formats import About, Progress
    from coach.sound.mix import Mix


def check_export(path: Path, bitrate: int) -> None:
    """Raise UsageError for what cannot be written: better now than after all the speaking."""
    format_of(path).check_bitrate(bitrate)
    check_target(path)


def write(
    mix: Mix,
    about: About,
    path: Path,
    progress: Progress | None = None,
    watch: Callable[[Path], AbstractContextManager[None]] | None = None,
) -> None:
    """Write a mix in the format of the file's name, whole or not at all.

    `watch` is there while the file is written, and raises what is wrong with it before it takes its place. Raises
    UsageError for a target that cannot be, MissingPart where the disk is full, ExportError.
    """
    check_export(path, about.bitrate)
    writer = format_of(path).load()
    with write_target(path) as file, watch(Path(file.name)) if watch else nullcontext():
        writer(mix, about, file, progress)
        file.flush()
