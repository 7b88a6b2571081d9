"""The commands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

import coach
from coach.cli import doctor, export, library, timeline
from coach.errors import CoachError, RoutineError

if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED = (130, 143)
"""By Ctrl-C, and by a request to end: 128 and the signal's number, as shells count."""
OWN_FAULT = 1

app = typer.Typer(
    name="coach",
    help="Voice-guided sessions from routines in plain text. A ROUTINE is a name from `coach list` or a path.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("export")(export.export)
app.command("timeline")(timeline.timeline)
app.command("list")(library.list_routines)
app.command("voices")(library.list_voices)
app.command("doctor")(doctor.doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coach {coach.__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Take what stands before the command."""


def main() -> None:
    """Run coach and end with the exit code that design and README promise; typer ends with 2 for wrong usage."""
    signal.signal(signal.SIGTERM, _end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without a sign shows a mark, and never an error
    try:
        app()
    except CoachError as error:
        _fail(str(error) if isinstance(error, RoutineError) else f"coach: {error}", error.exit_code)
    except SystemExit as leaving:
        if leaving.code in INTERRUPTED:
            _fail("coach: interrupted", int(leaving.code))
        raise
    except Exception as error:
        if os.environ.get("COACH_DEBUG"):
            raise
        fault = f"{type(error).__name__}: {error}"
        _fail(f"coach: a fault of coach itself: {fault} (set COACH_DEBUG=1 to see where)", OWN_FAULT)


def _fail(message: str, code: int) -> NoReturn:
    sys.stderr.write(message + "\n")
    sys.exit(code)


def _end(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - as Python calls it
    """Leave through every `finally` on the way, as an interrupt does."""
    sys.exit(128 + number)
