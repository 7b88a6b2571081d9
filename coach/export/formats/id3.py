"""Tags of an MP3 as bytes: ID3 2.3, whose frames stand in the order in which they are given.

Its own layout, for libraries sort chapters by their size, and readers show them in the order of the file. Texts are
UTF-16 with a mark of their byte order, without unsynchronisation: what every player reads ("ID3 tag version 2.3.0",
M. Nilsson; "ID3v2 Chapter Frame Addendum", C. Newell).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.export.chapters import Chapter
    from coach.export.cover.cover import Cover

_UTF16, _LATIN = b"\x01", b"\x00"
_MARK, _END = b"\xff\xfe", b"\x00\x00"
_NOWHERE = b"\xff" * 8
"""Offsets in bytes that are not given: the times hold."""
_TOP_AND_ORDERED = b"\x03"
_FRONT = b"\x03"
_SIX_BITS, _SEVEN_BITS = 2**28, 0x7F


def tag_of(frames: Iterable[bytes]) -> bytes:
    """Return a tag of frames; raises ValueError for more than the 256 MB that it can hold."""
    body = b"".join(frames)
    if len(body) >= _SIX_BITS:
        raise ValueError("a tag holds less than 256 MB")
    size = bytes(len(body) >> shift & _SEVEN_BITS for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def text(name: str, value: str) -> bytes:
    """Return a frame with one text, such as the title, TIT2."""
    return _frame(name, _UTF16 + _words(value))


def number(name: str, value: int) -> bytes:
    """Return a frame with a number, such as the length in milliseconds, TLEN."""
    return _frame(name, _LATIN + str(value).encode())


def long_text(name: str, language: str, value: str) -> bytes:
    """Return a frame with a text in a language, of three letters: a comment, COMM, or words, USLT."""
    return _frame(name, _UTF16 + language.encode() + _MARK + _END + _words(value))


def contents(title: str, chapters: Sequence[Chapter]) -> Iterable[bytes]:
    """Yield the frames of a table of contents, and those of its chapters, in the order of time."""
    names = [f"c{place}".encode() + b"\0" for place in range(len(chapters))]
    head = b"toc\0" + _TOP_AND_ORDERED + bytes((len(names),))
    yield _frame("CTOC", head + b"".join(names) + text("TIT2", title))
    for name, chapter in zip(names, chapters, strict=True):
        times = struct.pack(">II", chapter.start_ms, chapter.end_ms)
        yield _frame("CHAP", name + times + _NOWHERE + text("TIT2", chapter.title))


def front_cover(cover: Cover) -> bytes:
    """Return the frame of a cover, APIC."""
    return _frame("APIC", _LATIN + cover.mime.encode() + b"\0" + _FRONT + b"\0" + cover.data)


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + struct.pack(">IH", len(body), 0) + body


def _words(value: str) -> bytes:
    return _MARK + value.encode("utf-16-le", "replace")
