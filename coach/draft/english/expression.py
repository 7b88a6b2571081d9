"""A regular expression that costs next to nothing in a text in which it cannot match: there it is not even compiled."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coach.draft.english.needed_letters import needs_of
from coach.draft.english.word_index import INDEX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.draft.english.needed_letters import Need

_pieces_in = INDEX.pieces_in


class Expression:
    """A pattern as those of `re`, of which nobody needs more than this.

    >>> Expression("(?:knee|hip)s? hurt").search("Both knees hurt.")
    <re.Match object; span=(5, 15), match='knees hurt'>
    """

    def __init__(self, pattern: str, flags: int = 0, needs: tuple[Need, ...] | None = None) -> None:
        self.pattern, self._flags, self._known = pattern, flags, needs
        self._needs: tuple[int, ...] = ()
        """The sets of pieces of which each text has some in which this matches; none before the first text."""
        INDEX.when_asked(self._learn)

    def _learn(self) -> None:
        self._needs = tuple(map(INDEX.add, needs_of(self.pattern) if self._known is None else self._known))

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def may_match(self, text: str) -> bool:
        """Whether a text has what it needs so that this may match in it."""
        found = _pieces_in(text)
        for need in self._needs:  # noqa: SIM110 - a generator takes twice as long
            if not found & need:
                return False
        return True

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match in a text, or in a part of it."""
        if not self.may_match(text):
            return None
        return self._compiled.search(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match at a place of a text."""
        return self._compiled.match(text, start) if self.may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of a whole text."""
        return self._compiled.fullmatch(text) if self.may_match(text) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Return all matches in a text, or in a part of it."""
        if not self.may_match(text):
            return iter(())
        return self._compiled.finditer(text, start, len(text) if end is None else end)

    def findall(self, text: str) -> list[Any]:
        """Return what all matches in a text are, or the group of each."""
        return self._compiled.findall(text) if self.may_match(text) else []

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return a text with all matches replaced."""
        return self._compiled.sub(new, text) if self.may_match(text) else text

    def split(self, text: str) -> list[str]:
        """Return what stands between all matches in a text."""
        return self._compiled.split(text) if self.may_match(text) else [text]
