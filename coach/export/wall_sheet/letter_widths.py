"""Letters → how wide they are in DejaVu Sans, the font that comes with matplotlib; and whether it has them."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.ft2font import FT2Font

_REGULAR, _BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
_WIDE = 1.0
"""The width of a letter that the font lacks, in the size of the letters: a Chinese character is a square."""
_INVISIBLE = "\u200b\u2060"


def font_folder() -> Path:
    """Return the folder of the font's files."""
    import matplotlib as mpl

    return Path(mpl.get_data_path(), "fonts", "ttf")


def letters_lacking(letters: Iterable[str]) -> str:
    """Return the letters that the font lacks, each once and in order.

    Example:
        >>> letters_lacking("palm 手")
        '手'
    """
    known = _font(_REGULAR).get_charmap()
    return "".join(
        letter
        for letter in sorted(set(letters))
        if not (ord(letter) in known or letter.isspace() or letter in _INVISIBLE)
    )


def width_in_ems(text: str, *, bold: bool = False) -> float:
    """Return how wide a text is on one line, as a multiple of the size of its letters.

    Example:
        >>> 1.5 < width_in_ems("palm") < 3
        True
    """
    file = _BOLD if bold else _REGULAR
    return sum(_width(letter, file) for letter in text)


def is_square(letter: str) -> bool:
    """Whether a letter is as wide as it is high, and a line may end after it, as in Chinese."""
    return east_asian_width(letter) in "WF"


@lru_cache(maxsize=4096)
def _width(letter: str, file: str) -> float:
    from matplotlib.ft2font import LoadFlags

    font = _font(file)
    if is_square(letter) or not (glyph := font.get_char_index(ord(letter))):
        return 0.0 if combining(letter) else _WIDE
    return font.load_glyph(glyph, LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM


@cache
def _font(file: str) -> FT2Font:
    from matplotlib.ft2font import FT2Font

    return FT2Font(font_folder() / file)
