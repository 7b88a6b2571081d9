"""Sentences of a step → its words, with a rest between any two, and the rest at their end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.pauses import with_pauses
from coach.draft.english.sentences import closed
from coach.routine.narration import has_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.reading.passages import Sentence

REST = "[pause 2s]"
PAUSES = Expression(r"(\[pause [^\]]*\])")


def say_of(sentences: Sequence[Sentence]) -> str:
    """Return the words of a step: the sentences, with a rest between any two."""
    parts: list[str] = []
    for sentence in sentences:
        pieces = [piece.strip() for piece in PAUSES.split(with_pauses(sentence.text))]
        spoken = [piece for piece in pieces if PAUSES.match(piece) or has_words(piece)]
        if parts and not PAUSES.match(parts[-1]) and spoken and not PAUSES.match(spoken[0]):
            parts.append(REST)
        parts.extend(spoken[:-1])
        parts.extend(piece if PAUSES.match(piece) else closed(piece) for piece in spoken[-1:])
    return " ".join(parts)


def without_last_pause(say: str) -> tuple[str, str]:
    """Return the words without a rest at their very end, and that rest, which becomes the pause of the step."""
    match = re.search(r"(?:\s*\[pause ([\d.]+s)\])+$", say)
    return (say[: match.start()], match[1]) if match else (say, "")
