"""Many expressions, of which a sentence seldom holds one → a search that looks for their letters first.

A pattern of a hundred alternatives tries each at each letter. Most of them contain some letters that whatever they
match contains too, and Python finds those in a text many times quicker: only where they stand is the expression tried.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_GROUP = re.compile(r"\((?:[^()\\]|\\.)*\)[?*+]?")
_RUN = re.compile(r"((?:[a-z' £$€%@-]|\\x20)+)([?*{]?)")
_ESCAPE = re.compile(r"\\(?!x20)[a-zA-Z]|\[[^\]]*\]")
_LEAST = 3
"""The fewest letters that are worth looking for."""


class Searcher:
    """A search for any of the alternatives, in either case."""

    def __init__(self, alternatives: Sequence[str], form: str = "{}") -> None:
        by_letters: dict[str, list[str]] = {}
        for alternative in alternatives:
            by_letters.setdefault(letters_of(alternative), []).append(alternative)
        rest = by_letters.pop("", [])
        self._rest = _compiled(rest, form) if rest else None
        self._found = [(letters, _compiled(group, form)) for letters, group in by_letters.items()]

    def search(self, text: str) -> bool:
        """Whether one of the alternatives matches somewhere in a text."""
        small = text.casefold()
        for letters, expression in self._found:
            if letters in small and expression.search(text):
                return True
        return bool(self._rest and self._rest.search(text))


def _compiled(alternatives: Sequence[str], form: str) -> re.Pattern[str]:
    return re.compile(form.replace("{}", "|".join(alternatives)), re.IGNORECASE)


def letters_of(expression: str) -> str:
    """Return letters that stand in whatever an expression matches, or an empty text.

    >>> letters_of("sharp pains?"), letters_of("(?:knee|hip) replacement"), letters_of("gp")
    ('sharp pain', ' replacement', '')
    """
    bare = expression
    while (without := _GROUP.sub("|", bare)) != bare:
        bare = without
    if _has_top_level_choice(expression):
        return ""
    bare = _ESCAPE.sub("|", bare)
    runs = [run[:-1] if sign else run for run, sign in _RUN.findall(bare)]
    runs = [run.replace(r"\x20", " ") for run in runs]
    longest = max(runs, key=len, default="")
    return longest if len(longest) >= _LEAST else ""


def _has_top_level_choice(expression: str) -> bool:
    """Whether an expression is itself a choice, outside of all brackets."""
    depth = 0
    for place, sign in enumerate(expression):
        escaped = place and expression[place - 1] == "\\"
        if not escaped:
            depth += (sign in "([") - (sign in ")]")
            if sign == "|" and not depth:
                return True
    return False
