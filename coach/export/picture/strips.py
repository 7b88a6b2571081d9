"""Cues → blocks, sections and marks of time that can be told apart at the width of a picture; nothing is drawn here."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.timeline.timeline import Cue, Section

_TOGETHER = 3
"""The greatest width of a block of several cues, as a multiple of the least that can be seen."""

_S, _M, _H = 1_000, 60_000, 3_600_000
_MARKS = (_S, 2 * _S, 5 * _S, 10 * _S, 15 * _S, 30 * _S, _M, 2 * _M, 5 * _M, 10 * _M, 15 * _M, 30 * _M, _H, 2 * _H)


@dataclass(frozen=True, slots=True)
class Strip:
    """A block of one cue, or of several that lie too close to be told apart."""

    start_ms: float
    end_ms: float
    filled_ms: float
    """The milliseconds of it that its cues take."""
    first: int
    """Its first cue, counted from 0."""
    count: int = 1

    @property
    def share(self) -> float:
        """The share of it that its cues take; a block is drawn paler the smaller that is."""
        return min(1.0, self.filled_ms / max(1, self.end_ms - self.start_ms))


def strips(cues: Sequence[Cue | Section], least_ms: float) -> list[Strip]:
    """Return blocks for cues that follow each other, none of them narrower than can be seen."""
    found: list[Strip] = []
    for number, cue in enumerate(cues):
        length = cue.end_ms - cue.start_ms
        if (last := found[-1] if found else None) and _too_close(last, cue, least_ms):
            end = max(last.end_ms, cue.end_ms)
            found[-1] = Strip(last.start_ms, end, last.filled_ms + length, last.first, last.count + 1)
        else:
            found.append(Strip(cue.start_ms, cue.end_ms, length, number))
    return [_seen(strip, following, least_ms) for strip, following in pairwise([*found, None]) if strip]


def _too_close(strip: Strip, cue: Cue | Section, least_ms: float) -> bool:
    near = cue.start_ms - strip.end_ms < least_ms
    return near and max(cue.end_ms, strip.end_ms) - strip.start_ms <= _TOGETHER * least_ms


def _seen(strip: Strip, following: Strip | None, least_ms: float) -> Strip:
    """Return a strip wide enough to be seen, as far as there is room before the next."""
    wide = max(strip.end_ms, strip.start_ms + least_ms)
    end = max(strip.end_ms, min(wide, following.start_ms)) if following else wide
    return Strip(strip.start_ms, end, max(strip.filled_ms, end - strip.end_ms), strip.first, strip.count)


def marks(duration_ms: int, least_ms: float) -> range:
    """Return the times to write under the picture: round ones, at least `least_ms` apart."""
    step = next((step for step in _MARKS if step >= least_ms), 0) or -(-int(least_ms) // (4 * _H)) * 4 * _H
    return range(0, duration_ms + 1, step)


def clock(ms: int) -> str:
    """Return a time as people read it: 1:30, 1:00:05."""
    seconds = (ms + 500) // 1000
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


def plain(text: str) -> str:
    """Return a text as one line that XML can hold; signs that join an emoji or turn the writing stay in it."""
    line = " ".join(text.split())
    return "".join(sign if sign.isprintable() or unicodedata.category(sign) == "Cf" else "�" for sign in line)
