"""An EPUB → what is wrong with its media overlays, also where validators let it pass.

epubcheck 5.3 tells of a text out of order only where its notes on usage are asked for, and never of a text that is
heard twice, of gaps, of clips beyond the sound, or of lengths that add up to a wrong sum. This is for those.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_STORED, ZipFile

from coach.export.epub.epub_container import MEDIA_TYPE
from coach.export.epub.epub_reader import read_book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from coach.export.epub.epub_reader import ReadBook, ReadClip, ReadPage


def epub_violations(file: BinaryIO, length_ms: int) -> list[str]:
    """Return what is wrong with the overlays of an EPUB, a sentence each; nothing for one that keeps step.

    Args:
        file: The EPUB, which can seek.
        length_ms: The exact length of its sound, in milliseconds.

    Raises:
        ExportError: For a file that cannot be read as an EPUB.

    Example:
        >>> from io import BytesIO
        >>> epub_violations(BytesIO(b"no book"), 1000)
        Traceback (most recent call last):
        coach.errors.ExportError: the EPUB cannot be read: File is not a zip file
    """
    book = read_book(file)
    return [
        *_container(file, book),
        *(violation for page in book.pages for violation in _page(page)),
        *_ids(book),
        *_times(book, length_ms),
        *_sums(book, length_ms),
    ]


def _container(file: BinaryIO, book: ReadBook) -> Iterator[str]:
    """Yield what is wrong with the file around the pages."""
    sounds = {clip.sound for clip in _clips(book)}
    with ZipFile(file) as archive:
        first = archive.infolist()[0]
        stored = {each.filename for each in archive.infolist() if each.compress_type == ZIP_STORED}
        if first.filename != "mimetype" or "mimetype" not in stored or archive.read(first) != MEDIA_TYPE:
            yield "its first entry is not its media type, stored as it is"
    for name in sorted(sounds - book.names):
        yield f"{name}: the sound is not in the book"
    for name in sorted((sounds & book.names) - stored):
        yield f"{name}: the sound is compressed a second time, and cannot be sought in"
    if len(sounds) > 1:
        yield f"it has {len(sounds)} sounds, and not one"


def _page(page: ReadPage) -> Iterator[str]:
    """Yield the texts of a page that are missing or doubled in its overlay, or out of order."""
    heard = Counter(clip.id for clip in page.clips)
    for clip in page.clips:
        if clip.page != page.name or clip.id not in page.ids:
            yield f"{page.name}: there is no text {clip.id}, which its overlay has"
    yield from (f"{page.name}: the text {id_} has {times} clips" for id_, times in heard.items() if times > 1)
    yield from (f"{page.name}: the text {id_} has no clip" for id_ in page.ids if id_ not in heard)
    yield from (f"{page.name}: the text “{text}” has no clip" for text in page.loose)
    yield from _order(page)


def _order(page: ReadPage) -> Iterator[str]:
    places = {id_: place for place, id_ in enumerate(page.ids)}
    order = [places[clip.id] for clip in page.clips if clip.id in places]
    for before, after in pairwise(order):
        if after < before:
            yield f"{page.name}: the text {page.ids[after]} is heard after {page.ids[before]}, and stands before it"


def _ids(book: ReadBook) -> Iterator[str]:
    """Yield the ids that are not unique in the book, so that one could be taken for another."""
    ids = Counter(id_ for page in book.pages for id_ in page.ids)
    yield from (f"the id {id_} stands on {times} texts" for id_, times in ids.items() if times > 1)


def _times(book: ReadBook, length_ms: int) -> Iterator[str]:
    """Yield the gaps and overlaps between clips, those that are empty, and those beyond the sound."""
    until: Fraction | int = 0
    clip: ReadClip | None = None
    for clip in _clips(book):
        if clip.end_ms <= clip.start_ms:
            yield f"the clip of {clip.id} ends at {_seconds(clip.end_ms)}, where it does not go on"
        if clip.start_ms > until:
            yield f"{_seconds(until)} to {_seconds(clip.start_ms)} is in no clip, before {clip.id}"
        if clip.start_ms < until:
            yield f"the clip of {clip.id} begins at {_seconds(clip.start_ms)}, before {_seconds(until)}"
        if clip.end_ms > length_ms:
            yield f"the clip of {clip.id} ends at {_seconds(clip.end_ms)}, and the sound at {_seconds(length_ms)}"
        until = clip.end_ms
    if until < length_ms:
        yield f"{_seconds(until)} to {_seconds(length_ms)}, the end, is in no clip"


def _sums(book: ReadBook, length_ms: int) -> Iterator[str]:
    """Yield the lengths that are not those of the clips, or of the sound."""
    for page in book.pages:
        own = sum(clip.end_ms - clip.start_ms for clip in page.clips)
        if page.clips and page.stated_ms != own:
            yield f"{page.name}: its clips take {_seconds(own)}, and it states {_stated(page.stated_ms)}"
    if book.stated_ms != length_ms:
        yield f"the book states {_stated(book.stated_ms)}, and its sound takes {_seconds(length_ms)}"


def _clips(book: ReadBook) -> Iterator[ReadClip]:
    return (clip for page in book.pages for clip in page.clips)


def _stated(ms: Fraction | None) -> str:
    return "nothing" if ms is None else _seconds(ms)


def _seconds(ms: Fraction | int) -> str:
    return f"{float(ms) / 1000:.3f} s"
