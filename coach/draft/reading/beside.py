"""Sentences of a block → which of them belong together, and which warn because the one beside them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.reading.warnings import is_beside_warning, is_warned, is_warning, names_risk

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
