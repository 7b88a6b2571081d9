"""Words of a page's part, with signs for its breaks and cells → its lines, and the rows of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.text.blocks import clean
from coach.draft.text.how_much import is_amount_first
from coach.draft.text.row_figures import figure_of, name_columns
from coach.draft.text.tables import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

BREAK = "\x1e"
"""The sign for a line break among the words that are not yet a block."""
CELL = "\x1f"
"""The sign on both sides of the number of a cell, among the words of its row."""
NO_SIGNS = dict.fromkeys(map(ord, (BREAK, CELL)), " ")


def lines_of(words: Sequence[str], strong: Sequence[int], heads: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the lines between breaks, and how much of each is in bold; a break within a sentence is none."""
    held, bold = "", 0
    lines = [clean(each if CELL not in each else _row(each, heads)) for each in "".join(words).split(BREAK)]
    listed = 2 * sum(map(is_amount_first, lines)) >= len(list(filter(None, lines)))
    for line, part in zip(lines, strong, strict=True):
        if held and line[:1].islower() and held[-1] not in ".!?:;" and not listed:
            held, bold = f"{held} {line}", bold + part
        elif line:
            if held:
                yield held, bold
            held, bold = line, part
    if held:
        yield held, bold


def place_of(cell: _Element) -> int:
    """Return which of the cells of its row a cell is, counted from 0."""
    row = cell.getparent()
    return 0 if row is None else row.index(cell)


def heads_of(row: _Element) -> list[str]:
    """Return the names of the columns above a row, if its table has any."""
    table = next(row.iterancestors("table"), None)
    first = table.find(".//tr") if table is not None else None
    if first is None or first is row:
        return []
    return [words_of(head) for head in first.iterfind("th")] or names_in(first)


def names_in(row: _Element) -> list[str]:
    """Return the cells of the first row of a table if they name its columns, though they are no heads."""
    cells = [words_of(cell) for cell in row.iterfind("td")] if row.getprevious() is None else []
    return cells if name_columns(cells) else []


def _row(text: str, heads: Sequence[str]) -> str:
    """Return the words of a row, or of what is left of it after a list in a cell."""
    before, *rest = text.split(CELL)
    cells = {int(place): clean(cell) for place, cell in zip(rest[::2], rest[1::2], strict=True)}
    places = [place for place in sorted(cells) if cells[place]]
    if not any(heads) and not any(figure_of(cells[place]) for place in places):
        return ": ".join(filter(None, [clean(before), *(cells[place] for place in places)]))
    named = [heads[place] if place < len(heads) else "" for place in places]
    return " ".join(filter(None, [clean(before), row_of([cells[place] for place in places], named)]))


def words_of(element: _Element) -> str:
    """Return all words in an element."""
    return clean(" ".join(map(str, element.itertext())))
