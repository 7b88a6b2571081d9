"""Lines for people, in which nothing moves a terminal's cursor, whoever wrote it; and JSON for programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import typer

from coach.callers_words import in_callers_words
from coach.cli.word_wrap import reflowed, width_of, wrapped
from coach.errors import harmless

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.cli.table import Heading, Row, Table

VERSION = 1
"""The version of all forms that `--json` prints: a program can rely on the keys of a version."""


def tell(text: str, *, err: bool = False) -> None:
    """Print lines for people; what an author or the name of a file put into them is shown, and not obeyed.

    On a terminal, they are cut between words.
    """
    lines = "\n".join(map(harmless, in_callers_words(text).split("\n")))
    typer.echo(wrapped(lines, width_of(sys.stderr if err else sys.stdout)), err=err)


def tell_topic(markdown: str) -> None:
    """Print a text of coach's own in Markdown, on a terminal within its width."""
    typer.echo(reflowed(markdown, width_of(sys.stdout)))


def tell_tables(*tables: Table, plain: bool = False) -> None:
    """Print tables on standard output: within a terminal's width and in colour; elsewhere, each row is one plain line.

    With `plain`, it is one on a terminal, too. What an author put into them is shown, and not obeyed by a terminal.
    """
    from coach.cli.table_layout import lines_of

    tables = tuple(map(_in_callers_words, tables))
    if plain or not sys.stdout.isatty():
        lines = [line for each in tables for line in lines_of(each)]
        typer.echo("\n".join("".join(text for text, _ in line).rstrip() for line in lines))
        return
    from shutil import get_terminal_size

    from rich.console import Console
    from rich.text import Text

    width = get_terminal_size().columns
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    for each in tables:
        for line in lines_of(each, width):
            console.print(Text.assemble(*line), soft_wrap=True)


def _in_callers_words(table: Table) -> Table:
    from coach.cli.table import Heading

    def told(row: Row | Heading) -> Row | Heading:
        if isinstance(row, Heading):
            return row._replace(text=in_callers_words(row.text))
        return row._replace(cells=[*map(in_callers_words, row.cells)], notes=[*map(in_callers_words, row.notes)])

    return table._replace(rows=[*map(told, table.rows)])


def print_json(form: Mapping[str, Any], *, one_line: bool = False) -> None:
    """Print what a command tells for programs; `coach schema COMMAND` has its JSON Schema."""
    import json

    typer.echo(json.dumps({"version": VERSION} | {**form}, indent=None if one_line else 1))
