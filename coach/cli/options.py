"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Routine = Annotated[str, typer.Argument(metavar="ROUTINE", help="A name from `coach list`, or a routine file.")]
Engine = Annotated[str, typer.Option(help="The voice engine: `system`, or `silent` for a session without a voice.")]
VoiceName = Annotated[str | None, typer.Option("--voice", help="A name from `coach voices`.", show_default=False)]
