"""Words of a page's part, with signs for its breaks and cells → its lines, and the rows of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.text.blocks import clean
from coach.draft.text.how_much import is_amount_first
from coach.draft.text.line_breaks import are_written_small
from coach.draft.text.table_cells import figure_of
from coach.draft.text.tables import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BREAK = "\x1e"
"""The sign for a line break among the words that are not yet a block."""
CELL = "\x1f"
"""The sign on both sides of the number of a cell, among the words of its row."""
NO_SIGNS = dict.fromkeys(map(ord, (BREAK, CELL)), " ")


def lines_of(words: Sequence[str], strong: Sequence[int], heads: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the lines between breaks, and how much of each is in bold; a break within a sentence is none."""
    held, bold = "", 0
    lines = [clean(each if CELL not in each else _row(each, heads)) for each in "".join(words).split(BREAK)]
    listed = 2 * sum(map(is_amount_first, lines)) >= len(list(filter(None, lines))) or are_written_small(lines)
    for line, part in zip(lines, strong, strict=True):
        if held and line[:1].islower() and held[-1] not in ".!?:;" and not listed:
            held, bold = f"{held} {line}", bold + part
        elif line:
            if held:
                yield held, bold
            held, bold = line, part
    if held:
        yield held, bold


def _row(text: str, heads: Sequence[str]) -> str:
    """Return the words of a row, or of what is left of it after a list in a cell."""
    before, *rest = text.split(CELL)
    cells = {int(place): clean(cell) for place, cell in zip(rest[::2], rest[1::2], strict=True)}
    places = [place for place in sorted(cells) if cells[place]]
    if not any(heads) and not any(figure_of(cells[place]) for place in places):
        return ": ".join(filter(None, [clean(before), *(cells[place] for place in places)]))
    named = [heads[place] if place < len(heads) else "" for place in places]
    return " ".join(filter(None, [clean(before), row_of([cells[place] for place in places], named)]))
