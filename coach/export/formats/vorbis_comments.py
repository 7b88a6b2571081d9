"""Tags and chapters as the comments of Ogg and FLAC, by the names that players look for.

Chapters are `CHAPTER000=00:00:00.000` and `CHAPTER000NAME=…` (Xiph, "Chapter Extension"): FFmpeg writes them for none
of the two, and rounds their starts wrongly in Ogg. A cover in Ogg is FLAC's picture block in base64 (RFC 9639, 8.8).
"""

from __future__ import annotations

import struct
from base64 import b64encode
from typing import TYPE_CHECKING

from coach.export.formats.container import tags_of
from coach.units import format_timestamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.export.cover.cover import Cover
    from coach.export.formats import About

_FRONT_COVER = 3
_BITS_PER_PIXEL = 24


def comments_of(about: About) -> dict[str, str]:
    """Return the tags of a file and its chapters."""
    return {**tags_of(about), **dict(_chapters(about))}


def picture_comment(cover: Cover | None) -> dict[str, str]:
    """Return a cover as the comment that Ogg has for it; nothing without one."""
    if cover is None:
        return {}
    mime = cover.mime.encode()
    head = struct.pack(">II", _FRONT_COVER, len(mime)) + mime + struct.pack(">I", 0)
    size = struct.pack(">5I", cover.width, cover.height, _BITS_PER_PIXEL, 0, len(cover.data))
    return {"METADATA_BLOCK_PICTURE": b64encode(head + size + cover.data).decode()}


def _chapters(about: About) -> Iterator[tuple[str, str]]:
    for number, each in enumerate(about.chapters):
        yield f"CHAPTER{number:03}", format_timestamp(each.start_ms)
        yield f"CHAPTER{number:03}NAME", each.title
