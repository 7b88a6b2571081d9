"""Rows of tables → items: the cells of a row, with the names of their columns where those are needed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.text.blocks import Block

_RULE = re.compile(r"^[|:\s-]*-[|:\s-]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_SHORT = 15
"""The most characters of a cell that counts as a figure."""


def without_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of a Markdown text, each row of a table as an item; the names of columns belong to the page."""
    heads: list[str] = []
    for block, follower in zip_longest(blocks, blocks[1:]):
        if not block.text.startswith("|"):
            heads = []
            yield block
        elif _RULE.match(block.text):
            continue
        elif follower is not None and _RULE.match(follower.text):
            heads = _cells(block.text)
            yield replace(block, kind="item", text=": ".join(heads), level=0, page=True)
        else:
            yield replace(block, kind="item", text=row_of(_cells(block.text), heads), level=0)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in _PIPE.split(row.strip("| "))]


def row_of(cells: Sequence[str], heads: Sequence[str]) -> str:
    """Return a row as text; a cell without words is left out with the name of its column."""
    text = ""
    for place, cell in enumerate(cells):
        if cell and text:
            text += between(text, cell, heads[place] if place < len(heads) else "", place)
        text += cell
    return text


def between(before: str, cell: str, head: str, place: int) -> str:
    """Return what is written between a cell and those before it.

    It is the name of the cell's column if there is one, except before a first explanation: a second cell, no figure.
    """
    figure = len(cell) <= _SHORT and any(map(str.isdecimal, cell))
    ended = before.rstrip().endswith(".")
    if not head or not (place > 1 or figure):
        return " " if ended else ": "
    return f"{' ' if ended else '. '}{head}: "
