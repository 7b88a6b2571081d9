"""Captions as LRC, the lyrics that music players show line by line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from coach.errors import one_line
from coach.export.texts.captions import captions_of, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.export.texts import Told
    from coach.export.texts.captions import Caption

_NOTHING_FOR_MS = 500
"""The gap from which on a line is taken away: players show a line until the next one."""


def write_lrc(told: Told) -> str:
    """Return the captions of a session as LRC, whose times are hundredths of a second."""
    captions = captions_of(told.timeline)
    head = f"[ti:{one_line(told.title)}]\n[length:{_time(told.timeline.duration_ms)}]"
    return "\n".join([head, *_lines(captions)]) + "\n"


def _lines(captions: list[Caption]) -> Iterator[str]:
    for caption, following in pairwise([*captions, None]):
        assert caption
        yield f"[{_time(caption.start_ms)}]{joined(caption)}"
        if following is None or following.start_ms - caption.end_ms >= _NOTHING_FOR_MS:
            yield f"[{_time(caption.end_ms)}]"


def _time(ms: int) -> str:
    """Return minutes, seconds and hundredths, rounded up: a line never comes before its words."""
    hundredths = -(-ms // 10)
    return f"{hundredths // 6000:02}:{hundredths // 100 % 60:02}.{hundredths % 100:02}"
