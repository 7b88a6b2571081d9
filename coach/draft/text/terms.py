"""Terms of Markdown (a line, and below it one with a colon in front of what it means) → the term in bold."""

from __future__ import annotations

import re
from itertools import pairwise

_MEANING = re.compile(r"^\s{0,3}:\s+(?=\S)")


def with_terms(text: str) -> str:
    """Return a text with each term in bold, and what it means without its colon; the lines keep their numbers."""
    if "\n:" not in text and "\n :" not in text and "\n  " not in text:
        return text
    lines = text.split("\n")
    for place, (line, follower) in enumerate(pairwise(list(lines))):
        if not _MEANING.match(follower):
            continue
        if line.strip() and not _MEANING.match(line) and line.strip()[0] not in "#*_>|-+":
            lines[place] = f"**{line.strip()}**"
        lines[place + 1] = _MEANING.sub("", follower)
    return "\n".join(lines)
