"""`coach draft`: a how-to text → a routine file to edit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from coach.cli.new_file import write_new

_STANDARD_INPUT = "-"


def draft(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT", help="A how-to text: plain text, Markdown, a saved HTML page; - for standard input."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="The file to write.", show_default="standard output"),
    ] = None,
) -> None:
    """Draft a routine from a how-to text, to edit it."""
    from coach.draft import draft_routine

    drafted = draft_routine(_read(text), "standard input" if text == _STANDARD_INPUT else text)
    if output:
        write_new(output, drafted.encode())
    else:
        sys.stdout.buffer.write(drafted.encode())


def _read(text: str) -> bytes:
    from coach.draft.text.source import MAX_BYTES
    from coach.routine.loader import read_file, read_input
    from coach.routine.routine_files import check_no_folder

    if text == _STANDARD_INPUT:
        return read_input(MAX_BYTES)
    check_no_folder(Path(text), "name a text in it")
    return read_file(Path(text), MAX_BYTES, "name a text, or - for standard input")
