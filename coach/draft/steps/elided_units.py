"""Sentences whose amount is told by that of an earlier one, which has its unit or its number → what they mean.

"Thirty seconds. And then ten more." are ten more seconds, "chin down, same again, fifteen" is held for fifteen
seconds where the ear was held for fifteen, "calves, same thing" is done as long as what was done before, and "half
that time" is half as long. A rest is measured by the last rest, and what is done by what was done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.draft.english.elided_numbers import number_without_unit
from coach.draft.english.expression import Expression
from coach.draft.english.numbers import with_digits
from coach.draft.english.patterns import has_any
from coach.draft.english.quantities import quantities_in
from coach.draft.english.same_again import asks_the_same
from coach.draft.language import glossed
from coach.draft.steps.amount_order import is_named_rest
from coach.draft.steps.repeats import repeat_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.reading.passages import Passage

_AS_LONG = Expression(
    r"(?:[,;:–—-]|^\W*|\b(?:for|in|over|during)(?= the same (?:time|length|number))"
    r"|^.{3,40} (?:side|way|arm|leg|hand|foot|direction)s?)\s*(?:(?:and|but|then|for) )*"
    r"(?:the )?(?:same(?: again| time| number| length| amount| count)?|likewise|ditto|as long|as often|as many)(?:"
    r" again)?\W*$"
    r"|\b(?:for )?(?:just )?as (?:long|often|many times)(?: again)?\b(?! (?:as|you|it|he|she|they|we|is|are|x-wie)\b)"
    r"|^\W*(?:[\w-]+ ){1,5}as before\W*$"
)
"""A pattern of what is done as long or as often as what was done before: "Then from side to side, same again"."""
_PART = Expression(
    r"\b(half|2 times|twice|double)(?: of)? (?:as (?:long|many|often|much)|(?:that|this|the)"
    r"(?: (?:time|long|length|number|amount|count|many|much))?)(?: again| as (?:before|that|the first(?: time)?))?"
    r"(?=\W*$|[,;:.]| (?:with|on|in|at|for)\b)"
)
"""A pattern of half or twice an amount: "Put it back for half that time"."""
_MORE_OR_LESS = Expression(
    r"\b(\d{1,3}) ?(seconds?|secs?|minutes?|mins?)? (longer|more|less|fewer|shorter) than "
    r"(?:that|before|this|the (?:first|last|one before)|last time)\b"
)
"""A pattern of an amount by its difference: "Third, ten seconds longer than that"."""
_FACTORS = {"half": 0.5}
_UNIT = Expression(r"\d(?: to \d+)?[ -]?(s|sec|m|min|h|hr|second|minute|hour)s?\b")
_CUES = (
    *(
        "another",
        "more",
        "further",
        "longer",
        "same",
        "again",
        "likewise",
        "time",
        "ditto",
        "as ",
        "next",
        "last",
        "also",
    ),
    *("final", "only", "just", "first", "second", "third", "fourth", "fifth", "sixth", "half", "double", "twice"),
    *("than", "too"),
)
_MOST_BETWEEN = 2
"""The most sentences without an amount between one and that by which it is told."""


@dataclass
class _Last:
    """The text of the last sentence with an amount, and how many without one stand behind it."""

    text: str = ""
    since: int = 0

    def told(self) -> str:
        """Return the text by which an amount may be told, or an empty text."""
        return self.text if self.since <= _MOST_BETWEEN else ""


def with_units(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages, whose sentences mean the amount of one before them where they leave out their own."""
    done, rest, section = _Last(), _Last(), ""
    for passage in passages:
        if passage.section != section:
            done, rest, section = _Last(), _Last(), passage.section
        told = []
        for sentence in passage.told:
            last = rest if is_named_rest(sentence.text) else done
            before = last.told() or done.told()
            told.append(replace(sentence, meant=_meant(sentence.text, before)) if before else sentence)
            done.since, rest.since = done.since + 1, rest.since + 1
            if quantities_in(told[-1].counted).practice:
                last.text, last.since = told[-1].counted, 0
        yield replace(passage, told=told) if told != passage.told else passage


def _meant(text: str, before: str) -> str:
    """Return the amount that a sentence means, which that before it has; an empty text if it means its own."""
    if not _has_cue(text):
        return ""
    if told := _by_difference(text, before):
        return told
    if _turns(text):  # "and swap, another 30": what is done again has its time
        return ""
    if number := number_without_unit(text):
        unit = _unit_of(before)
        return f"{number} {unit}" if unit else ""
    return before if _is_the_same(text) and quantities_in(before).practice else _as_before(text, before)


@glossed
def _has_cue(text: str) -> bool:
    return has_any(text.casefold(), _CUES)


def _turns(text: str) -> bool:
    repeat = repeat_in(text)
    return repeat is not None and repeat.kind == "other"


def _is_the_same(text: str) -> bool:
    """Whether a sentence asks for the same with another part, without an amount: "calves, same thing"."""
    return asks_the_same(text) and not quantities_in(text).practice and repeat_in(text) is None


def _by_difference(text: str, before: str) -> str:
    """Return the amount of what is done "for half that time", or "ten seconds longer"; else an empty text."""
    factor, added, unit = _difference_in(text)
    if factor == 1 and not added:
        return ""
    figures = quantities_in(before)
    amount = figures.time or figures.times
    if not amount or not amount.exact or (figures.time and figures.times):
        return ""
    base = amount.natural / 1_000 if figures.time else amount.natural
    number = round(base * factor + added * (60 if unit == "m" else 1))
    return f"{number} {'s' if figures.time else 'x'}" if number > 0 else ""


@glossed
def _difference_in(text: str) -> tuple[float, int, str]:
    """Return by what an amount is multiplied, what is added to it, and the first letter of the unit of that."""
    plain = with_digits(text.casefold())
    if match := _MORE_OR_LESS.search(plain):
        sign = 1 if match[3] in ("longer", "more") else -1
        return 1, sign * int(match[1]), (match[2] or "s")[0]
    match = _PART.search(plain)
    return (_FACTORS.get(match[1], 2), 0, "") if match else (1, 0, "")


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
    return bool(_AS_LONG.search(text.casefold()))


@glossed
def _unit_of(text: str) -> str:
    """Return the unit of the time, the breaths or the repetitions of a sentence, or an empty text if it has several."""
    figures = quantities_in(text)
    if [bool(figures.time), bool(figures.times), bool(figures.breaths)].count(True) != 1 or figures.breath:
        return ""
    if not figures.time:
        return "breaths" if figures.breaths else "x"
    match = _UNIT.search(with_digits(text.casefold()))
    return {"s": "s", "m": "min", "h": "h"}[match[1][0]] if match else ""
