"""The text of a YAML file, and where in it a part of a value stands: what is read has no line breaks and no escapes."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from coach.errors import Place

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""The line breaks of YAML 1.1, by which the parser counts lines."""
_WINDOW = 2_000
"""The most characters of keys, comments and indentation between a key and its text that are looked through."""


@dataclass(frozen=True)
class Source:
    """The text of a file, in which a part of a value is found again."""

    text: str

    def find(self, key: Place, value: str, offset: int) -> Place | None:
        """Return the place of a character of a value that stands after a key; None if it is written too unlike."""
        start, spaces = self._starts[key.line - 1] + key.column - 1, len(value) - len(value.lstrip())
        end, wanted = start + _WINDOW + 8 * len(value), value.strip()
        at = self.text.find(wanted, start, end)
        if at >= 0:
            return self.place(key.file, at + offset - spaces)
        before, after = _as_written(value[:offset].lstrip()), _as_written(value[offset:].rstrip())
        found = re.compile(f"({before}){after}").search(self.text, start, end)
        return self.place(key.file, found.end(1)) if found else None

    def behind(self, key: Place, value: str) -> str:
        """Return what stands in its line behind a value, where comments do; nothing where it is written too unlike."""
        last = self.find(key, value, len(value) - 1) if self._has_comments else None
        return self.text[self._starts[last.line - 1] + last.column :].partition("\n")[0] if last else ""

    def place(self, file: str, index: int) -> Place:
        """Return the place of a character."""
        line = bisect_right(self._starts, index)
        return Place(file, line, index - self._starts[line - 1] + 1)

    @cached_property
    def _has_comments(self) -> bool:
        """Whether something may stand behind a value: to look for each takes its time."""
        return " #" in self.text or "\t#" in self.text

    @cached_property
    def _starts(self) -> list[int]:
        """The index at which each line begins."""
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]


def _as_written(value: str) -> str:
    """Return a pattern of the ways to write a text: over several lines, and with quotes and signs escaped."""
    parts = re.split(r"(\s+)", value)
    return "".join(r"(?:\s|\\[nt])+" if index % 2 else "".join(map(_sign, part)) for index, part in enumerate(parts))


def _sign(sign: str) -> str:
    if sign in "'\"\\":
        return {"'": "''?", '"': r'\\?"', "\\": r"\\{1,2}"}[sign]
    if sign.isascii():
        return re.escape(sign)
    code = ord(sign)
    return rf"(?:{re.escape(sign)}|(?i:\\x{code:02x}|\\u{code:04x}|\\U{code:08x}))"
