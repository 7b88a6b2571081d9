"""A table → its lines within a width, each as pieces of text with their styles. Pure.

Where the last column has no room, its cell stands below the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coach.cli.table import Heading, Row
from coach.errors import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.cli.table import Table

    Piece = tuple[str, str]
    """A text of one line, and its style."""

_NARROWEST = 24
"""The fewest characters of a line in which a text can be read well: with fewer, it stands below."""
_BELOW = 4


def lines_of(table: Table, width: int | None = None) -> Iterator[list[Piece]]:
    """Yield the lines of a table within a width, each as its pieces; without a width, no line is too long."""
    measure, wrap = _measures(width)
    cells = [[harmless(cell) for cell in row.cells] for row in table.rows if isinstance(row, Row)]
    cells += [[*table.header]] if table.header else []
    widths = [max(map(measure, column)) for column in zip(*cells, strict=True)]
    last = table.indent + sum(widths[:-1]) + table.gap * (len(widths) - 1)
    layout = _Layout(table, widths, last, width, measure, wrap)
    if table.header and layout.fits:
        yield from layout.lines(Row(table.header))
    for row in table.rows:
        if isinstance(row, Heading):
            yield from ([(line, row.style)] for line in wrap(harmless(row.text), width or 0))
        else:
            yield from layout.lines(row)


def _measures(width: int | None) -> tuple[Callable[[str], int], Callable[[str, int], list[str]]]:
    """Return what measures a text and what wraps it: by rich where there is a terminal, whose characters differ."""
    if width is None:
        return len, lambda text, _: [text]
    from rich.cells import cell_len
    from rich.console import Console
    from rich.text import Text

    console: Any = Console(width=width)
    return cell_len, lambda text, room: [str(line).rstrip() for line in Text(text).wrap(console, max(room, 1))] or [""]


@dataclass(frozen=True)
class _Layout:
    """The places of a table's columns."""

    table: Table
    widths: Sequence[int]
    last: int
    """The place at which the last column begins."""
    width: int | None
    measure: Callable[[str], int]
    wrap: Callable[[str, int], list[str]]

    @property
    def fits(self) -> bool:
        """Whether there is room for the last column beside the others."""
        return self.width is None or self.width - self.last >= min(self.widths[-1], _NARROWEST)

    def lines(self, row: Row) -> Iterator[list[Piece]]:
        cells = [harmless(cell) for cell in row.cells]
        yield from self._beside(cells) if self.fits else self._below(cells)
        at = self.last if self.fits else self.table.indent + _BELOW
        for note in row.notes:
            yield from self._indented(harmless(note), at, "")
        if row.remedy:
            yield [(" " * at + harmless(row.remedy), "")]

    def _beside(self, cells: Sequence[str]) -> Iterator[list[Piece]]:
        """Yield a row in columns; the last one goes on below itself."""
        pieces: list[Piece] = [(" " * self.table.indent, "")]
        for cell, width, column in zip(cells[:-1], self.widths, self.table.columns, strict=False):
            blank = " " * (width - self.measure(cell))
            pieces += [
                (f"{blank}{cell}" if column.right else f"{cell}{blank}", column.style),
                (" " * self.table.gap, ""),
            ]
        end = self.table.columns[-1]
        first, *rest = self.wrap(cells[-1], self._room(self.last))
        blank = " " * (self.widths[-1] - self.measure(first)) if end.right else ""
        yield [*pieces, (f"{blank}{first}", end.style)]
        yield from ([(" " * self.last, ""), (line, end.style)] for line in rest)

    def _below(self, cells: Sequence[str]) -> Iterator[list[Piece]]:
        """Yield a row as a card: the last cell below the others, or all below the first where these are too many."""
        *heads, end = zip((cell.strip() for cell in cells), self.table.columns, strict=False)
        shown = [(cell, column.style) for cell, column in heads if cell]
        if self.table.indent + sum(self.measure(cell) + 2 for cell, _ in shown) - 2 > (self.width or 0):
            rest = " · ".join(filter(None, [*(cell for cell, _ in shown[1:]), end[0]]))
            shown, end = shown[:1], (rest, end[1])
        yield [(" " * self.table.indent, ""), *(piece for each in shown for piece in (each, ("  ", "")))][:-1]
        if end[0]:
            yield from self._indented(end[0], self.table.indent + _BELOW, end[1].style)

    def _indented(self, text: str, at: int, style: str) -> Iterator[list[Piece]]:
        for line in self.wrap(text, self._room(at)):
            yield [(" " * at, ""), (line, style)]

    def _room(self, at: int) -> int:
        return (self.width or 0) - at
