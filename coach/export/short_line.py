"""Text → a line that is short enough for where it is shown."""

from __future__ import annotations

from textwrap import shorten

from coach.errors import one_line

_CUT = "…"


def short_line(text: str, most: int) -> str:
    """Return a text on one line of at most `most` characters, cut after a word where it is longer.

    Example:
        >>> short_line("The back and the fingers of your left hand, and of the right one", 45)
        'The back and the fingers of your left hand,…'
    """
    line = one_line(text)
    if len(line) <= most:
        return line
    short = shorten(line, most, placeholder=_CUT)
    return short if short != _CUT else line[: most - 1] + _CUT
