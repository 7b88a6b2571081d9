"""Abbreviations → their words: "e.g.", "z. B.", "no. 3"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from coach.speech.spoken_form.sentence_ends import ends_sentence, is_at_end
from coach.speech.spoken_form.vocabulary import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.speech.spoken_form.vocabulary import Vocabulary


def say_abbreviations(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with its abbreviations written out."""
    for pattern in (abbreviation_pattern(vocabulary), _numbered_pattern(vocabulary)):
        text = pattern.sub(lambda found: _said(found, vocabulary), text)
    return text


@cache
def abbreviation_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of all abbreviations that no number has to follow."""
    listed = _any({**vocabulary.abbreviations, **vocabulary.closing})
    titles = any_of(vocabulary.before_name)
    name = r"(?=[ ](?:et[ ])?[^\W\d_a-zß-ÿ][^\W\d_])"
    return re.compile(rf"(?<![\w.])(?:{listed}|(?-i:{titles}{name}))", re.IGNORECASE)


@cache
def _numbered_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    listed = _any(vocabulary.numbered, word_end="")
    return re.compile(rf"(?<![\w.])(?<!\d[ \u00a0]){listed}[ \u00a0]?(?=\d)(?P<number>)", re.IGNORECASE)


def _any(abbreviations: Iterable[str], word_end: str = r"(?![\w/])") -> str:
    """Return the pattern of any abbreviation; spaces may stand behind its dots, as in "z. B."."""
    listed = sorted(abbreviations, key=len, reverse=True)
    return "(?:" + "|".join(_flexible(abbreviation, word_end) for abbreviation in listed) + ")" if listed else "(?!)"


def _flexible(abbreviation: str, word_end: str) -> str:
    dotted = re.sub(r"\\\.(?=.)", lambda dot: rf"{dot.group()}[ \u00a0\u202f]?", re.escape(abbreviation))
    if abbreviation.endswith("."):
        return rf"{dotted}(?!\.)"
    return dotted if abbreviation.endswith("/") else dotted + word_end


def _said(found: re.Match[str], vocabulary: Vocabulary) -> str:
    key, after = re.sub(r"(?<=\.)[ \u00a0\u202f]|[ \u00a0]$", "", found.group()), found.string[found.end() :]
    if "number" in found.re.groupindex:
        return f"{_words(key, vocabulary.numbered)} "
    closing = _words(key, vocabulary.closing)
    ends = key.endswith(".") and (ends_sentence(after, vocabulary) if closing else is_at_end(after))
    space = " " if after[:1].isalnum() else ""
    words = closing or vocabulary.before_name.get(key) or _words(key, vocabulary.abbreviations)
    return words + ("." if ends else space)


def _words(key: str, table: Mapping[str, str]) -> str:
    """Return the words for an abbreviation, with a capital where only the author wrote one; empty if it has none."""
    if key in table:
        return table[key]
    words = next((words for name, words in table.items() if name.lower() == key.lower()), "")
    return words[:1].upper() + words[1:] if key[0].isupper() else words
