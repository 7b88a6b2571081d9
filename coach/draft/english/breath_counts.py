"""Text with its numbers in digits → how many breaths it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.english.counts import counted
from coach.draft.english.expression import Expression
from coach.draft.english.numbers import RANGE, Amount, amount_of
from coach.draft.english.unit_words import UNIT

if TYPE_CHECKING:
    from coach.draft.english.durations import Breath

_BREATH = r"(?:(?:in-|out-)?breaths?|sighs?|(?:ex|in)halations?|(?:ex|in)hales)\b"
_BREATHS = Expression(rf"{RANGE} (?!(?:{UNIT}|times))(?:[a-z-]+,? ){{0,4}}?{_BREATH}(?! count)")
_BREATHE = Expression(
    rf"\b(?:breathe|breathing|inhale|inhale and exhale|exhale)\b[^.\d]{{0,40}}? {RANGE} times\b"
    rf"|\bbreathe in {RANGE} times (?:and|then) (?:breathe )?out\b"
    rf"|\bbreaths?: (?:about )?{RANGE}"
)
_FOR = Expression(rf"\bfor (?:about |another |at least )*{RANGE}[\s-]*min")
_SOME_BREATHS = Expression(
    r"\b(?:some|a few|several|a couple of) (?:\w+ ){0,3}?breaths\b"
    r"|\bbreathe (?:deeply|slowly)\b.*\b(?:a few|several) times\b"
)
_ONE_BREATH = Expression(
    r"\btake (?:in )?a (?:\w+,? ){0,3}breath\b|\b(?:for|during|(?:length|space|duration) of) a (?:\w+,? )?breath\b"
    r"|\ba breath long\b"
)


def breaths_for(breath: Breath, plain: str) -> Amount | None:
    """Return how many breaths fit into the minutes for which a text asks for such breaths; None if it gives none."""
    if "min" not in plain or not (match := _FOR.search(plain)):
        return None
    span = amount_of(match[1], match[2], 60)
    return span and Amount(*(max(1, round(seconds / sum(breath))) for seconds in (span.natural, span.least, span.most)))


def breaths_in(plain: str) -> Amount | None:
    """Return how many breaths a text asks for; "a few" are three."""
    if match := _BREATHE.search(plain) or _BREATHS.search(plain):
        groups = match.groups()
        pairs = zip(groups[::2], groups[1::2], strict=True)
        return counted(amount_of(*next(pair for pair in pairs if pair[0])))
    if _SOME_BREATHS.search(plain):
        return Amount(3, 2, 4)
    return Amount(1, 1, 1) if _ONE_BREATH.search(plain) else None
