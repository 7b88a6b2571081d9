"""Many expressions, each with what stands for it → a text rewritten by all of them, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.english.word_index import INDEX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.draft.english.expression import Expression


class Rewriter:
    r"""Expressions in the order in which they are replaced; those that cannot match cost next to nothing.

    >>> from coach.draft.english.expression import Expression
    >>> Rewriter([(Expression("two dozen"), "24"), (Expression("24 (eggs)"), r"some \1")]).rewritten("two dozen eggs")
    'some eggs'
    """

    def __init__(self, pairs: Iterable[tuple[Expression, str]]) -> None:
        self._pairs = tuple(pairs)

    def rewritten(self, text: str) -> str:
        """Return a text with all matches of the first expression replaced, then those of the second, and so on."""
        found = INDEX.pieces_in(text)
        for expression, new in self._pairs:
            if found & expression.rarest:
                changed = expression.sub(new, text)
                if changed != text:
                    text, found = changed, INDEX.pieces_in(changed)
        return text
