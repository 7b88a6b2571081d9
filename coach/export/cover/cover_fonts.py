"""The fonts of covers: matplotlib's, found without importing it, which takes a third of a second."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from coach.log import described, logger

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_log = logger(__name__)
BOLD, REGULAR = "DejaVuSans-Bold.ttf", "DejaVuSans.ttf"
_NOTHING = "\U0010fffe"
"""A character that no font has."""
_SMALL = 24
_JOINING = ("R", "AL", "AN")
"""The bidirectional classes of writing from right to left."""


def can_set(name: str, text: str) -> bool:
    """Whether a font has every sign of a text, and the text can be set here: some writing needs its letters joined."""
    from PIL import features

    if needs_shaping(text) and not features.check("raqm"):
        return False
    try:
        return not lacking(name, text)
    except OSError as error:
        _log.info("the font %s cannot be used: %s", name, described(error))
        return False


def font(name: str, size: float, *, shaped: bool = False) -> FreeTypeFont:
    """Return a font at a size in pixels; raises OSError where it is not installed.

    `shaped` is for writing whose letters join or turn; the plain layout gives the same on every machine.
    """
    from PIL import ImageFont

    layout = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(_path(name), size, layout_engine=layout)


def needs_shaping(text: str) -> bool:
    """Whether letters of a text join, turn, or carry signs of their own.

    Example:
        >>> needs_shaping("Café"), needs_shaping("ידיים")
        (False, True)
    """
    return is_right_to_left(text) or any(unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf") for sign in text)


def is_right_to_left(text: str) -> bool:
    """Whether any of a text is written from right to left."""
    return any(unicodedata.bidirectional(sign) in _JOINING for sign in text)


def lacking(name: str, text: str) -> str:
    """Return the signs of a text for which a font has no shape; raises OSError where it is not installed."""
    small = font(name, _SMALL)
    nothing = _shape(small, _NOTHING)
    return "".join(sign for sign in dict.fromkeys(text) if not sign.isspace() and _shape(small, sign) == nothing)


def _shape(small: FreeTypeFont, sign: str) -> tuple[tuple[int, int], bytes]:
    mask = small.getmask(sign)
    return mask.size, bytes(mask)


@lru_cache(maxsize=4)
def _path(name: str) -> str:
    found = find_spec("matplotlib")
    folders = [*(found.submodule_search_locations or ())] if found else []
    paths = [Path(folder, "mpl-data", "fonts", "ttf", name) for folder in folders]
    return str(next((path for path in paths if path.is_file()), name))
