"""Sentences of a block → which of them belong together, and which warn because the one beside them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.english.imperative import is_instruction
from coach.draft.english.sentences import sentences_of
from coach.draft.reading.warnings import (
    asks_for_care,
    is_beside_warning,
    is_forbidding,
    is_warned,
    is_warning,
    names_risk,
    tells_of_others,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def with_answers(sentences: list[str]) -> list[str]:
    """Return sentences; a question whose answer warns is one with it: "Had a hip replaced? Don't", and so on."""
    for place in reversed(range(len(sentences) - 1)):
        asked, answer = sentences[place : place + 2]
        if asked.endswith("?") and not answer.endswith("?") and names_risk(asked) and is_warned(asked, answer):
            sentences[place : place + 2] = [f"{asked} {answer}"]
    return sentences


def warn_beside(sentences: Sequence[str]) -> list[bool]:
    """Return for each sentence whether it warns because the one before it or after it does."""
    warned = [is_warning(text) for text in sentences]
    before, after = [False, *warned], [*warned[1:], False]
    return [
        (was or will) and not own and is_beside_warning(text, after=was)
        for text, own, was, will in zip(sentences, warned, before, after, strict=False)
    ]


def warned_away(text: str, *, page: bool, noted: bool) -> list[tuple[str, bool]]:
    """Return the sentences of what is no part of the steps, each with whether it warns nevertheless.

    What is about the page has to ask for care to do so, or to forbid something in a note (`noted`).
    """
    sentences = with_answers(sentences_of(text))
    found = []
    for each, beside in zip(sentences, warn_beside(sentences), strict=True):
        forbids = is_forbidding(each)
        warns = is_warning(each) or beside or (forbids and is_instruction(each))
        found.append((each, warns and (not page or (noted and forbids) or _asks_for_care(each))))
    return found


def _asks_for_care(text: str) -> bool:
    """Whether a whole sentence asks for care and does not just tell of somebody, as the lines around a text do."""
    return text[-1] in ".!?" and asks_for_care(text) and not tells_of_others(text)
