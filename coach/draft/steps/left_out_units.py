"""Two phrases of which the first names the unit of time → the second with it: "for 5 seconds, part them for 15"."""

from __future__ import annotations

import re

from coach.draft.english.durations import UNIT
from coach.draft.english.expression import Expression
from coach.draft.english.numbers import with_digits
from coach.draft.language import glossed, in_own_words

_UNIT_OF = Expression(rf"\d[\s-]*{UNIT}")
_BARE = Expression(
    r"(?:\b([a-z]+) |^|(?<=[^\w\s]) ?)(\d{1,3})(?: counts)?(?=\s*(?:[,;:!…)]|\.(?!\d)|$|\s(?:and|then)\b))"
)
"""A pattern of a number at the end of a clause, and the word before it."""
_NO_TIME = (
    *(
        "to",
        "at",
        "until",
        "till",
        "by",
        "from",
        "of",
        "than",
        "minus",
        "plus",
        "age",
        "step",
        "steps",
        "point",
        "points",
    ),
    *(
        "exercise",
        "number",
        "no",
        "page",
        "part",
        "set",
        "level",
        "round",
        "lesson",
        "side",
        "card",
        "box",
        "day",
        "count",
    ),
    *("other", "the", "each", "every", "this", "that", "any", "same", "last", "next", "first", "left", "right"),
)
"""The words behind which a bare number is no time: "step 2", "count to 10"."""
_BEFORE_ONE = ("for", "about", "another", "just", "only", "hold", "rest")
"""The words behind which "one" is a number, and not what stands for a noun."""
_TOKEN = re.compile(r"[^\W_]+(?:enta|inte) y [^\W_]+|[^\W_]+(?:-[^\W\d_]+)?")
_WORDS = {"s": ("second", "seconds"), "m": ("minute", "minutes")}
"""The first letter of a unit → how one of it is written, and several."""


def with_unit_of(first: str, second: str) -> str:
    """Return the second phrase, with the unit of time that it leaves out as the first one has named it.

    >>> with_unit_of("Press the lips together for five seconds", "and part them for fifteen.")
    'and part them for fifteen seconds.'
    """
    unit, number = _unit_in(first), _bare_number(second)
    if not (unit and number):
        return second
    ends = [match.end() for match in _TOKEN.finditer(second) if _as_number(match[0]) == number]
    word = in_own_words(_WORDS[unit][number != "1"])
    return f"{second[: ends[-1]]} {word}{second[ends[-1] :]}" if ends else second


@glossed
def _unit_in(phrase: str) -> str:
    """Return the first letter of the last unit that follows a number, if it is one that may be left out behind it."""
    units = _UNIT_OF.findall(with_digits(phrase.casefold()))
    return units[-1][0] if units and units[-1][0] in _WORDS else ""


@glossed
def _bare_number(phrase: str) -> str:
    small = phrase.casefold()
    plain = with_digits(small)
    if "count" in small or _UNIT_OF.search(plain.replace(" counts", "")):
        return ""
    match = _BARE.search(plain)
    if not match or match[1] in _NO_TIME or (match[2] == "1" and match[1] not in _BEFORE_ONE):
        return ""  # "start with the little one"
    return match[2]


@glossed
def _as_number(word: str) -> str:
    return with_digits(word.casefold()).strip(" .,")
