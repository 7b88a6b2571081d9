"""The commands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

import coach
from coach.callers_words import note_command
from coach.cli.command_parser import Command, Commands
from coach.cli.completion_values import VARIABLE as COMPLETING
from coach.cli.completion_values import typed_before
from coach.cli.word_wrap import width_of, wrapped
from coach.errors import CoachError, MissingPart, one_line
from coach.interrupts import asked, finish, is_expected
from coach.log import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OWN_FAULT = 1
_USUAL_WIDTH = 80
_TOPICS = "`coach help` lists what else is explained, such as playing."

COMMANDS = {
    "list": "list_commands:list_routines",
    "show": "show_command:show",
    "export": "export_command:export",
    "build": "build_command:build",
    "feed": "feed_command:feed",
    "play": "play_command:play",
    "keys": "keys_command:keys",
    "page": "page_command:page",
    "picture": "picture_command:picture",
    "sheet": "sheet_command:sheet",
    "timeline": "timeline_command:timeline",
    "transcript": "transcript_command:transcript",
    "check": "check_command:check",
    "new": "authoring_commands:new",
    "copy": "list_commands:copy",
    "edit": "edit_command:edit",
    "draft": "draft_command:draft",
    "help": "authoring_commands:help_about",
    "schema": "authoring_commands:schema",
    "cautions": "authoring_commands:list_cautions",
    "lines": "lines_command:lines",
    "sounds": "sounds_command:sounds",
    "voices": "voices_command:voices",
    "doctor": "doctor_command:doctor",
    "completion": "completion_command:completion",
}
"""Command → the module and the function behind it, "module:function", imported when it is given, or shown with all."""


class _Commands(Commands):
    def every_command(self) -> Mapping[str, Any]:
        """Return all commands, imported for this."""
        return typer.main.get_group(command_line()).commands


def command_line(*names: str) -> typer.Typer:
    """Return the command line with some commands, or with all."""
    app = typer.Typer(
        name="coach",
        cls=_Commands,
        help="Voice-guided sessions from routines in plain text. A ROUTINE is a name from `coach list` or a path.",
        epilog=_TOPICS,
        add_completion=COMPLETING in os.environ,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _help_width()},
    )
    app.callback()(options)
    for name in names or COMMANDS:
        module, _, function = COMMANDS[name].partition(":")
        app.command(name, cls=Command)(getattr(import_module(f"coach.cli.{module}"), function))
    return app


def _help_width() -> int | None:
    """Return the width of a help text on a terminal that is narrower than typer takes any to be; None elsewhere."""
    width = width_of(sys.stdout)
    return width - 1 if width and width < _USUAL_WIDTH else None


def command_line_for(arguments: Sequence[str]) -> typer.Typer:
    """Return the command line with the command that is given, if it is first: the others take time to be imported."""
    return command_line(*(name for name in arguments[:1] if name in COMMANDS))


def _print_version(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        typer.echo(f"coach {coach.__version__}")
        raise typer.Exit


def options(
    *,
    version: Annotated[  # noqa: ARG001 - its callback ends coach
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
    log: Annotated[
        Path | None,
        typer.Option(metavar="FILE", envvar=VARIABLE, help="Write there what happens inside.", show_default=False),
    ] = None,
) -> None:
    """Take what stands before the command."""
    if log:
        from coach.log import write_log

        write_log(log)
        os.environ[VARIABLE] = str(log.absolute())


def run() -> NoReturn:
    """Run coach and end with the exit code that design and README promise."""
    _open_streams()
    note_command()
    try:
        arguments = typed_before() if COMPLETING in os.environ else sys.argv[1:]
        sys.exit(command_line_for(arguments)(prog_name="coach"))
    except SystemExit as leaving:
        _end(leaving.code, "")
    except CoachError as error:
        _log(error)
        _end(error.exit_code, str(error) if error.has_lines else one_line(f"coach: {error}"))
    except ImportError as error:
        _log(error)
        from coach.requirements import install_command, package_lacking

        lacking = package_lacking(error, "")
        remedy = install_command(lacking) if lacking else "install coach again, or remove .venv and run scripts/coach"
        _end(MissingPart.exit_code, one_line(f"coach: a package is missing or broken ({error}); {remedy}"))
    except OSError as error:
        _log(error)
        where = f"{error.filename}: " if error.filename else ""
        _end(MissingPart.exit_code, one_line(f"coach: the system refused: {where}{error.strerror}"))
    except Exception as error:
        _log(error)
        if os.environ.get("COACH_DEBUG"):
            raise
        fault = f"a fault of coach itself: {type(error).__name__}: {error} (set COACH_DEBUG=1 to see where)"
        _end(OWN_FAULT, one_line(f"coach: {fault}"))


def _log(error: Exception) -> None:
    """Log what coach ends with, and where it comes from."""
    from coach.log import logger

    logger(__name__).error("coach ends", exc_info=error)


def _open_streams() -> None:
    """Replace streams that somebody has closed, and show a character that a terminal lacks as a mark."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until coach ends
        if isinstance(stream := getattr(sys, name), io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _end(code: object, message: str) -> NoReturn:
    """Write the message and exit with the code, without a traceback even where nothing can be written.

    After a request to end, the code is that of the request, whatever else happened: after any other, a shell's loop
    goes on.
    """
    finish()
    if asked():
        code, message = asked(), "" if is_expected() else "coach: interrupted"
    told = f"{wrapped(message, width_of(sys.stderr))}\n" if message else ""
    for stream, text in ((sys.stdout, ""), (sys.stderr, told)):
        try:
            stream.write(text)
            stream.flush()
        except OSError as error:
            from coach.log import described, logger

            logger(__name__).info("the last words cannot be written: %s", described(error))
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)  # type: ignore[arg-type]
