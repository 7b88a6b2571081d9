"""A regular expression that costs next to nothing in a text in which it cannot match: there it is not even compiled."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from coach.draft.english.needed_letters import needs_of
from coach.draft.english.quicker import factored, has_plain_letters, in_small_letters
from coach.draft.english.word_index import ANY, INDEX

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
        self.rarest = ANY
        """The set of pieces of which each text has one in which this matches; any text before the first is seen."""
        self._others: tuple[int, ...] = ()
        """More such sets, which more texts meet."""
        INDEX.when_asked(self._learn)

    def _learn(self) -> None:
        needs = map(INDEX.add, needs_of(self.pattern) if self._known is None else self._known)
        self.rarest, *others = *needs, ANY
        self._others = tuple(others)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(factored(self.pattern), self._flags)

    @cached_property
    def _in_small(self) -> re.Pattern[str] | None:
        """The pattern for texts in small letters, which is quicker than one for which case does not matter."""
        small = in_small_letters(factored(self.pattern)) if self._flags & re.IGNORECASE else ""
        return re.compile(small, self._flags & ~re.IGNORECASE) if small else None

    def may_match(self, text: str) -> bool:
        """Whether a text has what it needs so that this may match in it."""
        found = _pieces_in(text)
        if not found & self.rarest:
            return False
        for need in self._others:  # noqa: SIM110 - a generator takes twice as long
            if not found & need:
                return False
        return True

    def _is_in(self, text: str, how: str = "search", start: int = 0, end: int | None = None) -> bool:
        """Whether this seems to match in a text, judged by what is quicker than to try."""
        if not self.may_match(text):
            return False
        small = _small(text)
        if small is None or self._in_small is None:
            return True
        return getattr(self._in_small, how)(small, start, len(text) if end is None else end) is not None

    # Each of these looks for the rarest itself: most calls end there, and one more call would double what they take.

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match in a text, or in a part of it."""
        if not (_pieces_in(text) & self.rarest and self._is_in(text, "search", start, end)):
            return None
        return self._compiled.search(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match at a place of a text."""
        if not (_pieces_in(text) & self.rarest and self._is_in(text, "match", start)):
            return None
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of a whole text."""
        if not (_pieces_in(text) & self.rarest and self._is_in(text, "fullmatch")):
            return None
        return self._compiled.fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Return all matches in a text, or in a part of it."""
        if not (_pieces_in(text) & self.rarest and self._is_in(text, "search", start, end)):
            return iter(())
        return self._compiled.finditer(text, start, len(text) if end is None else end)

    def findall(self, text: str) -> list[Any]:
        """Return what all matches in a text are, or the group of each."""
        return self._compiled.findall(text) if self._is_in(text) else []

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return a text with all matches replaced."""
        if not (_pieces_in(text) & self.rarest and self._is_in(text)):
            return text
        return self._compiled.sub(new, text)

    def split(self, text: str) -> list[str]:
        """Return what stands between all matches in a text."""
        return self._compiled.split(text) if self._is_in(text) else [text]


@lru_cache(256)
def _small(text: str) -> str | None:
    """Return a text in small letters; None if they are not those by which case does not matter."""
    return text.lower() if has_plain_letters(text) else None
