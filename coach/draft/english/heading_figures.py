"""Heading → the figures that it ends with: "Neck (30 seconds per side)"."""

from __future__ import annotations

import re

from coach.draft.english.quantities import Quantities, is_quantity, quantities_in
from coach.draft.language import glossed

_FIGURES = re.compile(r"[(\[]([^()\[\]]*)[)\]]\W*$|(?:\s[–—-]|[:,–—])\s+([^:–—]*)$")

_SPAN = re.compile(r"\bmin(?:ute)?s?\.? (\d{1,3})(?:\s*[-–—]\s*| (?:to|until) )(\d{1,3})\b", re.IGNORECASE)
"""A pattern of the minutes of a session that a section takes: "Minutes 3 to 5: shoulders"."""


@glossed
def figures_of(heading: str) -> Quantities:
    """Return the figures that a heading ends with, in brackets or behind a dash or a colon, or "Minutes 3 to 5"."""
    match = _FIGURES.search(heading)
    ended = (match[1] or match[2] or "") if match else heading if is_quantity(heading) else ""
    figures = quantities_in(ended)
    if not figures.practice and (span := _SPAN.search(heading)) and int(span[1]) < int(span[2]):
        return quantities_in(f"{int(span[2]) - int(span[1])} minutes")
    return figures
