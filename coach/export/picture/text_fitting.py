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
_SMALL_WORD = 3
"""The most letters of a word that says nothing at the end of a shortened text, as in "Rest for…"."""
_ARTICLES = {
    *("a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las", "una"),
    *("il", "lo", "i", "gli", "o", "os", "as", "um", "uma", "de", "het", "een"),
}
"""The articles of the languages that coach has words in: a name does without one where there is little room."""
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


def name_that_fits(name: str, rooms: Sequence[tuple[float, int]], size: float) -> tuple[int, Sequence[str]]:
    """Return in which of some rooms, each a width and a number of lines, a name fits best, and its lines there.

    It stands whole where it can, without its article where that is enough, and else shortened to words that tell
    something; without any line where nothing would be told.

    Example:
        >>> name_that_fits("The palm of their left hand", [(150, 1), (90, 2)], 11.5)
        (1, ['The palm of', 'their left hand'])
    """
    short = _without_article(name)
    for text in dict.fromkeys((name, short)):
        for number, (room, most) in enumerate(rooms):
            if " ".join(lines := break_lines(text, room, size, most)) == " ".join(text.split()):
                return number, lines
    cut = [_first_words(short.split(), room, size, most) for room, most in rooms]
    best = max(range(len(rooms)), key=lambda number: len("".join(cut[number])))
    return best, cut[best]


def _first_words(words: Sequence[str], room: float, size: float, most: int) -> Sequence[str]:
    """Return as many words as fit of those with which a name begins, the last of which tells something."""
    for taken in range(len(words) - 1, 0, -1):
        if len(words[taken - 1]) > _SMALL_WORD:
            text = _cut(" ".join(words[:taken]))
            if " ".join(lines := break_lines(text, room, size, most)) == text:
                return lines
    begun = shorten(words[0], room, size) if words and most else ""
    return [begun] if len(begun) > _SMALL_WORD + 1 else []


def _without_article(name: str) -> str:
    """Return a name without the article with which it begins."""
    first, _, rest = name.partition(" ")
    return rest[0].upper() + rest[1:] if rest and first.casefold() in _ARTICLES else name
