"""Captions as SubRip, for players that know nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.export.texts.captions import captions_of
from coach.units import format_timestamp

if TYPE_CHECKING:
    from coach.export.texts import Told
    from coach.export.texts.captions import Caption


def write_srt(told: Told) -> str:
    """Return the captions of a session as SubRip."""
    blocks = [_block(number, caption) for number, caption in enumerate(captions_of(told.timeline), 1)]
    return "\n\n".join(blocks) + "\n"


def _block(number: int, caption: Caption) -> str:
    start, end = (format_timestamp(ms).replace(".", ",") for ms in (caption.start_ms, caption.end_ms))
    return "\n".join((str(number), f"{start} --> {end}", *caption.lines))
