"""Ordinals with their marks → words: "2nd", "1re", "3.º", "2° dito", "1ste"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from coach.number_words import ordinal
from coach.speech.spoken_form.agreement import gender_after
from coach.speech.spoken_form.vocabulary import rewritten

if TYPE_CHECKING:
    from coach.speech.spoken_form.vocabulary import Vocabulary

_DEGREE = re.compile(r"(?<![\w.,])(\d{1,2})[.]?°(?=[ ][^\W\d_])")

_SECOND = re.compile(r"^[ ](?:[^\W\d_]{1,3}[ ]){1,2}\d{1,2}°")
"""Another one behind it, in "il 3° e il 4° dito"."""
_LAST = 31
"""The last ordinal that is written with a degree sign: angles are greater."""


def say_ordinals(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with its ordinals in words, where a mark shows them."""
    if vocabulary.degree_is_ordinal:
        text = _DEGREE.sub(lambda found: _of_degree(found, vocabulary), text)
    return _pattern(vocabulary).sub(lambda found: _said(found, vocabulary), text)


@cache
def _pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a number with a mark, and of a dash behind it that means a range."""
    marks = "|".join(f"(?P<{name}>{pattern})" for name, pattern in vocabulary.ordinal_marks.items()) or "(?!)"
    return re.compile(rf"(?<![\w.,])(?P<number>\d[\d,]*)\.?(?:{marks})(?!\w)(?P<to>[ ]?[-–][ ]?(?=\d))?")


def _said(found: re.Match[str], vocabulary: Vocabulary) -> str:
    gender = next(name for name in vocabulary.ordinal_marks if found[name] is not None)
    number = int(found["number"].replace(",", ""))
    words = ordinal_words(number, gender, found.string[found.end() :], vocabulary)
    return words + (f" {vocabulary.word('to')} " if found["to"] else "")


def ordinal_words(number: int, gender: str, after: str, vocabulary: Vocabulary) -> str:
    """Return an ordinal in a gender, and in the form that it has before a noun if one follows."""
    words, forms = ordinal(number, vocabulary.tag), vocabulary.ordinal_forms
    words = rewritten(words, forms.get(gender, {}))
    before_noun = bool(gender_after(after, vocabulary))
    return rewritten(words, forms["noun"]) if before_noun and gender != "f" and "noun" in forms else words


def _of_degree(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """Return "2°" before a noun as an ordinal in the noun's gender; before another word it is an angle."""
    after = found.string[found.end() :]
    gender = gender_after(_SECOND.sub("", after), vocabulary)
    if not gender or int(found[1]) > _LAST or re.match(r"[ ][CFK]\b", after):
        return found.group()
    return ordinal_words(int(found[1]), gender, after, vocabulary)
