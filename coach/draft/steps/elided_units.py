"""Sentences whose number leaves out its unit, which the sentence before them has → the same, with what is meant.

"Thirty seconds. And then ten more." are ten more seconds, "chin down, same again, fifteen" is held for fifteen
seconds where the ear was held for fifteen, and "calves, same thing" is done as long as what was done before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.numbers import with_digits
from coach.draft.english.patterns import has_any
from coach.draft.english.quantities import quantities_in
from coach.draft.english.same_again import asks_the_same
from coach.draft.language import glossed
from coach.draft.steps.repeats import repeat_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.reading.passages import Passage

_MORE = Expression(
    r"\W*(?:(?:and|then|now|just|or|also|so) )*(?:for )?"
    r"(?:(?:another|a further) (\d{1,3})|(\d{1,3}) (?:more|longer|further))\W*"
)
_AS_BEFORE = Expression(r"\b(?:same|likewise|again|this time)\b")
_LAST_NUMBER = Expression(r", (?:(?:just|only|for|about|now) )*(\d{1,3})(?: (?:this time|again|too|as well))?\W*$")
_ONLY_NUMBER = Expression(
    r"^\D*\b(?:another|a further|(?:rest|relax|hold(?: it)?|wait|stay)(?: for)?(?: about)?) (\d{1,3})\W*$"
)
"""A pattern of a number that is all that a sentence counts: "Hold the breath another four", "Let go and rest ten"."""
_AS_LONG = Expression(
    r"(?:[,;:–—-]|^\W*|\b(?:for|in|over|during)(?= the same (?:time|length|number))"
    r"|^.{3,40} (?:side|way|arm|leg|hand|foot|direction)s?)\s*(?:(?:and|but|then|for) )*"
    r"(?:the )?(?:same(?: again| time| number| length| amount| count)?|likewise|ditto|as long|as often|as many)"
    r"(?: again)?\W*$"
)
"""A pattern of what is done as long or as often as what was done before: "Then from side to side, same again"."""
_UNIT = Expression(r"\d(?: to \d+)?[ -]?(s|sec|m|min|h|hr|second|minute|hour)s?\b")
_CUES = (
    "another",
    "rest",
    "relax",
    "hold",
    "wait",
    "stay",
    "more",
    "further",
    "longer",
    "same",
    "again",
    "likewise",
    "time",
    "ditto",
    "as ",
)


def with_units(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages, whose sentences mean the unit of the sentence before them where they leave it out."""
    before = section = ""
    for passage in passages:
        if passage.section != section:
            before, section = "", passage.section
        told = []
        for sentence in passage.told:
            told.append(replace(sentence, meant=_meant(sentence.text, before)) if before else sentence)
            before = told[-1].counted
        yield replace(passage, told=told) if told != passage.told else passage


def _meant(text: str, before: str) -> str:
    """Return the amount that a sentence means, which that before it has; an empty text if it means its own."""
    if number := _bare_number(text):
        unit = _unit_of(before)
        return f"{number} {unit}" if unit else ""
    return before if _is_the_same(text) and quantities_in(before).practice else _as_before(text, before)


def _is_the_same(text: str) -> bool:
    """Whether a sentence asks for the same with another part, without an amount: "calves, same thing"."""
    return asks_the_same(text) and not quantities_in(text).practice and repeat_in(text) is None


@glossed
def _bare_number(text: str) -> str:
    """Return the number of a sentence that goes on with what is counted already, or an empty text."""
    small = text.casefold()
    if not has_any(small, _CUES):
        return ""
    plain = with_digits(small)
    if match := _MORE.fullmatch(plain):
        return match[1] or match[2]
    match = (_LAST_NUMBER.search(plain) if _AS_BEFORE.search(plain) else None) or _ONLY_NUMBER.search(plain)
    return match[1] if match else ""


def _as_before(text: str, before: str) -> str:
    """Return how long or how often a sentence asks for that goes on as the one before it; else an empty text."""
    if not before or repeat_in(text) or not _goes_on_so(text):
        return ""
    figures = quantities_in(before)
    amount = figures.time or figures.times
    if not amount or not amount.exact or (figures.time and figures.times):
        return ""
    return f"{amount.natural // 1_000} s" if figures.time else f"{amount.natural} x"


@glossed
def _goes_on_so(text: str) -> bool:
    return has_any(text.casefold(), _CUES) and bool(_AS_LONG.search(text.casefold()))


@glossed
def _unit_of(text: str) -> str:
    """Return the unit of the time of a sentence that gives a time and no repetitions, or an empty text."""
    figures = quantities_in(text)
    if not figures.time or figures.times or figures.breaths:
        return ""
    match = _UNIT.search(with_digits(text.casefold()))
    return {"s": "s", "m": "min", "h": "h"}[match[1][0]] if match else ""
