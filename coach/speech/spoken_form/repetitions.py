"""How often: "2x", "3-4x", "3 x 10", "x3", and what is written together with a number: "10-minütig"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from coach.number_words import cardinal, year
from coach.speech.spoken_form.amounts import amount_of, is_century_year, number_pattern, words_of

if TYPE_CHECKING:
    from coach.speech.spoken_form.vocabulary import Vocabulary

_DASH = "[-\u2010-\u2015\u2212]"
_PREFIXED = re.compile(r"(?<![\w])[x×][ ]?(\d+)(?![\w,.]?\d)(?!\w)")
_HANGING = re.compile(r"(?<![\w.,])(\d+)(?=-[ ](?:bis|und|oder|of|en|tot)[ ]\d)")
"""The first number in "2- bis 3-mal"."""
_DIVIDED = re.compile(r"(?<=[\d)])[ ]?÷[ ]?(?=[\d(])")


def say_repetitions(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with its repetitions in words."""
    if vocabulary.joined_pattern:
        text = _HANGING.sub(lambda found: _in_one_word(int(found[1]), vocabulary), text)
        text = _joined(vocabulary).sub(lambda found: _written_together(found, vocabulary), text)
    text = _multiplied(vocabulary).sub(rf"\1 {vocabulary.word('times')} ", text)
    text = _times(vocabulary).sub(lambda found: _said(found, vocabulary) + _per(found, vocabulary), text)
    text = _DIVIDED.sub(f" {vocabulary.word('divided by')} ", text)
    return _PREFIXED.sub(lambda found: _often(int(found[1]), vocabulary), text)


@cache
def _multiplied(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a number, with or without a unit, before a sign of multiplication and a number."""
    return re.compile(rf"(\d(?:[ ]?{vocabulary.unit_pattern})?)[ \u00a0]?[x×*✕⋅·][ \u00a0]?(?=[~(]?\d)")


@cache
def _times(vocabulary: Vocabulary) -> re.Pattern[str]:
    number = number_pattern(vocabulary)
    return re.compile(
        rf"(?<![\w.,/])(?:({number})([ ]?{_DASH}[ ]?))?({number})[ ]?[x×](?:/(?P<per>[^\W\d_]+))?(?![\w])"
    )


@cache
def _joined(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,])(?:(\d+)-?[ ]?{_DASH}[ ]?)?(\d+)-?({vocabulary.joined_pattern})")


def _said(found: re.Match[str], vocabulary: Vocabulary) -> str:
    last = amount_of(found[3], vocabulary)
    gender = vocabulary.repetitions.get("gender", "")
    if not last.plain:
        return vocabulary.repetitions["many"].format(n=words_of(last, vocabulary, gender))
    if not found[1]:
        return _often(last.whole or 0, vocabulary)
    first = words_of(amount_of(found[1], vocabulary), vocabulary, gender or "joined")
    template = vocabulary.word("range of times") or vocabulary.word("range")
    return template.format(first=first, second=_many(last.whole or 0, vocabulary))


def _per(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """Return what the repetitions are counted in: " per side"."""
    unit = vocabulary.unit_of.get(found["per"] or "")
    return f" {vocabulary.word('per')} {unit.one if unit else found['per']}" if found["per"] else ""


def _often(number: int, vocabulary: Vocabulary) -> str:
    return vocabulary.repetitions.get(number) or _many(number, vocabulary)


def _many(number: int, vocabulary: Vocabulary) -> str:
    words = vocabulary.agreeing(cardinal(number, vocabulary.tag), vocabulary.repetitions.get("gender", ""))
    return vocabulary.repetitions["many"].format(n=words)


def _written_together(found: re.Match[str], vocabulary: Vocabulary) -> str:
    number = _in_one_word(int(found[2]), vocabulary)
    first = f"{_in_one_word(int(found[1]), vocabulary)} {vocabulary.word('to')} " if found[1] else ""
    return f"{first}{number}{found[3]}"


def _in_one_word(number: int, vocabulary: Vocabulary) -> str:
    """Return a number as it stands before what is written together with it."""
    said = year if is_century_year(number) else cardinal
    return vocabulary.agreeing(said(number, vocabulary.tag), "joined")
