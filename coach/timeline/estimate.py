"""Text → about how long it takes to speak, for drafts and for machines without a voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.argument_types import takes, whole

if TYPE_CHECKING:
    from collections.abc import Callable

_STOP = re.compile(r"[.!?;:।。！？]+(?=\s)")

_ONE_WORD = re.compile(r"\W*(?:[1-9]|1[0-9]|[2-9]0)\W*", re.ASCII)
"""A number that most languages say in one word."""

_PACE = whole("a whole number of words per minute", 1)

STOP_MS = 400
"""The milliseconds between two sentences of one narration: eSpeak NG at 125 words per minute, measured."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, in any script that separates them by spaces."""
    return [word for word in text.split() if any(map(str.isalnum, word))]


def _spoken_as(word: str) -> int:
    """Return how many words a voice speaks for one: a number of two digits takes two, unless it is ten or seventeen."""
    return 1 if _ONE_WORD.fullmatch(word) else max(1, sum(map(str.isdecimal, word)))


@takes(pace=_PACE)
def estimate_by_pace(pace: int) -> Callable[[str], int]:
    """Return a measure of speech for the compiler, from words per minute.

    Args:
        pace: Words per minute, as a routine's `voice: {pace: ...}`.

    Returns:
        A function of a text that gives the whole milliseconds which it takes to speak, with 400 ms for each rest
        between two sentences (eSpeak NG at 125 words per minute, measured).

    Raises:
        UsageError: For what is no pace.

    Example:
        >>> import coach
        >>> coach.estimate_by_pace(120)("Let your shoulders sink.")
        2000
    """

    def spoken_length(text: str) -> int:
        words = max(1, sum(_spoken_as(word) for word in words_of(text)))
        return round(words * 60_000 / pace) + STOP_MS * len(_STOP.findall(text.strip()))

    return spoken_length
