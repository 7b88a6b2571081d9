"""Title → the lines in which it is set on a cover, in the largest size for which there is room."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.export.cover.cover_fonts import BOLD, REGULAR, can_set, font, is_right_to_left, lacking, needs_shaping
from coach.log import logger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL.ImageFont import FreeTypeFont

_log = logger(__name__)
MOST_LINES = 4
LARGEST, SMALLEST = 196, 112
"""Pixels of the size of the letters; the smaller shows letters of six pixels when a cover is shown 80 pixels wide."""
FLOOR = 72
"""The smallest size for a title with a word that is too long for a line."""
LEADING = 1.12
"""The distance of lines, as a multiple of the size."""
_REFERENCE = 200
"""The size in which words are measured: widths grow with the size."""
_AS_GOOD = 0.84
"""The share of the largest possible size from which fewer lines are better than larger letters."""
_CLOSE = 0.01
"""The precision of widths, as a multiple of the size."""
_TITLE_SIGNS = 300
_OF_EMOJI = "\ufe0f\u200d\u20e3"
"""The signs that join or shape emoji, and mean nothing without them."""
_LOOSE = " ,.;:–-"
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Setting:
    """A title as it is set."""

    lines: tuple[str, ...]
    size: int
    """The size of the letters in pixels."""
    shaped: bool = False
    """Whether letters join or turn."""
    to_the_right: bool = False
    """Whether the lines begin at the right."""


def setting_of(title: str, width: int, height: int) -> Setting | None:
    """Return how a title is set in a room of so many pixels; None for none, or one whose letters the font lacks."""
    text = _readable(title)
    if not text:
        return None
    if not can_set(BOLD, text + _ELLIPSIS):
        _log.info("the cover has no title: there are not all letters for %r", text)
        return None
    shaped = needs_shaping(text)
    measure = _Measure(font(BOLD, _REFERENCE, shaped=shaped))
    lines, size = _largest(text, measure, width, height)
    return Setting(tuple(lines), size, shaped, is_right_to_left(text))


def line_that_fits(text: str, width: int, size: int) -> str:
    """Return a text as one line in the regular font, cut where it is too long; nothing where the font lacks letters."""
    line = _readable(text)
    if not line or not can_set(REGULAR, line + _ELLIPSIS):
        return ""
    letters = font(REGULAR, size, shaped=needs_shaping(line))
    if letters.getlength(line) <= width:
        return line
    return line[: _most(lambda count: letters.getlength(line[:count] + _ELLIPSIS) <= width, len(line))] + _ELLIPSIS


def _readable(title: str) -> str:
    """Return a title as one line, without signs that are no words and that the font lacks, such as most emoji."""
    text = unicodedata.normalize("NFC", "".join(map(_harmless, title[: 4 * _TITLE_SIGNS])))
    pictures = "".join(sign for sign in text if unicodedata.category(sign) in ("So", "Sk"))
    if gone := _lacking(pictures) if pictures else "":
        _log.info("the cover's title is without %r, for which there is no letter", gone)
        text = "".join(sign for sign in text if sign not in gone + _OF_EMOJI)
    return " ".join(text.split())[:_TITLE_SIGNS].strip()


def _harmless(sign: str) -> str:
    """Return a sign, a space for one that commands, or nothing for one that no font can have."""
    category = unicodedata.category(sign)
    return " " if category == "Cc" else "" if category in ("Cs", "Co", "Cn") else sign


def _lacking(signs: str) -> str:
    try:
        return lacking(BOLD, signs)
    except OSError as error:
        _log.debug("no font is there to look for %r: %s", signs, error)
        return signs


class _Measure:
    """The widths of words and lines, as multiples of the size; each word is measured once."""

    def __init__(self, reference: FreeTypeFont) -> None:
        self._font = reference
        self._known: dict[str, float] = {}

    def of(self, text: str) -> float:
        """Return the width of a word."""
        if text not in self._known:
            self._known[text] = self._font.getlength(text) / _REFERENCE
        return self._known[text]

    def line(self, words: Sequence[str]) -> float:
        """Return the width of words on one line."""
        return sum(map(self.of, words)) + self.of(" ") * (len(words) - 1)


def _largest(text: str, measure: _Measure, width: int, height: int) -> tuple[list[str], int]:
    """Return the lines and their size; words at the end give way to letters that are large enough.

    Each size is found for as many words as there is room for: the more words, the smaller the letters.
    """
    words = [part for word in text.split() for part in _parts(word, measure, width / SMALLEST)]
    least = SMALLEST if max(map(measure.of, words)) * SMALLEST <= width else FLOOR
    count = _most(lambda count: _fitted(_cut(words, count), measure, width, height)[1] >= least, len(words))
    if count:
        return _fitted(_cut(words, count), measure, width, height)
    word = words[0]
    letters = _most(lambda count: measure.of(word[:count] + _ELLIPSIS) * least <= width, len(word))
    return [word[:letters] + _ELLIPSIS], least


def _parts(word: str, measure: _Measure, room: float) -> list[str]:
    """Return the parts of a word that is too long for a line, broken after hyphens."""
    return [word] if measure.of(word) <= room else re.findall(r"[^-‐–/]+[-‐–/]*|[-‐–/]+", word)


def _most(fits: Callable[[int], bool], most: int) -> int:
    """Return the largest number from 1 to `most` that fits, where all smaller ones do; 0 where none does."""
    return bisect_left(range(1, most + 1), True, key=lambda count: not fits(count))


def _cut(words: Sequence[str], count: int) -> list[str]:
    """Return the first words, with an ellipsis after the last where there are more."""
    if count >= len(words):
        return [*words]
    return [*words[: count - 1], words[count - 1].rstrip(_LOOSE) + _ELLIPSIS]


def _fitted(words: list[str], measure: _Measure, width: int, height: int) -> tuple[list[str], int]:
    """Return words in few lines that let them be large, and their size."""
    settings = [_set(words, number, measure, width, height) for number in range(1, min(MOST_LINES, len(words)) + 1)]
    enough = max(size for _, size in settings) * _AS_GOOD
    return next((lines, size) for lines, size in settings if size >= enough)


def _set(words: list[str], number: int, measure: _Measure, width: int, height: int) -> tuple[list[str], int]:
    """Return words in at most so many lines, and the largest size that these allow."""
    lines = _balanced(words, number, measure)
    across, down = max(map(measure.line, lines)), 1 + LEADING * (len(lines) - 1)
    return [" ".join(line) for line in lines], int(min(LARGEST, width / max(across, _CLOSE), height / down))


def _balanced(words: list[str], number: int, measure: _Measure) -> list[list[str]]:
    """Return words in at most so many lines, the longest of which is as short as can be."""
    least, most = max(map(measure.of, words)), measure.line(words)
    while most - least > _CLOSE:
        middle = (least + most) / 2
        least, most = (least, middle) if len(_filled(words, middle, measure)) <= number else (middle, most)
    return _filled(words, most, measure)


def _filled(words: list[str], width: float, measure: _Measure) -> list[list[str]]:
    """Return words in lines, each filled as far as the width allows."""
    lines: list[list[str]] = [[]]
    room = width + _CLOSE / 2
    for word in words:
        room -= measure.of(word)
        if lines[-1] and room < 0:
            lines.append([])
            room = width + _CLOSE / 2 - measure.of(word)
        lines[-1].append(word)
        room -= measure.of(" ")
    return lines
