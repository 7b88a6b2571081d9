"""Many expressions, of which a sentence seldom holds one → a search that tries only those whose letters it has.

A pattern of a hundred alternatives tries each at each letter. Here those that need the same pieces of words are one
expression, and a sentence without those pieces is done with at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.needed_letters import needs_of
from coach.draft.english.word_index import INDEX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.english.needed_letters import Need


class Searcher:
    """A search for any of the alternatives, in either case; they are written in small letters."""

    def __init__(self, alternatives: Sequence[str], form: str = "{}") -> None:
        self._alternatives, self._form = alternatives, form
        self._rest: list[Expression] = []
        self._by_bit: dict[int, list[Expression]] = {}
        self._bits = 0
        """The set of all pieces of which the alternatives need one."""
        INDEX.when_asked(self._learn)

    def _learn(self) -> None:
        by_need: dict[tuple[Need, ...], list[str]] = {}
        for alternative in self._alternatives:
            by_need.setdefault(needs_of(alternative), []).append(alternative)
        for needs, group in by_need.items():
            expression = Expression(self._form.replace("{}", "|".join(group)), needs=needs)
            if not needs:
                self._rest.append(expression)
            for piece in next(iter(needs), ()):
                self._by_bit.setdefault(INDEX.add([piece]), []).append(expression)
        self._bits = sum(self._by_bit)

    def search(self, text: str) -> bool:
        """Whether one of the alternatives matches somewhere in a text."""
        small = text.casefold()
        found = INDEX.pieces_in(small) & self._bits
        while found:
            bit = found & -found
            if any(each.search(small) for each in self._by_bit[bit]):
                return True
            found ^= bit
        return any(each.search(small) for each in self._rest)
