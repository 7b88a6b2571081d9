"""A sentence → whether it is about the page, the text itself or one's way of life, and not about what to do now."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import alternatives, pattern, searcher
from coach.draft.language import glossed

_OF_TEXT = Expression(
    rf"(?:^|, )(?:\W*(?:so|now|then|just|simply|please|and)\W+)*(?:{alternatives('text-verbs')})\b"
    r"(?: (?:along|out|on))?(?: (?:with|to|for|about|of|all|through|in mind))*"
    r"(?: (?:the|these|this|our|those|my|that|a|some|any|each of|one of|more|other|of|each))+ (?:[\w'-]+ ){0,4}?"
    rf"(?:{alternatives('text-parts')})\b",
    re.IGNORECASE,
)
_FURNITURE = searcher("furniture", r"\b(?:{})")
_PRICE = Expression(r"[£$€]\s?\d")
_HABIT = pattern("habits", r"^(?:{})\b")


@glossed
def is_about_page(sentence: str) -> bool:
    """Whether a sentence is about the page, the text or a habit, and says nothing of what to do now."""
    return bool(
        _PRICE.search(sentence) or _FURNITURE.search(sentence) or _HABIT.match(sentence) or _OF_TEXT.search(sentence)
    )
