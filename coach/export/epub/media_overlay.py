"""Lines → a media overlay in SMIL: which clip of the sound is heard with which text ("EPUB 3.3", section 9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.export.epub.xml_text import OPS, SMIL, TYPE, document, element
from coach.units import format_timestamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Clip:
    """The stretch of the sound that is heard with the text of an id."""

    id: str
    start_ms: int
    end_ms: int


def overlay_document(clips: Sequence[Clip], text: str, sound: str, kind: str) -> bytes:
    """Return the overlay of a text, with the addresses of the text and the sound; `kind` is its `epub:type`."""
    pairs = [_pair(clip, text, sound) for clip in clips]
    body = _smil("seq", {f"{{{OPS}}}textref": text, TYPE: kind}, *pairs)
    return document(_smil("smil", {"version": "3.0"}, _smil("body", None, body)), {None: SMIL, "epub": OPS})


def length_ms(clips: Sequence[Clip]) -> int:
    """Return how long the clips of an overlay take together."""
    return sum(clip.end_ms - clip.start_ms for clip in clips)


def _pair(clip: Clip, text: str, sound: str) -> _Element:
    times = {"clipBegin": format_timestamp(clip.start_ms), "clipEnd": format_timestamp(clip.end_ms)}
    words, heard = _smil("text", {"src": f"{text}#{clip.id}"}), _smil("audio", {"src": sound, **times})
    return _smil("par", {"id": f"p-{clip.id}"}, words, heard)


def _smil(name: str, attributes: dict[str, str] | None, *content: _Element) -> _Element:
    return element(f"{{{SMIL}}}{name}", attributes, *content)
