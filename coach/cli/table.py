"""A table for people: rows of cells, headings, and how they are to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Column(NamedTuple):
    """How the cells of a column are shown: their style, as rich has it, and whether they end at one edge."""

    style: str = ""
    right: bool = False


class Row(NamedTuple):
    """The cells of a row, and the lines below them."""

    cells: Sequence[str]
    notes: Sequence[str] = ()
    remedy: str = ""
    """A command below them, to be copied: it is not wrapped."""


class Heading(NamedTuple):
    """A line of its own between rows; without words, it is an empty one."""

    text: str = ""
    style: str = "bold"


class Table(NamedTuple):
    """Rows and headings under each other, all in the same columns."""

    columns: Sequence[Column]
    rows: Sequence[Row | Heading]
    indent: int = 0
    gap: int = 2
    header: Sequence[str] = ()
    """The names of the columns, shown where the rows stand in columns."""
