"""Slips with signs that look like blanks: a tab, a no-break space."""

from __future__ import annotations

import re
from unicodedata import name

from coach.yaml_slips.broken_text import BEFORE_KEY, KEY, Broken, Slip

_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_UNUSUAL = re.compile(rf"^(?:{BEFORE_KEY}-?|{BEFORE_KEY}{KEY}:)(?P<blank>[{_BLANKS}])", re.MULTILINE)


def tab(broken: Broken) -> Slip | None:
    """Return the slip of an indentation with a tab."""
    start = broken.line_start(broken.at)
    indentation = re.compile(r"[ \t]*").match(broken.text, start)
    index = broken.text.find("\t", start, indentation.end() if indentation else start)
    return Slip(index, "a tab in the indentation", "indent with blanks, not with tabs") if index >= 0 else None


def unusual_blank(broken: Broken) -> Slip | None:
    """Return the slip of a line in which a blank means something, and is none for YAML."""
    start = broken.line_start(min(broken.scalar[0], broken.at))
    return slip_of_blank(broken.text, start, broken.at + len(broken.line_from(broken.at)) + 1)


def slip_of_blank(text: str, start: int, end: int) -> Slip | None:
    """Return the slip of the last line of a part of a text that has one in its indentation, or behind - or :."""
    places = [match.start("blank") for match in _UNUSUAL.finditer(text, start, end)]
    if not places:
        return None
    sign = text[places[-1]]
    called = f"{name(sign).lower()} (U+{ord(sign):04X})"
    hint = "type ordinary blanks in its place, here and elsewhere"
    article = "an" if called[0] in "aeiou" else "a"
    return Slip(places[-1], f"{article} {called} where a blank is meant", hint)
