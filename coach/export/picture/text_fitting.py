"""A text and the room for it → the lines that fit: broken between words, shortened, or none at all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

if TYPE_CHECKING:
    from collections.abc import Sequence

POINTS = 0.75
"""The points in a pixel."""

_LEAST = 4
"""The fewest characters of a shortened text: fewer tell nobody anything."""
_WIDE = 1.3
"""The most width of an emoji or a Chinese character in any font, as a multiple of the size of the letters."""


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is, in the unit of its size; other fonts than ours are hardly ever wider."""
    narrow = "".join(sign for sign in text if east_asian_width(sign) not in "WF")
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(narrow, font, ismath=False)
    return float(width) + (len(text) - len(narrow)) * size * _WIDE


def shorten(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return as much of a text as there is room for; nothing where too little of it would be left."""
    if width_of(text, size, bold=bold) <= room:
        return text
    least, most = 0, min(len(text), int(room / size * 8))
    while least < most:
        middle = (least + most + 1) // 2
        if width_of(_cut(text, middle), size, bold=bold) <= room:
            least = middle
        else:
            most = middle - 1
    return _cut(text, least) if least >= _LEAST else ""


def _cut(text: str, length: int | None = None) -> str:
    return text[:length].rstrip(" ,.;:–-") + "…"


def break_lines(text: str, room: float, size: float, most: int) -> Sequence[str]:
    """Return a text in at most `most` lines, broken between words; shortened, or nothing, where it does not fit."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        taken = _fitting(words, room, size)
        if not taken or (len(lines) == most - 1 and taken < len(words)):
            return _ended(lines, words, room, size)
        lines.append(" ".join(words[:taken]))
        words = words[taken:]
    return lines


def _fitting(words: Sequence[str], room: float, size: float, after: str = "") -> int:
    """Return how many of the words fit on a line."""
    return next((n for n in range(len(words), 0, -1) if width_of(" ".join(words[:n]) + after, size) <= room), 0)


def _ended(lines: list[str], words: Sequence[str], room: float, size: float) -> list[str]:
    """Return the lines and a last one, which ends with a whole word if it can."""
    if taken := _fitting(words, room, size, "…"):
        return [*lines, _cut(" ".join(words[:taken]))]
    if lines and width_of(lines[-1] + "…", size) <= room:
        return [*lines[:-1], _cut(lines[-1])]
    rest = shorten(" ".join(words), room, size)
    return [*lines, rest] if rest else lines
