"""Units without a number in digits → their words: "a few cm", "five min", "per sec."."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from coach.speech.spoken_form.agreement import word_before
from coach.speech.spoken_form.sentence_ends import ends_sentence
from coach.speech.spoken_form.vocabulary import any_of

if TYPE_CHECKING:
    from coach.speech.spoken_form.vocabulary import Vocabulary


def say_bare_units(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with the symbols of units written out that no number in digits stands before."""
    return bare_unit_pattern(vocabulary).sub(lambda found: _said(found, vocabulary), text)


@cache
def bare_unit_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of symbols that are no words of the language, behind a word."""
    return re.compile(rf"(?<=[^\W\d_][ \u00a0]){any_of(vocabulary.bare_units.split())}(?![\w/])\.?")


def _said(found: re.Match[str], vocabulary: Vocabulary) -> str:
    unit = vocabulary.unit_of[found.group().removesuffix(".")]
    before, after = found.string[: found.start()], found.string[found.end() :]
    single = f"{vocabulary.articles} {vocabulary.word('per')} {vocabulary.word('one')}"
    stop = "." if found.group().endswith(".") and ends_sentence(after, vocabulary) else ""
    return (unit.one if vocabulary.is_in(word_before(before), single) else unit.many) + stop
