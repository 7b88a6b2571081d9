"""A table of a page → the column of each cell, and what those are that span several rows or columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from coach.draft.text.blocks import clean
from coach.draft.text.plan_times import with_lengths
from coach.draft.text.table_cells import figure_of, is_total, name_columns, without_both

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

_MOST_COLUMNS = 60
_BARE = re.compile(r"\d[\d.,½–-]{0,5}|½")
"""A pattern of a figure whose unit its column has."""


@dataclass(slots=True)
class Row:
    """A row of a table."""

    places: dict[_Element, int] = field(default_factory=dict)
    """Its cells, and the column in which each stands."""
    above: dict[int, str] = field(default_factory=dict)
    """The figures of cells that begin in rows above and span this one, by column."""
    group: _Element | None = None
    """Its cell that heads a group of rows: it spans several rows, or all columns."""
    names: bool = False
    """Whether it names the columns."""


@dataclass(slots=True)
class Grid:
    """A table: its rows, and the names of its columns."""

    heads: list[str] = field(default_factory=list)
    rows: dict[_Element, Row] = field(default_factory=dict)


def grid_of(table: _Element) -> Grid:
    """Return the rows of a table, without those of tables in its cells."""
    elements = list(_rows_in(table))
    grid = Grid(rows=dict(zip(elements, _placed(elements), strict=True)))
    rows = list(grid.rows.values())
    wide = [row for row in rows if len(row.places) > 1]
    first = wide[0] if wide else None
    for row in rows if first else ():
        if len(row.places) == 1 and len(wide) > 1 and _spans_all(next(iter(row.places))):
            row.group = next(iter(row.places))
        else:
            row.names = _are_heads(row) or (row is first and name_columns([words_of(cell) for cell in row.places]))
    if first and first.names:
        grid.heads = _heads(first)
    _head_groups(rows)
    _tell_lengths(rows)
    return grid


def _tell_lengths(rows: Sequence[Row]) -> None:
    """Write how long each row takes instead of the times of a plan."""
    told = [{cell: words_of(cell) for cell in row.places if cell is not row.group} for row in rows if not row.names]
    for before, after in zip(told, with_lengths(without_both([list(row.values()) for row in told])), strict=True):
        for cell, length in zip_longest(before, after, fillvalue=""):
            if not isinstance(cell, str) and before[cell] != length:
                cell[:] = []
                cell.text = length


def words_of(element: _Element) -> str:
    """Return all words in an element."""
    return clean(" ".join(map(str, element.itertext())))


def _rows_in(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterfind("tr")


def _placed(elements: Sequence[_Element]) -> Iterator[Row]:
    """Yield the rows with the columns of their cells, which cells of the rows above may move."""
    spanning: dict[int, tuple[int, str]] = {}
    for element in elements:
        row, column = Row(above={place: text for place, (_, text) in spanning.items() if text}), 0
        begun: dict[int, tuple[int, str]] = {}
        for cell in element.iterchildren("td", "th"):
            while column in spanning:
                column += 1
            row.places[cell] = column
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            if deep > 1:
                begun |= dict.fromkeys(range(column, column + wide), (deep, _figure(cell)))
            column += wide
        spanning = {place: (left - 1, text) for place, (left, text) in (spanning | begun).items() if left > 1}
        yield row


def _span(cell: _Element, name: str) -> int:
    """Return how many columns or rows a cell spans."""
    written = cell.get(name, "1").strip()
    return min(max(1, int(written)), _MOST_COLUMNS) if re.fullmatch(r"\d{1,4}", written) else 1


def _spans_all(cell: _Element) -> bool:
    """Whether the only cell of its row is a heading: it spans others, and is no line of links."""
    return (cell.tag == "th" or _span(cell, "colspan") > 1) and cell.find(".//a") is None


def _figure(cell: _Element) -> str:
    """Return the words of a cell if they are a figure, and otherwise an empty text."""
    text = words_of(cell)
    return text if figure_of(text) or _BARE.fullmatch(text) else ""


def _are_heads(row: Row) -> bool:
    """Whether all cells of a row that have words are heads."""
    return bool(row.places) and all(cell.tag == "th" or not words_of(cell) for cell in row.places)


def _heads(row: Row) -> list[str]:
    heads: list[str] = []
    for cell in row.places:
        heads += [words_of(cell)] * _span(cell, "colspan")
    return heads


def _head_groups(rows: Sequence[Row]) -> None:
    """Take the cells of the first column as those that head groups of rows, if words in it span several rows."""
    firsts = [(row, cell) for row in rows if not row.names for cell, place in row.places.items() if place == 0]
    if any(_span(cell, "rowspan") > 1 and not _figure(cell) for _, cell in firsts):
        for row, cell in firsts:
            words = [words_of(each) for each in row.places]
            if len(words) > 1 and words[0] and not (_figure(cell) or is_total(words)):
                row.group = cell
