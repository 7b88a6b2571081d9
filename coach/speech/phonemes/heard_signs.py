"""The signs between words: what a voice that is given phonemes hears of them. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

OPENING = "([{“„«"
SIGNS = dict(zip(f",.!?;:…—–―‒{OPENING})]}}”»", ",.!?;:…————(((“““)))””", strict=True))
"""Signs that are heard as a rest or in the melody, and what misaki writes for each."""
SOUNDLESS = frozenset("'‘’‚‛ʼ-‐‑¿¡\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\ufeff\ufe0f")
"""Signs without which a text is spoken as it is with them: single quotes, a hyphen at a word's end, Spanish ones."""
DASH = r"-{2,}|(?<!\S)-(?!\S)"
"""Hyphens that stand for a dash."""


def sign_of(sign: str, before: str) -> str | None:
    """Return what misaki writes for a sign, by the letter before it; None for one with a word of its own, such as %."""
    if sign in '"“':  # the latter closes what a German „ opens
        return "“" if not before.strip() or before in f"{OPENING}—–" else "”"
    if re.fullmatch(DASH, sign):
        return "—"
    return SIGNS.get("…" if sign.startswith("..") else sign)


def joined(spoken: Iterable[str]) -> str:
    """Return phonemes of words and signs as one line, with the spaces that are usual between them."""
    line = " ".join(filter(None, spoken))
    line = re.sub(r" (?=[,.!?;:…)”])", "", line)
    return re.sub(r"(?<=[(“]) ", "", line)
