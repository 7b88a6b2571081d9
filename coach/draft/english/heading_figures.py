"""Heading → the figures that it ends with: "Neck (30 seconds per side)"."""

from __future__ import annotations

import re

from coach.draft.english.quantities import Quantities, is_quantity, quantities_in
from coach.draft.language import glossed

_FIGURES = re.compile(r"[(\[]([^()\[\]]*)[)\]]\W*$|(?:\s[–—-]|[:,–—])\s+([^:–—]*)$")
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\W*$")
_SPAN = re.compile(r"\bmin(?:ute)?s?\.? (\d{1,3})(?:\s*[-–—]\s*| (?:to|until) )(\d{1,3})\b", re.IGNORECASE)
"""A pattern of the minutes of a session that a section takes: "Minutes 3 to 5: shoulders"."""
_NUMBERED = re.compile(r"^\W*(?:exercise|step|stage|part|phase|stretch|move|station|section)\b", re.IGNORECASE)
"""A pattern of what a heading is counted as, in front of its name: "Exercise 1 - Pendulum"."""
_NUMBER = re.compile(r"^\W*[^\W\d_]+ ?(?:n\.?[ro°º]\.? ?)?\d{1,2}\s*(?:[:.)–—-]|\s-)\s*(?=\w)", re.IGNORECASE)


@glossed
def figures_of(heading: str) -> Quantities:
    """Return the figures that a heading ends with, in brackets or behind a dash or a colon, or "Minutes 3 to 5"."""
    match = _FIGURES.search(heading)
    ended = (match[1] or match[2] or "") if match else heading if is_quantity(heading) else ""
    figures = quantities_in(ended)
    if not figures.practice and (span := _SPAN.search(heading)) and int(span[1]) < int(span[2]):
        return quantities_in(f"{int(span[2]) - int(span[1])} minutes")
    return figures


def without_brackets(heading: str) -> str:
    """Return a heading without what stands in brackets at its end."""
    return _IN_BRACKETS.sub("", heading)


def name_of(heading: str) -> str:
    """Return the name of a section: its heading without a number in front and without figures behind.

    >>> name_of("Exercise 3 - Broom lift (3 sets of 8)"), name_of("Week 2: Neck")
    ('Broom lift', 'Week 2: Neck')
    """
    bare = without_brackets(heading)
    name = bare if bare and bare != heading and figures_of(heading).practice else heading
    return _NUMBER.sub("", name) if _is_numbered(name) else name


@glossed
def _is_numbered(heading: str) -> bool:
    return bool(_NUMBERED.match(heading))
