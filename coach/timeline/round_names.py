"""A turn of a repetition → {round}, {rounds} and {nth}: "Round two of three", "the second time"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coach.number_words import cardinal, ordinal
from coach.routine.narration import ROUND_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable


def round_names(turn: int, turns: int, language: str) -> dict[str, str]:
    """Return the values of the names for a turn, counted from 1, of so many, in words of the language.

    Example:
        >>> round_names(2, 3, "en")
        {'round': 'two', 'rounds': 'three', 'nth': 'second'}
    """
    words = (_in_words(cardinal, turn, language), _in_words(cardinal, turns, language))
    return dict(zip(ROUND_NAMES, (*words, _in_words(ordinal, turn, language)), strict=True))


@lru_cache(maxsize=1024)
def _in_words(kind: Callable[[int, str], str], number: int, language: str) -> str:
    """Return a number in words; in digits for a language whose numbers the library does not know."""
    try:
        return kind(number, language.partition("-")[0])
    except NotImplementedError:
        return str(number)
