"""A sentence → about how long the natural voice takes for it, from its letters and signs. Pure."""

from __future__ import annotations

_PER_LETTER_MS, _PER_WORD_MS, _PER_SIGN_MS, _BASE_MS = 58.0, 55.0, 220.0, 230.0


def articulated_length(sentence: str) -> int:
    """Return the whole milliseconds of a sentence without rests around it."""
    letters = sum(map(str.isalpha, sentence))
    words = len(sentence.split())
    return round(_BASE_MS + letters * _PER_LETTER_MS + words * _PER_WORD_MS)
