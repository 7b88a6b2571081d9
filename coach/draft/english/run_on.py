"""Speech that was written down without full stops → its sentences: "okay so lie down now close your eyes"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.lexicon import is_one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG, _LONGER, _CLAUSE, _SPARSE = 70, 160, 14, 60
"""The fewest characters of such a text, of one that begins with a capital, of a clause, and from mark to mark."""
_MARK = re.compile(r"[.!?;:…]|,\s")
_SEAM = re.compile(
    r"\s+(?=(?:(?:okay|ok|alright|all right|right|good|great|lovely|beautiful|perfect|awesome|nice) (?!side|hand"
    r"|foot|leg|arm|knee|for"
    r"|shoulder|ear|hip|elbow|ankle|thigh|wrist|eye|heel|palm|glute|calf|nostril|cheek|at|enough|one\b|to\b"
    r"|and\b|in\b|on\b|up\b|there)"
    r"|so (?:now|then|next|let's|we|you|go|just|what|if|first|today|come|i'm|it's|that's|this)\b"
    r"|and (?:then|now|again|next|after that|don't|do not|if|just|switch|swap|repeat|the other|other|release"
    r"|relax|let go|hold"
    r"|breathe|inhale|exhale|bring|come|take|keep|stay|once more|i|we)\b"
    r"|now (?!and\b)|then |next (?:we|you|up|one|thing)\b|after that\b|finally\b|once you\b"
    r"|when you(?:'re)? (?:ready|done)\b|today\b"
    r"|(?:let's|let us|we're gonna|we're going to|you're gonna|you're going to|i want you to|i'd like you to"
    r"|you wanna|don't"
    r"|hold (?:it|that|this|there|for)|thanks? (?:you|for|so|a lot|everyone|everybody)|hope (?:you|that|this)"
    r"|let me|see you|bye|hey|hello"
    r"|hi (?:every\w+|guys|there)|subscribe|my name|i'm|i've|i (?:like|love|know|think|always|used|usually"
    r"|do this|did|got|had|hope)"
    r"|it's|that's|this is|it (?:helps|really|will|might|should)|you (?:might|may|should|can|will|could)|you'll)\b))",
    re.IGNORECASE,
)
"""A pattern of the seams of speech: before what goes on, greets, asks, or tells of oneself."""
_DO_THAT = re.compile(
    r"(?<!\bto)(?<!\band)(?<!\bthen)(?<!\bnow)\s+"
    r"(?=do (?:that|this|it|these|those) (?:\w+ ){0,2}?(?:times|twice|thrice|again)\b)"
)
"""A pattern of the seam before how often something is done, in speech: "and close it slowly do that five times"."""
_SO = re.compile(r"\s+(?=so (\w+))", re.IGNORECASE)
"""A pattern of a seam before a request: "so lie down"."""


def clauses_of(text: str) -> list[str]:
    """Return the clauses of a text that is speech without full stops; any other text is returned as it is.

    >>> clauses_of("lie down, and close your eyes")
    ['lie down, and close your eyes']
    """
    if not _runs_on(text):
        return _DO_THAT.split(text, 1) if " do " in text and text[:1].islower() and text[-1].isalnum() else [text]
    found: list[str] = []
    start = 0
    for seam, end in sorted(_seams_of(text)):
        if seam - start >= _CLAUSE and not is_one_of("going-on", text[start:seam].rsplit(maxsplit=1)[-1].casefold()):
            found.append(text[start:seam])
            start = end
    return [*found, text[start:]]


def _seams_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a clause may end, and where the next one then begins."""
    yield from ((match.start(), match.end()) for match in _SEAM.finditer(text))
    yield from ((match.start(), match.end()) for match in _SO.finditer(text) if is_one_of("verbs", match[1].casefold()))


def _runs_on(text: str) -> bool:
    """Whether a text has no full stop, and is too long for what it has of other marks."""
    if len(text) < (_LONG if text[:1].islower() else _LONGER) or text[-1] in '.!?:;)]"':
        return False
    return len(text) / (1 + len(_MARK.findall(text))) > _SPARSE
