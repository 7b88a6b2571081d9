"""The English words by which a how-to text is read, from lexicon.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from coach.data_file import read_data

FILE = Path(__file__).with_name("lexicon.yaml")


@cache
def _table() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read_data(FILE).items()}


def is_one_of(name: str, word: str) -> bool:
    """Whether a lower-case word is in the list of that name."""
    return word in _table()[name]
