"""Many expressions, of which a sentence seldom holds one → a search that looks for their letters first.

A pattern of a hundred alternatives tries each at each letter. Most of them need some letters, so a table has three of
those for each: of the threes of letters that a sentence has, few are in the table, and only what they stand for is
looked for in the sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from coach.draft.english.needed_letters import LEAST, letters_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class Searcher:
    """A search for any of the alternatives, in either case; they are written in small letters."""

    def __init__(self, alternatives: Sequence[str], form: str = "{}") -> None:
        by_letters: dict[frozenset[str], list[str]] = {}
        for alternative in alternatives:
            by_letters.setdefault(letters_of(alternative), []).append(alternative)
        rest = by_letters.pop(frozenset(), [])
        self._rest = _compiled(rest, form) if rest else None
        self._by_three: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for options, group in by_letters.items():
            expression = _compiled(group, form)
            for letters in options:
                self._by_three.setdefault(self._three_of(letters), []).append((letters, expression))
        self._threes = frozenset(self._by_three)

    def _three_of(self, letters: str) -> str:
        """Return three letters of these, if possible such as stand for nothing else yet."""
        threes = [letters[place : place + LEAST] for place in range(len(letters) - LEAST + 1)]
        return min(threes, key=lambda three: len(self._by_three.get(three, ())))

    def search(self, text: str) -> bool:
        """Whether one of the alternatives matches somewhere in a text."""
        small = text.casefold()
        for three in self._threes & _threes_in(small):
            for letters, expression in self._by_three[three]:
                if letters in small and expression.search(small):
                    return True
        return bool(self._rest and self._rest.search(small))


@lru_cache(8)
def _threes_in(small: str) -> frozenset[str]:
    """Return each three letters that stand beside each other in a text; it is asked by many searches in a row."""
    return frozenset(map("".join, zip(small, small[1:], small[2:], strict=False)))


def _compiled(alternatives: Sequence[str], form: str) -> re.Pattern[str]:
    return re.compile(form.replace("{}", "|".join(alternatives)))
