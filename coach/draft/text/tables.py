"""Rows of tables → items: the cells of a row, with the names of their columns where those are needed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from coach.draft.english.numbers import with_digits
from coach.draft.english.patterns import names, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.text.blocks import Block

_RULE = re.compile(r"^[|:\s-]*-[|:\s-]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_COLUMNS = [(kind, pattern(f"column-{kind}", r"^(?:{})$")) for kind in names("column")]
_ONE_SIDE = pattern("one-side", "{}")
_UNITS = pattern("column-units", r"^(?:{})$")
_SECONDS = [(pattern(f"seconds-{word}", r"^(?:{})$"), word) for word in names("seconds")]
_CLOCK = re.compile(r"\d{1,2}:\d\d(?:\s*[-–—]\s*\d{1,2}:\d\d)?|\d{1,3}['′](?: ?\d{1,2}[\"″]?)?|\d{1,3}[\"″]")
_SPAN = re.compile(r"\d{1,2}:\d\d\s*[-–—]\s*\d{1,2}:\d\d")
_WORDED = re.compile(r"\w")
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
    """Return a row as text: first what is done, then its side, its time and its count; an empty cell is left out.

    >>> row_of(["left", "0:45", "Tilt your head"], ["Side", "Time", "Exercise"])
    'Tilt your head. Left side. 45 seconds'
    """
    named = [*heads, *[""] * (len(cells) - len(heads))]
    columns = [
        (_column(head) or ("time" if _SPAN.fullmatch(cell) else ""), head, cell)
        for head, cell in zip(named, cells, strict=False)
        if cell
    ]
    text = ""
    for place, (_, head, cell) in enumerate(column for column in columns if not column[0]):
        text += f"{between(text, cell, head, place)}{cell}" if text else cell
    for kind in ("side", "times", "time"):
        for _, head, cell in (column for column in columns if column[0] == kind and _WORDED.search(column[2])):
            said = _FIGURES[kind](head, cell)
            text += f"{'' if not text else ' ' if text[-1] in '.!?' else '. '}{said}"
    return text


def _column(head: str) -> str:
    """Return what a column holds by its name: "side", "time", "times", "number", or nothing of these."""
    return next((kind for kind, names in _COLUMNS if names.match(head)), "")


def _side(head: str, cell: str) -> str:
    return f"{cell[0].upper()}{cell[1:]} side" if _ONE_SIDE.fullmatch(cell) else f"{head}: {cell}"


def _time(head: str, cell: str) -> str:
    if cell.isdecimal() and _UNITS.match(head):
        return f"{cell} {head.casefold()}"
    unit = next((word for names, word in _SECONDS if names.match(head)), "seconds" if _column(head) else "s")
    return _CLOCK.sub(lambda match: with_digits(match[0]).replace("seconds", unit), cell)


def _times(head: str, cell: str) -> str:
    return f"{head}: {cell}"


_FIGURES = {"side": _side, "time": _time, "times": _times}


def between(before: str, cell: str, head: str, place: int) -> str:
    """Return what is written between a cell and those before it.

    It is the name of the cell's column if there is one, except before a first explanation: a second cell, no figure.
    """
    figure = len(cell) <= _SHORT and any(map(str.isdecimal, cell))
    ended = before.rstrip().endswith(".")
    if not head or not (place > 1 or figure):
        return " " if ended else ": "
    return f"{' ' if ended else '. '}{head}: "
