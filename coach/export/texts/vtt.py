"""Captions as WebVTT, for browsers and podcast players (W3C, WebVTT: The Web Video Text Tracks Format)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.export.texts.captions import captions_of
from coach.units import format_timestamp

if TYPE_CHECKING:
    from coach.export.texts import Told
    from coach.export.texts.captions import Caption

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""Signs that would begin a tag, and end the text for its readers."""


def write_vtt(told: Told) -> str:
    """Return the captions of a session as WebVTT."""
    return "\n\n".join(["WEBVTT", *map(_block, captions_of(told.timeline))]) + "\n"


def _block(caption: Caption) -> str:
    times = f"{format_timestamp(caption.start_ms)} --> {format_timestamp(caption.end_ms)}"
    return "\n".join((times, *(line.translate(_ESCAPED) for line in caption.lines)))
