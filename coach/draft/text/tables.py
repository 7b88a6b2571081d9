"""Rows of tables → items: the cells of a row, with the names of their columns where those are needed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from coach.draft.text.figure_parts import figures_in_cell
from coach.draft.text.plan_times import with_lengths
from coach.draft.text.row_figures import figures_of_row
from coach.draft.text.table_cells import Cell, cell_of, is_total, without_both

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.text.blocks import Block

_RULE = re.compile(r"^[|:\s-]*-[|:\s-]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_WORDED = re.compile(r"\w")
_SHORT = 15
"""The most characters of a cell that counts as a figure."""


def without_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of a Markdown text, each row of a table as an item; the names of columns belong to the page."""
    for is_table, group in groupby(blocks, key=lambda block: block.text.startswith("|")):
        run = list(group)
        yield from _rows(run) if is_table else run


def _rows(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the rows of a table: each is named by the line that stands above a rule."""
    heads: list[str] = []
    rules = [bool(_RULE.match(block.text)) for block in blocks]
    named = [*rules[1:], False]
    told = [block for block, rule, names in zip(blocks, rules, named, strict=True) if not (rule or names)]
    rows = iter(with_lengths(without_both([_cells(block.text) for block in told])))
    for block, rule, names in zip(blocks, rules, named, strict=True):
        if names and not rule:
            heads = _cells(block.text)
            yield replace(block, kind="item", text=": ".join(filter(None, heads)), level=0, page=True)
        elif not rule and (cells := next(rows)):
            yield replace(block, kind="item", text=row_of(cells, heads), level=0)


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|").removesuffix("|")  # its first column may have no name
    return [cell.strip() for cell in _PIPE.split(inner)]


def row_of(cells: Sequence[str], heads: Sequence[str]) -> str:
    """Return a row as text: first what is done, then its side, its count and its time; an empty cell is left out.

    >>> row_of(["left", "0:45", "Tilt your head"], ["Side", "Time", "Exercise"])
    'Tilt your head. Left side. 45 seconds'
    >>> row_of(["Bend your elbow", "10", "3", "30 s"], ["Exercise", "Reps", "Sets", "Rest"])
    'Bend your elbow. 3 sets of 10, with 30 s of rest between sets'
    """
    if is_total(cells):
        named = [cell.strip(" :*_") for cell in cells if _WORDED.search(cell)]
        first, *sums = sorted(named, key=lambda cell: cell[:1].isdecimal())
        return f"{first}: {', '.join(sums)}"
    named = [*heads, *[""] * (len(cells) - len(heads))]
    read = [cell_of(head, cell) for head, cell in zip(named, cells, strict=False) if _WORDED.search(cell)]
    columns = [each for cell in read for each in ([cell] if cell.kind else figures_in_cell(cell.text) or [cell])]
    before, after = _told(columns)
    text = ""
    for place, cell in enumerate(before):
        text += f"{between(text, cell, place)}{cell.text}" if text else cell.text
    for said in (*figures_of_row(columns), *(f"{cell.head}: {cell.text}" for cell in after)):
        text += f"{'' if not text else ' ' if text[-1] in '.!?' else '. '}{said[0].upper()}{said[1:]}"
    return text


def _told(columns: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Return the cells with words that stand before the figures, and those after them.

    What is done is told first, then how; where nothing says how, the other columns do.
    """
    actions = [cell for cell in columns if cell.kind == "action"]
    hows = [cell for cell in columns if cell.kind == "how" or not (cell.kind or cell.head)]
    others = [cell for cell in columns if not cell.kind and cell.head]
    if actions and hows:
        return [*actions, *hows], others
    return [*actions, *hows, *others] if actions else [*others, *hows], []


def between(before: str, cell: Cell, place: int) -> str:
    """Return what is written between a cell and those before it.

    It is the name of the cell's column if that tells something, except before a first explanation: a second cell, no
    figure.
    """
    figure = len(cell.text) <= _SHORT and any(map(str.isdecimal, cell.text))
    ended = before.rstrip().endswith(".")
    if not cell.head or cell.kind == "how" or not (place > 1 or figure):
        return " " if ended else ": " if place == 1 or not cell.head else ". "
    return f"{' ' if ended else '. '}{cell.head}: "
