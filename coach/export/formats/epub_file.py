"""Mix → EPUB 3 with media overlays: the sound as M4A within a book whose lines are read along with it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, cast
from zipfile import ZipFile

from coach.errors import ExportError
from coach.export.epub import write_epub
from coach.export.epub.book import Book, BookSound
from coach.export.epub.epub_proof import epub_violations
from coach.export.formats.m4a import write_m4a
from coach.export.texts import Told
from coach.files import spare_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.export.formats import About, Copy, Progress
    from coach.sound.mix import Mix

_SOUND = "session.m4a"
_PLACE = f"EPUB/audio/{_SOUND}"


def write_epub_file(
    mix: Mix, about: About, file: BinaryIO, progress: Progress | None, copy: Copy | None = None
) -> None:
    """Write a mix with its words as a book; raises ExportError for one that is not as it is meant, OSError."""
    if about.routine is None:
        raise ExportError("an EPUB needs the routine's words; write another format")
    told = Told(about.title, about.routine, mix.timeline, about.chapters)
    # What a book has of itself, its sound does not need again.
    plain = replace(about, words="", chapters=(), cover=None)
    with spare_file(file) as sound:
        write_m4a(mix, plain, sound, progress, copy)
        write_epub(Book(told, about, BookSound(_SOUND, "audio/mp4", mix.frames)), sound, file)
    if found := epub_violations(file, mix.timeline.duration_ms):
        raise ExportError(f"the book is not as it is meant: {'; '.join(found)}")


@contextmanager
def open_book_sound(path: Path) -> Iterator[BinaryIO]:
    """Open the sound that lies in a book; raises OSError."""
    with ZipFile(path) as archive, archive.open(_PLACE) as sound:
        yield cast("BinaryIO", sound)
