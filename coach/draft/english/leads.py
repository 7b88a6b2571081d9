"""Words of a clause → those from its instruction on, without what only leads it in: "and then, very slowly, ..."."""

from __future__ import annotations

from coach.draft.english.lexicon import is_one_of
from coach.draft.english.verbs import BREAKS, is_manner


def without_leads(words: list[str]) -> list[str]:
    """Return the words without the lead-in words at their beginning.

    >>> without_leads(["and", "then", ",", "very", "slowly", ",", "sit", "down"])
    ['sit', 'down']
    """
    start = 0
    while start < len(words) and (length := _lead(words, start)):
        start += length
    return words[start:]


def _lead(words: list[str], start: int) -> int:
    """Return how many words from `start` on only lead in an instruction; 0 if the first one belongs to it."""
    for length in (3, 2):
        if is_one_of("leads", "_".join(words[start : start + length])):
            return length
    word = words[start]
    numeral = word in ("first", "second", "third") and words[start + 1 : start + 2] == ["hand"]
    return int(word in BREAKS or (is_one_of("leads", word) and not numeral) or is_manner(word) or word.isdecimal())
