"""The English expressions by which a how-to text is read, from patterns.yaml, as compiled patterns."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("patterns.yaml")


@cache
def _table() -> dict[str, list[str]]:
    read = yaml.safe_load(FILE.read_text("utf-8"))
    return {name: expressions.split(" | ") for name, expressions in read.items()}


def pattern(name: str, form: str = r"\b(?:{})\b") -> re.Pattern[str]:
    """The pattern of that name; `form` says how its alternatives have to stand."""
    return re.compile(form.replace("{}", alternatives(name)), re.IGNORECASE)


def alternatives(name: str) -> str:
    """The alternatives of that name, for a longer pattern."""
    return "|".join(_table()[name])


def names(kind: str) -> list[str]:
    """What the names that begin so go on with, in the order of the file."""
    return [name.removeprefix(f"{kind}-") for name in _table() if name.startswith(f"{kind}-")]


def pieces(name: str) -> tuple[str, ...]:
    """Pieces of words, one of which is in every text in which the pattern of that name finds something."""
    return tuple(piece.replace(r"\x20", " ") for piece in _table()[f"pieces-{name}"])


def has_any(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether a text in small letters has one of the pieces: quicker than to search for a long pattern in vain."""
    for piece in wanted:  # noqa: SIM110 - a generator takes twice as long
        if piece in text:
            return True
    return False
