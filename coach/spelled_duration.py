"""Durations as people write them ("half an hour", "1.5 minutes") → milliseconds, to tell how coach has them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

_Value = TypeVar("_Value")

_NUMBERS = {
    r"\d{1,9}(?:[.,]\d{1,9})?": None,
    "half of an?|half an?|a half": Fraction(1, 2),
    "a quarter of an?": Fraction(1, 4),
    "three quarters of an?": Fraction(3, 4),
    "an?|one": 1,
    "two|a couple of": 2,
    **{
        word: number for number, word in enumerate(["three", "four", "five", "six", "seven", "eight", "nine", "ten"], 3)
    },
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty[- ]five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
"""The numbers that stand before a spelled unit; None for one in digits."""
_SPELLED_MS = {
    "h(?:ours?|rs?)?|std|stunden?|horas?|heures?|ore|ora|uur": 3_600_000,
    "m(?:in(?:ute)?s?)?|minuten|minutos?|minut[io]|minuut": 60_000,
    "s(?:ec(?:ond)?s?)?|se[ck]s?|sekunden?|segundos?|secondes?|second[io]|seconden|segs?": 1_000,
}
_AND_A_HALF = r"\s+and\s+a\s+half"
_SPELLED = re.compile(
    rf"(?P<number>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?P<half>{_AND_A_HALF})?"
    rf"[\s-]*(?P<unit>{'|'.join(_SPELLED_MS)})(?![a-z])(?P<more>{_AND_A_HALF})?",
    re.ASCII | re.IGNORECASE,
)


def spelled_ms(text: str) -> int:
    """Return the milliseconds of a duration that is written for people; 0 for other words.

    >>> spelled_ms("1.5 minutes"), spelled_ms("an hour and a half"), spelled_ms("a while")
    (90000, 5400000, 0)
    """
    if re.sub(r"[\s,]|\band\b", "", _SPELLED.sub("", text)):
        return 0
    return round(sum(map(_part_ms, _SPELLED.finditer(text))))


def _part_ms(part: re.Match[str]) -> Fraction:
    named = _of(_NUMBERS, part["number"])
    number = Fraction(part["number"].replace(",", ".") if named is None else named)
    half = Fraction(1, 2) if part["half"] or part["more"] else 0
    return (number + half) * (_of(_SPELLED_MS, part["unit"]) or 0)


def _of(table: Mapping[str, _Value], text: str) -> _Value:
    return next(value for words, value in table.items() if re.fullmatch(words, text, re.ASCII | re.IGNORECASE))
