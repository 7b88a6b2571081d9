"""The English expressions by which a how-to text is read, from patterns.yaml, as compiled patterns."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from coach.data_file import read_data
from coach.draft.english.expression import Expression
from coach.draft.english.searcher import Searcher

FILE = Path(__file__).with_name("patterns.yaml")


@cache
def _table() -> dict[str, list[str]]:
    read = read_data(FILE)
    return {name: expressions.split(" | ") for name, expressions in read.items()}


def pattern(name: str, form: str = r"\b(?:{})\b") -> Expression:
    """Return the pattern of that name; its alternatives replace `{}` in the expression `form`."""
    return Expression(form.replace("{}", alternatives(name)), re.IGNORECASE)


def searcher(name: str, form: str = "{}") -> Searcher:
    """Return the search for any alternative of the pattern of that name; one alternative replaces `{}` in `form`."""
    return Searcher(_table()[name], form)


def words_of_pattern(name: str) -> list[str]:
    """Return the alternatives of the pattern of that name."""
    return _table()[name]


def alternatives(name: str) -> str:
    """Return the alternatives of the pattern of that name, joined by `|`, for use in a longer pattern."""
    return "|".join(_table()[name])


def names(kind: str) -> list[str]:
    """Return the names of the patterns called `KIND-...`, without that beginning, in the order of the file."""
    return [name.removeprefix(f"{kind}-") for name in _table() if name.startswith(f"{kind}-")]


def pieces(name: str) -> tuple[str, ...]:
    """Return pieces of words for a quick test: each text that the pattern of that name matches contains one of them."""
    return tuple(piece.replace(r"\x20", " ") for piece in _table()[f"pieces-{name}"])


def has_any(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether a text contains one of the pieces, in the same case: quicker than a long pattern that finds nothing."""
    for piece in wanted:  # noqa: SIM110 - a generator takes twice as long
        if piece in text:
            return True
    return False
