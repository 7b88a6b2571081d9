"""Slashes: "left/right" → "left or right", "24/7", "120/80", "3/10", "words/minute"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from coach.number_words import cardinal, year
from coach.speech.spoken_form.agreement import word_before
from coach.speech.spoken_form.amounts import is_recent_year

if TYPE_CHECKING:
    from coach.speech.spoken_form.vocabulary import Unit, Vocabulary

_NUMBERS = re.compile(r"(?<![\w.,/])(\d{1,4})/(\d{1,4})(?![\d/]|[.,]\d)")
_WORD = r"[^\W\d_][\w’'-]*"
_SCALE, _LARGEST_DENOMINATOR = 10, 16


def say_ratios(text: str, vocabulary: Vocabulary) -> str:
    """Return a text in which numbers with a slash between them that are no fraction are words."""
    return _NUMBERS.sub(lambda found: _ratio(found, vocabulary), text)


def _ratio(found: re.Match[str], vocabulary: Vocabulary) -> str:
    upper, lower = int(found[1]), int(found[2])
    part = vocabulary.is_in(word_before(found.string[: found.start()]), vocabulary.part_words)
    mixed = re.search(r"\d[ -]$", found.string[: found.start()])
    if part or (lower == _SCALE and upper <= lower and not mixed):
        return _between(upper, lower, vocabulary.word("out of"), vocabulary)
    if 0 < upper < lower <= _LARGEST_DENOMINATOR:
        return found.group()
    if is_recent_year(upper):
        return f"{year(upper, vocabulary.tag)} {cardinal(lower, vocabulary.tag)}"
    bare = upper == lower or (upper, lower) == (24, 7)
    return _between(upper, lower, "" if bare else vocabulary.word("over"), vocabulary)


def _between(upper: int, lower: int, words: str, vocabulary: Vocabulary) -> str:
    first, second = (cardinal(number, vocabulary.tag) for number in (upper, lower))
    return " ".join(filter(None, [first, words, second]))


def say_slashes(text: str, vocabulary: Vocabulary) -> str:
    """Return a text in which slashes between words are words themselves."""
    if "/" not in text:
        return text
    if vocabulary.genders_of_words:
        text = re.sub(vocabulary.genders_of_words, rf"\g<0> {vocabulary.word('or')} \g<stem>\g<end>", text)
        text = re.sub(rf"/-?(?:\w+) {vocabulary.word('or')} ", f" {vocabulary.word('or')} ", text)
    text = _rate(vocabulary).sub(lambda found: f" {vocabulary.word('per')} {_unit(found[1], vocabulary)}", text)
    return re.sub(rf"(?<=[\w)\"”»’'])[ ]?/[ ]?(?=({_WORD})|\W?\w)", lambda found: _or(found, vocabulary), text)


@cache
def _rate(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a slash before a measure of time, behind a word that is none."""
    times = vocabulary.word("times of a rate").split()
    symbols = [re.escape(symbol) for symbol, unit in vocabulary.unit_of.items() if unit in _clock_units(vocabulary)]
    behind = "".join(f"(?<!{re.escape(word)})" for word in times)
    return re.compile(rf"(?<=\w){behind}[ ]?/[ ]?({'|'.join([*times, *symbols])})\b(?:\.(?=[ ]?[a-zäöü]))?")


def _clock_units(vocabulary: Vocabulary) -> list[Unit]:
    return [vocabulary.unit_of[symbol] for symbol in ("s", "min", "h")]


def _unit(symbol: str, vocabulary: Vocabulary) -> str:
    return vocabulary.unit_of[symbol].one if symbol in vocabulary.unit_of else symbol


def _or(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """Return the word for a slash; none between two conjunctions, as in "and/or"."""
    conjunctions = vocabulary.word("conjunctions")
    before = word_before(found.string[: found.start()])
    if vocabulary.is_in(before, conjunctions) and found[1] and vocabulary.is_in(found[1], conjunctions):
        return " "
    return f" {vocabulary.word('or')} "
