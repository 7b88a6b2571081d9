"""A session's sound + its timeline → EPUB 3 with media overlays: a book whose lines light up while they are heard.

`pages` divides the timeline into lines, each with its clip; `epub_text`, `media_overlay`, `epub_navigation` and
`epub_package` write what a book consists of, and `epub_container` puts it into one file. `epub_proof` reads such a
file again, and tells what validators let pass ("EPUB 3.3", W3C; "EPUB Accessibility 1.1", W3C).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from coach.errors import ExportError
from coach.export.epub.epub_container import write_container
from coach.export.epub.epub_files import files_of_book
from coach.units import frames_at

if TYPE_CHECKING:
    from coach.export.epub.book import Book


def write_epub(book: Book, sound: BinaryIO, file: BinaryIO) -> None:
    """Write a book with a finished sound; the same book and sound give the same bytes.

    Args:
        book: The words, the tags, and what the sound is.
        sound: The sound's bytes, which can seek.
        file: An empty file that can seek.

    Raises:
        ExportError: For a sound that has another length than the timeline, so that the clips would miss their words.
        OSError: Where the file cannot be written.

    Example:
        >>> from io import BytesIO
        >>> from coach.export.epub.book import Book, BookSound
        >>> from coach.export.formats import About
        >>> from coach.export.texts import Told
        >>> from coach.routine.loader import parse_routine
        >>> from coach.timeline.timeline import Cue, Timeline
        >>> routine = parse_routine(b"{title: A rest, steps: [{say: Sit.}]}", "rest.yaml")
        >>> told = Told("A rest", routine, Timeline("A rest", (Cue(0, 1000, "speech", "Sit.", 1),)))
        >>> file = BytesIO()
        >>> write_epub(Book(told, About("A rest"), BookSound("a.mp3", "audio/mpeg", 44_100)), BytesIO(b"..."), file)
        >>> file.getvalue()[30:58]
        b'mimetypeapplication/epub+zip'
    """
    wanted = frames_at(book.told.timeline.duration_ms)
    if book.sound.frames != wanted:
        raise ExportError(f"the sound of the EPUB has {book.sound.frames:,} frames, and its timeline {wanted:,}")
    write_container(files_of_book(book, sound), file)
