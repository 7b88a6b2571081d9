"""A text that could not be read to its end, and what is found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    import yaml

KEY = r"[^\W\d][\w-]*"
"""The pattern of a key as people write them."""
BEFORE_KEY = r"[ \t]*(?:-[ ]+)*"
"""The pattern of what can stand before a key in its line."""
_LONGEST = 60


class Slip(NamedTuple):
    """A slip of an author: the index of its character, what it is, and what to do."""

    at: int
    message: str
    hint: str


@dataclass(frozen=True)
class Broken:
    """A text that could not be read to its end, and what the parser says of it."""

    text: str
    problem: str
    at: int
    """The index at which it gave up."""
    context: str
    opened: int
    """The index at which what it was reading began."""
    scalar: tuple[int, int, str] = (0, 0, "")
    """The indexes at which the last text that it read begins and ends, and its quote."""
    keys: Collection[str] = ()
    """The keys that its author may have meant; none if they are not known."""

    @classmethod
    def of(
        cls, text: str, error: yaml.MarkedYAMLError, scalar: tuple[int, int, str], keys: Collection[str] = ()
    ) -> Broken:
        """Return what a parser's error says, of libyaml's or of Python's."""
        mark, context = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
        at, opened = (each.index if each else 0 for each in (mark, context))
        return cls(text, str(error.problem or error.context), at, str(error.context or ""), opened, scalar, keys)

    def line_start(self, index: int) -> int:
        """Return the index at which the line of an index begins."""
        return self.text.rfind("\n", 0, index) + 1

    def line_from(self, index: int) -> str:
        """Return the rest of the line from an index on."""
        end = self.text.find("\n", index)
        return self.text[index : len(self.text) if end < 0 else end].rstrip()

    def before(self, index: int) -> str:
        """Return the beginning of the line, up to an index."""
        return self.text[self.line_start(index) : index]

    def line_number(self, index: int) -> int:
        """Return the number of the line of an index, counted from 1."""
        return self.text.count("\n", 0, index) + 1

    def column(self, index: int) -> int:
        """Return the column of an index, counted from 1."""
        return index - self.line_start(index) + 1


def shown(text: str) -> str:
    """Return a text of a line as it is shown in a message: its beginning, if it is long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def in_quotes(text: str) -> str:
    """Return a text in quotes of YAML, whatever quotes it had."""
    bare = shown(text.strip(" “”„«»‘’‚\"'"))
    return f"'{bare}'" if '"' in bare else f'"{bare}"'
