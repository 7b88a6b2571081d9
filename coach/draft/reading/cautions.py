"""Warnings → the words for each of coach's conditions, and the words for everybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.headings import goes_on
from coach.draft.english.pauses import with_pauses
from coach.draft.english.sentences import closed, cut
from coach.draft.language import read_language
from coach.draft.reading.warnings import conditions_in, introduces_warnings, is_for_all, is_forbidding
from coach.routine.narration import has_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.reading.passages import Sentence

GENERAL = "any-condition"
"""The condition for warnings about none in particular; everybody hears them first."""
_PAUSE = " [pause 1s] "
_LONGEST = 15_000
"""The most characters of all warnings together: a quarter of an hour of speech."""


def within_reason(warnings: Sequence[tuple[str, Sentence]]) -> int:
    """Return how many of the warnings, counted from the first, can be spoken before somebody begins."""
    length = 0
    for count, (whom, sentence) in enumerate(warnings):
        length += len(whom) + len(sentence.text) + len(_PAUSE)
        if length > _LONGEST:
            return count
    return len(warnings)


def cautions_of(warnings: Sequence[tuple[str, Sentence]]) -> dict[str, str]:
    """Return the words for each condition; `any-condition` has the warnings about none in particular."""
    said: dict[str, list[str]] = {}
    for whom, sentence in warnings:
        text = _sentence(whom, sentence.text)
        if has_words(text):
            for condition in _conditions(whom, sentence.text):
                if text not in said.setdefault(condition, []):
                    said[condition].append(text)
    return {condition: _PAUSE.join(texts) for condition, texts in said.items()}


def said_to_all(warnings: Sequence[tuple[str, Sentence]]) -> dict[str, str]:
    """Return the words that everybody hears first, by the conditions for which cautions say them already.

    Whoever has one of those conditions hears the words as its caution, and not a second time.
    """
    said: dict[str, list[str]] = {}
    for whom, sentence in warnings:
        text = _sentence(whom, sentence.text)
        conditions = _conditions(whom, sentence.text)
        if GENERAL in conditions and has_words(text):
            texts = said.setdefault(", ".join([GENERAL, *sorted(set(conditions) - {GENERAL})]), [])
            if text not in texts:
                texts.append(text)
    return {skip_for: _PAUSE.join(texts) for skip_for, texts in said.items()}


def _conditions(whom: str, text: str) -> list[str]:
    """Return the conditions that a warning is about, with GENERAL for what everybody has to hear."""
    found = conditions_in(text) or conditions_in(whom)
    return [*found, GENERAL] if not found or is_for_all(text) else found


def _sentence(whom: str, text: str) -> str:
    """Return a warning as it is spoken; a heading that begins its sentence ("Stop if", "you feel dizzy") is added."""
    if goes_on(whom) or introduces_warnings(whom) or (is_forbidding(whom) and text[:1].islower()):
        small = text if read_language() else f"{text[0].lower()}{text[1:]}"
        whole = f"{whom.rstrip(' :.…')} {small}"
    else:
        whole = text
    whole = whole[1:-1] if re.fullmatch(r"\([^()]*\)", whole) else whole
    said = re.sub(r"\s*\[pause [^\]]*\]\s*", " ", with_pauses(whole)).strip()
    said = closed(said)
    whole = said if said[-1:] in ".!?" or not said else f"{said}."
    return _PAUSE.join(filter(has_words, cut(whole)))
