"""The commands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import coach
from coach.cli import authoring_commands, list_commands
from coach.cli import build_command as build
from coach.cli import check_command as check
from coach.cli import doctor_command as doctor
from coach.cli import draft_command as draft
from coach.cli import export_command as export
from coach.cli import feed_command as feed
from coach.cli import lines_command as lines
from coach.cli import picture_command as picture
from coach.cli import play_command as play
from coach.cli import sheet_command as sheet
from coach.cli import show_command as show
from coach.cli import sounds_command as sounds
from coach.cli import timeline_command as timeline
from coach.cli import transcript_command as transcript
from coach.cli import voices_command as voices
from coach.errors import CoachError, Contraindicated, MissingLines, MissingPart, PromiseBroken, RoutineError, one_line
from coach.interrupts import asked, finish
from coach.log import VARIABLE

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
app.command("list")(list_commands.list_routines)
app.command("show")(show.show)
app.command("export")(export.export)
app.command("build")(build.build)
app.command("feed")(feed.feed)
app.command("play")(play.play)
app.command("picture")(picture.picture)
app.command("sheet")(sheet.sheet)
app.command("timeline")(timeline.timeline)
app.command("transcript")(transcript.transcript)
app.command("check")(check.check)
app.command("new")(authoring_commands.new)
app.command("copy")(list_commands.copy)
app.command("draft")(draft.draft)
app.command("help")(authoring_commands.help_about)
app.command("schema")(authoring_commands.schema)
app.command("cautions")(authoring_commands.list_cautions)
app.command("lines")(lines.lines)
app.command("sounds")(sounds.sounds)
app.command("voices")(voices.voices)
app.command("doctor")(doctor.doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coach {coach.__version__}")
        raise typer.Exit


@app.callback()
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
    """Run coach and end with the exit code that design and README promise; typer ends with 2 for wrong usage."""
    _open_streams()
    try:
        sys.exit(app(prog_name="coach"))
    except SystemExit as leaving:
        _end(leaving.code, "")
    except CoachError as error:
        _log(error)
        lines = (RoutineError, Contraindicated, PromiseBroken, MissingLines)  # each of their lines is one already
        told = isinstance(error, lines)
        _end(error.exit_code, str(error) if told else one_line(f"coach: {error}"))
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
        code, message = asked(), "coach: interrupted"
    for stream, text in ((sys.stdout, ""), (sys.stderr, f"{message}\n" if message else "")):
        try:
            stream.write(text)
            stream.flush()
        except OSError as error:
            from coach.log import described, logger

            logger(__name__).info("the last words cannot be written: %s", described(error))
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)  # type: ignore[arg-type]
