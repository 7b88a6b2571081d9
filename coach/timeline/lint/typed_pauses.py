"""A rule of pauses that are typed in another way than the language's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.routine.typed_pause import pause_meant
from coach.timeline.lint.subject import Finding
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.lint.subject import Subject

_MARKED = re.compile(
    r"[*_]{0,3}\((?P<round>[^()]{1,60})\)[*_]{0,3}|\*{1,3}(?P<star>[^*]{1,60})\*{1,3}"
    r"|(?<!\w)_{1,2}(?P<line>[^_]{1,60})_{1,2}(?!\w)"
    r"|(?<![\w\[])(?P<bare>(?:pause|pausa|pauze):?\s+\d{1,4}(?:[.,]\d{1,3})?\s?(?:ms|s)\b)"
    r"|</?\s*(?P<tag>(?:pause|break|silence|wait)\b[^<>]*)>"
    r"|(?P<dots>(?<!\S)(?:[-–—]\s+){2,}[-–—](?!\S)|\.(?:\s\.){2,}|\.{4,}|…{2,})",
    re.IGNORECASE,
)
_TAG_TIME = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s*(ms|s)\b", re.IGNORECASE)
_MS, _DOTS_MS = 2_000, 1_000


def typed_pause(subject: Subject) -> Iterator[Finding]:
    """A pause is typed in another way than `[pause 2s]`.

    The voice reads "(pause)" or "pause 4s" aloud, or swallows it, and goes on at once: what was meant as a rest is
    none. A rest in the middle of words is written `[pause 2s]`, one after a step `pause: 2s`.
    """
    for spoken in subject.texts:
        for start, end, ms in pauses_in(spoken.text):
            message = f"“{spoken.text[start:end]}” is no pause: the voice does not rest there"
            hint = f"write '[pause {format_duration(ms)}]'"
            yield Finding(spoken.item, spoken.key, message, hint, spoken.place(start))


def pauses_in(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the beginning and the end of each pause that is typed otherwise, and the milliseconds that it means."""
    for match in _MARKED.finditer(text):
        if ms := _ms(match):
            yield match.start(), match.end(), ms


def _ms(match: re.Match[str]) -> int | None:
    if match["dots"]:
        return _DOTS_MS
    if match["tag"]:
        time = _TAG_TIME.search(match["tag"])
        return round(float(time[1]) * (1 if time[2].lower() == "ms" else 1_000)) if time else _MS
    return pause_meant(match["round"] or match["star"] or match["line"] or match["bare"])
