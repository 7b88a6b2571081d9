"""A rule of signs of amounts that are lost on the way to the ear: "3×10" in a language that coach has no words for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.timeline.guide_words import phrases_of
from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.lint.subject import Subject

_NUMBER = r"\d+(?:[.,]\d+)?"
_SIGN_OF_AMOUNT = re.compile(
    rf"{_NUMBER}\s?[×÷–—−]\s?{_NUMBER}|[≥≤≈±~<>]\s?{_NUMBER}"
    rf"|(?:\d+\s?)?[¼-¾⅐-⅞]|(?<![\w.,])−{_NUMBER}"
)
"""A pattern of signs that a voice may leave out, or say in English: eSpeak NG does in most of 22 languages."""
_PRIME = re.compile(rf"(?<![\w′″'\"])(?<!['′’] ){_NUMBER}(?:′|″|'|''|\"|’|”)(?![\w′″'\"’”]|\s?\d+\s?(?:″|''|\"|”))")
"""A pattern of a number with one mark of minutes, seconds, feet or inches; with both it is minutes and seconds."""
_QUOTES = re.compile(r"(?<!\w)['‘“\"](?=\w)")


def unsaid_amount(subject: Subject) -> Iterator[Finding]:
    """An amount has a sign that is not said: 3×10 in Swedish, 90″ in any language.

    For languages that coach has words of its own for, "3×10" is "three times ten". In any other, the voice gets the
    sign; most leave it out, and "three ten" sounds like a whole sentence. A single mark behind a number is said as
    inches or feet, or not at all.
    """
    for spoken in subject.texts:
        for start, message, hint in _signs(spoken.text, subject.routine.language):
            yield Finding(spoken.item, spoken.key, message, hint, spoken.place(start))


def _signs(text: str, language: str) -> Iterator[tuple[int, str, str]]:
    if not phrases_of(language):
        for match in _SIGN_OF_AMOUNT.finditer(text):
            yield match.start(), f"a voice may leave the sign in “{match[0]}” unsaid in '{language}'", "say it in words"
    for match in _PRIME.finditer(text):
        if not _QUOTES.search(text[: match.start() + 1]):
            hint = "write the word: seconds, minutes, inches or feet"
            yield match.start(), f"“{match[0]}” is said as inches or feet, or without its unit", hint
