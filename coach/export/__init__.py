"""Mix → file: a table of suffixes and their writers, and the one way in which a file comes to be.

To add a format: one file with a function that fits `Writer`, one row in `WRITERS`, one line in the shared
contract test.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from coach.errors import UsageError
from coach.export.target import check_target, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from coach.sound.mix import Mix

    Progress = Callable[[int, int], None]
    """Called with the frames that are done, and all frames."""

WRITERS = {
    ".mp3": "coach.export.mp3:write_mp3",
    ".wav": "coach.export.wav:write_wav",
}
"""Suffix → function."""

BITRATES = (64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""Kilobits per second that MP3 knows at 44.1 kHz and that are fit for stereo."""

__all__ = ["BITRATES", "WRITERS", "About", "Writer", "check_export", "write"]


@dataclass(frozen=True)
class About:
    """What a file says of itself, and how it is encoded."""

    title: str
    artist: str = "coach"
    bitrate: int = 128
    """Kilobits per second, for formats that have one."""


class Writer(Protocol):
    """Something that writes a whole mix."""

    def __call__(self, mix: Mix, about: About, file: BinaryIO, progress: Progress | None) -> None:
        """Write to an empty file that can seek; raises ExportError for what the format cannot hold, OSError."""


def check_export(path: Path, bitrate: int) -> None:
    """Raise UsageError for what cannot be written: better now than after all the speaking."""
    _writer_for(path)
    if bitrate not in BITRATES:
        raise UsageError(f"MP3 has no {bitrate} kbit/s; choose one of {', '.join(map(str, BITRATES))}")
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
    writer = _writer_for(path)
    with write_atomically(path) as file, watch(Path(file.name)) if watch else nullcontext():
        writer(mix, about, file, progress)
        file.flush()


def _writer_for(path: Path) -> Writer:
    if path.suffix.lower() not in WRITERS:
        known = " or ".join(WRITERS)
        raise UsageError(f"'{path.name}' does not end in a format that coach writes; end it in {known}")
    module, _, name = WRITERS[path.suffix.lower()].partition(":")
    writer: Writer = getattr(import_module(module), name)
    return writer
