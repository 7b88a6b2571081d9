"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import completion_values as values
from coach.cli.command_parser import ROUTINE
from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.routine.model import Routine as Routine_
    from coach.session import Session

Routine = Annotated[
    str,
    typer.Argument(
        metavar=ROUTINE,
        help="A name from `coach list` or words of it, a routine file, or - for standard input.",
        autocompletion=values.offered(values.routines),
    ),
]
Engine = Annotated[
    str | None,
    typer.Option(
        help="The voice engine, such as `silent` for a session without a voice.",
        show_default=False,
        autocompletion=values.offered(values.engines),
    ),
]
VoiceName = Annotated[
    str | None,
    typer.Option(
        "--voice",
        metavar="VOICE",
        help="A name from `coach voices`, a voice file NAME.onnx, or a folder of recordings.",
        show_default="the best that is there",
        autocompletion=values.offered(values.voices),
    ),
]
Fill = Annotated[bool, typer.Option("--fill", help="Let another voice say what the chosen one cannot.")]
Length = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Exactly so long, such as 10m or 12m30s.", show_default=False),
]
ProfileName = Annotated[
    str,
    typer.Option(
        "--profile",
        metavar="NAME",
        help="What it is for: session, podcast, sleep or audiobook.",
        autocompletion=values.offered(values.profiles),
    ),
]
BackgroundName = Annotated[
    str | None,
    typer.Option(
        "--background",
        metavar="SOUND",
        help="A name from `coach sounds`, a file of yours, or none.",
        show_default=False,
        autocompletion=values.offered(values.backgrounds),
    ),
]
MixLevel = Annotated[
    str | None,
    typer.Option(
        "--mix",
        metavar="LEVEL",
        help="How far the background stays under the voice: calm, clear, accessible, a number of LU, or none.",
        show_default=False,
        autocompletion=values.offered(values.mix_levels),
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print it for programs: `coach schema COMMAND` has the form.")]


def _as_named(typed: list[str] | None) -> list[str] | None:
    """Return conditions as they are called: `CRPS` is crps, also in a file's name and title."""
    from coach.routine.conditions import as_named

    return None if typed is None else as_named(typed)


Conditions = Annotated[
    list[str] | None,
    typer.Option(
        "--condition",
        metavar="NAME",
        callback=_as_named,
        help="For someone with this, from `coach cautions`. Repeatable.",
        autocompletion=values.offered(values.conditions),
    ),
]
Words = Annotated[
    str,
    typer.Option("--words", metavar="HOW", help="full, or brief: for who knows it, the short words from the start."),
]
Despite = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        callback=_as_named,
        help="Go on despite a condition that forbids it, if a doctor has cleared it. Repeatable.",
        autocompletion=values.offered(values.conditions),
    ),
]
Replace = Annotated[
    bool, typer.Option("--replace", help="Replace a file that coach did not make, or that was changed since.")
]
DEVICES = ("speakers", "simpleaudio")
Device = Annotated[str, typer.Option(metavar="NAME", help="What it plays through: speakers, or simpleaudio.")]

_SPELLED = {"length_ms": "length", "conditions": "condition"}


def spelled(field: str) -> str:
    """Return the option of a command that sets a field of `SessionOptions`."""
    return _SPELLED.get(field, field)


def check_device(device: str) -> None:
    """Raise UsageError for a device that nobody can hear."""
    from coach.suggestion import suggest

    if device not in DEVICES:
        hint = suggest(device, DEVICES, f"there are {', '.join(DEVICES)}")
        raise UsageError(f"there is no device '{device}'; {hint}")


def target(
    routine: str, output: Path | None, suffix: str, conditions: list[str] | None = None, words: str = "full"
) -> Path:
    """The file to write: the one that was named, or else one named like the routine; raises UsageError.

    A session for someone with a condition has it in its name, and so has a brief one: it must not take the place of the
    ordinary one.
    """
    from coach.routine.library import STANDARD_INPUT, find_routine
    from coach.routine.routine_files import stem_of

    if output is not None:
        return output
    if routine == STANDARD_INPUT:
        raise UsageError("a routine on standard input has no name; name the file to write with -o")
    find_routine(routine)  # what is none has no name for a file
    brief = () if words == "full" else (words,)
    return Path("-".join((stem_of(routine), *dict.fromkeys(conditions or ()), *brief)) + suffix)


def milliseconds(length: str | None, option: str = "--length") -> int | None:
    """Return the milliseconds of a length as it was typed behind an option; raises UsageError."""
    from coach.units import parse_duration

    if length is None:
        return None
    try:
        return parse_duration(length)
    except ValueError as fault:
        message, hint = fault.args
        raise UsageError(f"{option}: {message}; {hint}") from None


def texts(captions: str | None, *, transcript: bool, chapter_list: bool) -> list[str]:
    """Return what is to be written beside a file; raises UsageError for captions that are none."""
    from coach.export.texts import TRANSCRIPT, captions_named

    return [
        *(captions_named(captions) if captions is not None else ()),
        *(TRANSCRIPT if transcript else ()),
        *(["json"] if chapter_list else ()),
    ]


def tell_chapters(session: Session, asked: str | None) -> None:
    """Say where a session has more steps than a file has chapters."""
    from coach.cli.output import tell
    from coach.export.about import division
    from coach.export.chapters import note_of

    if note := note_of(session.timeline, division(session.routine, asked)):
        tell(f"coach: {note}", err=True)


def tell_voice(routine: Routine_, voice: str | None, engine: str | None) -> None:
    """Say where a better voice could be had; raises RoutineError for a voice outside a routine's folder."""
    from coach.cli.output import tell
    from coach.speech.voices import choose_voice

    if note := choose_voice(routine, voice, engine).note:
        tell(f"coach: {note}", err=True)
