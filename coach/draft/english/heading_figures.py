"""Heading → the figures that it ends with: "Neck (30 seconds per side)"."""

from __future__ import annotations

import re

from coach.draft.english.quantities import NONE, Quantities, quantities_in
from coach.draft.language import glossed

_FIGURES = re.compile(r"[(\[]([^()\[\]]*)[)\]]\W*$|(?:\s[–—-]|[:,–—])\s+([^:–—]*)$")


@glossed
def figures_of(heading: str) -> Quantities:
    """Return the figures that a heading ends with, in brackets or behind a dash or a colon."""
    match = _FIGURES.search(heading)
    return quantities_in(match[1] or match[2] or "") if match else NONE
