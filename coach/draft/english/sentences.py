"""A block's text → its sentences."""

from __future__ import annotations

import re

_SHORT = re.compile(r"\b(?:e\.g|i\.e|etc|approx|vs|dr|mr|mrs|ms|st|no|fig|a\.m|p\.m|u\.s)\.$", re.IGNORECASE)
_END = re.compile(r"([.!?…]+[\"')\]]*)\s+(?=[\"'(\[]?[A-Z0-9\W])|\s+[•●▪➤✅✓✔]\s+")
LONGEST = 900
"""Characters of a sentence; what is longer is cut, since nobody could follow it."""


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, without what parts them."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end(1) if match[1] else match.start()
        if match[1] and _SHORT.search(text, max(start, end - 8), end):
            continue
        found.append(text[start:end])
        start = match.end()
    found.append(text[start:])
    return [piece for sentence in found for piece in cut(sentence.strip(" \t•●▪➤✅✓✔")) if piece]


def cut(sentence: str) -> list[str]:
    """A sentence, in pieces of which none is too long for one breath."""
    pieces = []
    while len(sentence) > LONGEST:
        end = sentence.rfind(" ", 0, LONGEST)
        end = end if end > 0 else LONGEST
        pieces.append(sentence[:end])
        sentence = sentence[end:].strip()
    return [*pieces, sentence]
