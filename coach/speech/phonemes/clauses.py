"""Text → sentences → clauses, each with the signs and the space behind it: joined, they are the text again. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.speech.phonemes import MARKED

if TYPE_CHECKING:
    from collections.abc import Callable

_ABBREVIATION = re.compile(
    r"\b(?:(?-i:[a-zà-ÿ])|[^\W\d_](?:\.\s?[^\W\d_])+"
    r"|mrs?|ms|dr|prof|st|vs|etc|approx|fig|bzw|usw|ca|nr|evtl|ggf|inkl|sog|abb"
    r"|sra?|srta|uds?|pág|núm|sig|dott|mme|mlle|env|cf)\.$",
    re.IGNORECASE,
)
"""Words of the languages of Europe that a full stop belongs to: behind them it ends no sentence."""
_LONGEST_ABBREVIATION = 12
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\s+|$)|[。！？]+[”」』）]*\s*|\n\s*\n\s*")
_REST = re.compile(r"[,;:…][\"'”’»)\]]*\s+|\s+(?:[–—]|--?)\s+|—|[，；：、]\s*")
_OPENING = "\"'“‘«([¿¡"


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; joined, they are the text."""
    return _cut(text, _END, lambda end: not _goes_on(text, end))


def clauses_of(sentence: str) -> list[str]:
    """Return the parts of a sentence between its commas, semicolons, colons and dashes; joined, they are the sentence.

    Example:
        >>> clauses_of("Breathe in, and let go – slowly.")
        ['Breathe in, ', 'and let go – ', 'slowly.']
    """
    return _cut(sentence, _REST, lambda _end: True)


def _cut(text: str, sign: re.Pattern[str], is_bound: Callable[[re.Match[str]], bool]) -> list[str]:
    """Return a text in pieces that end with a sign, but never within a marked word."""
    whole = [match.span() for match in MARKED.finditer(text)]
    pieces, start = [], 0
    for match in sign.finditer(text):
        if any(first < match.start() < last for first, last in whole) or not is_bound(match):
            continue
        if text[start : match.start()].strip():
            pieces.append(text[start : match.end()])
            start = match.end()
    if start < len(text):
        pieces.append(text[start:])
    return _without_empty_ones(pieces)


def _without_empty_ones(pieces: list[str]) -> list[str]:
    """Return pieces of which each has something to say; signs alone stand with the piece before them."""
    filled: list[str] = []
    for piece in pieces:
        if filled and not any(map(str.isalnum, piece)):
            filled[-1] += piece
        else:
            filled.append(piece)
    return filled


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Whether a sentence goes on behind a sign that could end it: with a small letter, or after an abbreviation."""
    if text[end.end() :].lstrip(_OPENING)[:1].islower():
        return True
    before = text[max(0, end.start() - _LONGEST_ABBREVIATION) : end.start() + 1]
    return end.end() < len(text) and _ABBREVIATION.search(before) is not None
