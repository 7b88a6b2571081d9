"""Amounts behind others of the same portion → whether they are of something that is done after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.after_a_hold import is_each_time
from coach.draft.english.expression import Expression
from coach.draft.english.numbers import NUMBERS, with_digits
from coach.draft.english.patterns import has_any
from coach.draft.language import glossed
from coach.draft.reading.block_facts import comes_next

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.draft.english.quantities import Quantities

_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|last|final|next)"
_GOES_ON = Expression(
    r"^\W*(?:(?:and|but|so|okay|good),? )*(?:then|now|next|again|after (?:that|this)|afterwards?|finally|lastly"
    rf"|and (?:an?|half|\d+|{'|'.join(NUMBERS)})\b|on the \w+ (?:one|time|go|rep|repetition|lift|turn|round)"
    rf"|(?:for )?(?:the )?{_ORDINAL})\b"
    r"|\b(?:another|a further|more|again|this time)\b",
    re.IGNORECASE,
)
"""A pattern of an amount that comes after the one before it, rather than is what each takes: "And then a minute"."""
_RESTS = Expression(
    r"^\W*(?:(?:and|then|now),? )*(?:rest|break|breather|pause)\b|\b(?:seconds?|minutes?|secs?|mins?|\d+ s|\d+) off\b",
    re.IGNORECASE,
)
_NAMES = ("rest", "break", "breather", "pause", "off")
_THEM = Expression(r"\b(?:it|them|they|each|every|one)\b", re.IGNORECASE)
_LONGEST_COUNT = 10
"""The most words of a sentence that says how often what was told before it is done."""


def comes_after(text: str, figures: Quantities, before: Iterable[Quantities]) -> bool:
    """Whether the amount of a sentence comes after one of its kind, or after a count: "Ten. And a minute's quiet".

    `figures` are those of the sentence, and `before` those of the sentences before it.
    """
    told = [each for each in before if each.practice]
    clash = any(each.times or (each.time and figures.time) for each in told) and figures.sets == 1
    if figures.only_rest or is_each_time(text):
        return False
    if not clash:
        return bool(figures.times) and len(text.split()) > _LONGEST_COUNT and not _THEM.search(text)
    return _goes_on(text) or (is_named_rest(text) and not any(each.sets > 1 for each in told))


def leaves_them(text: str, figures: Quantities) -> bool:
    """Whether a sentence with an amount goes on from what is done to each of several: "Then hold the foot a minute"."""
    return figures.practice and figures.each is None and _does_something_else(text)


@glossed
def is_named_rest(text: str) -> bool:
    """Whether a sentence names a rest from what was done: "Breather: 45 seconds", "Another thirty off"."""
    small = text.casefold()
    return has_any(small, _NAMES) and bool(_RESTS.search(with_digits(small)))


@glossed
def _goes_on(text: str) -> bool:
    return bool(_GOES_ON.search(text))


@glossed
def _does_something_else(text: str) -> bool:
    return comes_next(text) and not _THEM.search(text)
