"""What an output container of FFmpeg's (PyAV) gets beside its sound: tags, chapters, and a cover as a packet."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from av.packet import Packet
from av.stream import Disposition
from av.video.stream import VideoStream

from coach.errors import one_line
from coach.export.formats.language_codes import three_letters
from coach.export.formats.tag_text import harmless_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from av.container import OutputContainer
    from av.stream import Stream

    from coach.export.chapters import Chapter
    from coach.export.cover.cover import Cover
    from coach.export.formats import About

EXACTLY = {"fflags": "+bitexact"}
"""Options of a container that has no version of FFmpeg in it, so that it stays the same with the next one.

With them, FFmpeg removes the container's tag `encoder`, and its last tag takes that place: so none is given.
"""

_MILLISECOND = Fraction(1, 1000)
_PICTURES = {"image/jpeg": ("mjpeg", "yuvj420p"), "image/png": ("png", "rgb24")}


def tags_of(about: About) -> dict[str, str]:
    """Return the tags of a file by FFmpeg's names; what is empty is left out."""
    tags = {
        "title": one_line(about.title),
        "artist": one_line(about.artist),
        "album": one_line(about.album),
        "date": f"{about.year:04}" if about.year else "",
        "comment": harmless_lines(about.comment),
        "language": three_letters(about.language) if about.language else "",
        "lyrics": harmless_lines(about.words),
    }
    return {name: value for name, value in tags.items() if value}


def add_chapters(container: OutputContainer, chapters: Iterable[Chapter]) -> None:
    """Give a container chapters: before its first packet, or else they are lost."""
    marks = [
        {
            "id": number,
            "start": each.start_ms,
            "end": each.end_ms,
            "time_base": _MILLISECOND,
            "metadata": {"title": each.title},
        }
        for number, each in enumerate(chapters)
    ]
    if marks:
        container.set_chapters(marks)  # type: ignore[arg-type]


def add_cover(container: OutputContainer, cover: Cover | None) -> Packet[Stream] | None:
    """Add a stream for a cover, and return the packet to write first; None without a cover."""
    if cover is None:
        return None
    codec, pixels = _PICTURES[cover.mime]
    stream = container.add_stream(codec)
    assert isinstance(stream, VideoStream)
    stream.width, stream.height, stream.pix_fmt = cover.width, cover.height, pixels
    stream.disposition = Disposition.attached_pic
    stream.metadata["comment"] = "Cover (front)"
    packet = Packet(cover.data)
    packet.stream, packet.pts, packet.dts = stream, 0, 0
    return packet
