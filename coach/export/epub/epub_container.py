"""Files of a book → one file, a ZIP whose first entry is its media type ("EPUB 3.3", section 4).

Nothing is compressed: nearly all of it is sound, which is, and other versions of zlib would give other bytes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from coach.export.epub.epub_files import BookFile, pieces_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MEDIA_TYPE = b"application/epub+zip"
_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP can hold: that of every file, so that a book is the same each time."""
_UNIX, _READABLE = 3, 0o644 << 16


def write_container(files: Sequence[BookFile], file: BinaryIO) -> None:
    """Write the files of a book, behind their media type."""
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for each in (BookFile("mimetype", MEDIA_TYPE), *files):
            with archive.open(_entry(each), "w") as entry:
                for piece in pieces_of(each.content):
                    entry.write(piece)


def _entry(file: BookFile) -> ZipInfo:
    entry = ZipInfo(file.name, _NO_DATE)
    entry.create_system, entry.external_attr = _UNIX, _READABLE
    entry.file_size = _size(file.content)  # one of more than 4 GB has another head
    return entry


def _size(content: bytes | BinaryIO) -> int:
    return len(content) if isinstance(content, bytes) else content.seek(0, os.SEEK_END)
