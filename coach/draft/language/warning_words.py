"""A warnings.yaml → whether a sentence warns, by the words of its own language.

A sentence warns if it says what warns by itself ("at your own risk"), or if it names what may go wrong and also what is
to be done about it, or when, or for whom. What only praises ("it helps if you have a headache") does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.data_file import read_data
from coach.draft.english.searcher import Searcher

if TYPE_CHECKING:
    from pathlib import Path


class WarningWords:
    """The expressions by which one language warns, as its warnings.yaml has them."""

    def __init__(self, file: Path) -> None:
        table: dict[str, str] = read_data(file, as_text=True)
        self._danger, self._health, self._mind, self._when, self._praise, self._talk = (
            Searcher(table[name].split(" | ") if name in table else ())
            for name in ("danger", "health", "mind", "when", "praise", "talk")
        )

    def warns(self, sentence: str, *, names_condition: bool = False) -> bool:
        """Whether a sentence warns; `names_condition` if it names a condition that these words need not have."""
        small = sentence.casefold()
        if self._danger.search(small):
            return True
        if not (names_condition or self._health.search(small)) or self._talk.search(small):
            return False
        return self._mind.search(small) or (self._when.search(small) and not self._praise.search(small))

    def tells_of_others(self, sentence: str) -> bool:
        """Whether a sentence only praises, or tells of others or of long ago."""
        small = sentence.casefold()
        return self._talk.search(small) or self._praise.search(small)

    def names_risk(self, sentence: str) -> bool:
        """Whether a sentence names what may go wrong, or what somebody may have."""
        return self._health.search(sentence.casefold())

    def names_whom(self, sentence: str) -> bool:
        """Whether a sentence says for whom or when something is."""
        return self._when.search(sentence.casefold())

    def asks(self, text: str) -> bool:
        """Whether a text says to leave something, to take care, or to ask somebody."""
        small = text.casefold()
        return self._danger.search(small) or self._mind.search(small)

    def are_about_health(self, sentence: str) -> bool:
        """Whether a sentence names what may go wrong, or tells to take care."""
        small = sentence.casefold()
        return self._health.search(small) or self._mind.search(small)
