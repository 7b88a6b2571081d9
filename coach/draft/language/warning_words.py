"""A warnings.yaml → whether a sentence warns, by the words of its own language.

A sentence warns if it says what warns by itself ("at your own risk"), if it names what may go wrong and also what is
to be done about it, or when, or for whom, or if it says when to stop; also if it names an illness and explains nothing.
What only praises ("it helps if you have a headache") does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.data_file import read_data
from coach.draft.english.searcher import Searcher

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_RISKS = ("health", "illnesses", "signs", "hazards", "people", "professions")
"""The rows that name what may go wrong, and what somebody may have; a language need not have all of them. The place
where the body is easily harmed ("places") is named in many steps, so it counts only beside what says to leave it."""


def _rows(table: Mapping[str, str], *names: str) -> Searcher:
    """Return a search for the expressions of rows; one may name another row in braces: "ask (?:{professions})"."""
    listed = {f"{{{name}}}": row.replace(" | ", "|") for name, row in table.items()}
    expressions = [each for name in names for each in table.get(name, "").split(" | ") if each]
    for place, expression in enumerate(expressions):
        if name := next((name for name in listed if name in expression), ""):
            expressions[place] = expression.replace(name, listed[name])
    return Searcher(expressions)


class WarningWords:
    """The expressions by which one language warns, as its warnings.yaml has them."""

    def __init__(self, file: Path) -> None:
        table: dict[str, str] = read_data(file, as_text=True)
        self._health, self._places, self._avoid = _rows(table, *_RISKS), _rows(table, "places"), _rows(table, "avoid")
        self._only = _rows(table, "only")
        self._misleading = re.compile("|".join(table.get("misleading", "(?!)").split(" | ")))
        self._danger, self._mind, self._when, self._praise, self._stop, self._talk, self._illnesses, self._explains = (
            _rows(table, name) for name in ("danger", "mind", "when", "praise", "stop", "talk", "illnesses", "explains")
        )

    def warns(self, sentence: str, *, names_condition: bool = False) -> bool:
        """Whether a sentence warns; `names_condition` if it names a condition that these words need not have."""
        small = self._in_small(sentence)
        if self._danger.search(small):
            return True
        if not (names_condition or self._health.search(small) or self._leaves_a_place(small)):
            return self._stop.search(small) and self._when.search(small)
        if self._talk.search(small):
            return False
        if self._mind.search(small):
            return True
        told = self._when.search(small) or (self._illnesses.search(small) and not self._explains.search(small))
        return told and not self._praise.search(small)

    def _in_small(self, sentence: str) -> str:
        """Return a sentence in small letters; for the words that only look as if they warned stands another."""
        return self._misleading.sub("so", sentence.casefold())

    def _leaves_a_place(self, small: str) -> bool:
        """Whether a sentence names where the body is easily harmed, and says to leave it or to take care."""
        return self._places.search(small) and self._avoid.search(small)

    def tells_of_others(self, sentence: str) -> bool:
        """Whether a sentence only praises, or tells of others or of long ago."""
        small = sentence.casefold()
        return self._talk.search(small) or self._praise.search(small)

    def only_warns(self, sentence: str) -> bool:
        """Whether a sentence that warns begins with whom or what it is about, and so asks nothing of the others."""
        return self._only.search(self._in_small(sentence))

    def names_risk(self, sentence: str) -> bool:
        """Whether a sentence names what may go wrong, or what somebody may have."""
        small = self._in_small(sentence)
        return self._health.search(small) or self._places.search(small)

    def asks(self, text: str) -> bool:
        """Whether a text says to leave something, to take care, or to ask somebody."""
        small = self._in_small(text)
        return self._danger.search(small) or self._mind.search(small)

    def are_about_health(self, sentence: str) -> bool:
        """Whether a sentence names what may go wrong, or tells to take care."""
        small = self._in_small(sentence)
        return self.names_risk(sentence) or self._mind.search(small)
