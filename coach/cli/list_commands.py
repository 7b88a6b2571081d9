"""`coach list` and `coach copy`: the routines that there are to choose from."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.command_parser import ROUTINE
from coach.cli.output import tell
from coach.errors import RoutineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.model import Routine


def list_routines(
    search: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only those with all of these words.", show_default=False)
    ] = None,
) -> None:
    """List the routines to choose from: your own, and those that come with coach."""
    from coach.folders import routines_folder
    from coach.routine.library import bundled_routines, own_routines

    own = own_routines()
    bundled = {name: path for name, path in bundled_routines().items() if name not in own}
    mine, theirs = ([*_entries(files, search or "")] for files in (own, bundled))
    if not mine and not theirs:
        raise UsageError(f"no routine has '{search}' in it; `coach list` shows them all")
    heading = [f"Your own, in {routines_folder()}"] if mine else []
    ending = [] if own else [f"Routines of your own stand in {routines_folder()}"]
    tell("\n\n".join([*heading, *mine, *theirs, *ending]))


def _entries(files: dict[str, Path], search: str) -> Iterator[str]:
    """Yield the entry of each routine that is searched for; one that cannot be read is told and skipped."""
    from coach.routine.loader import load_routine

    for name, path in files.items():
        try:
            routine = load_routine(path)
            if all(word in _searched(name, routine) for word in search.casefold().split()):
                yield "\n".join(_entry(name, routine))
        except (RoutineError, UsageError) as error:
            typer.echo(str(error), err=True)


def _searched(name: str, routine: Routine) -> str:
    """Return all that a search looks in, as one text."""
    from coach.routine.conditions import cautions

    minded = [f"{declared.name} {cautions()[declared.name].title}" for declared in routine.cautions]
    texts = [name, routine.title, routine.summary or "", routine.for_, *routine.good_for, *routine.needs, *minded]
    return " ".join(texts).casefold()


def _entry(name: str, routine: Routine) -> Iterator[str]:
    from coach.timeline.compiler import compile_routine
    from coach.timeline.estimate import estimate_by_pace
    from coach.units import format_duration

    length_ms = compile_routine(routine, estimate_by_pace(routine.voice.pace)).duration_ms
    yield f"{name}: {routine.title}"
    yield f"  for {format_audience(routine)}, about {format_duration(round(length_ms, -3))}"
    if routine.summary:
        yield f"  {routine.summary}"
    if routine.good_for:
        yield f"  good for: {format_good_for(routine)}"


def format_audience(routine: Routine) -> str:
    """Return who follows a routine."""
    return "a caregiver, for someone else" if routine.for_ == "caregiver" else "yourself"


def format_good_for(routine: Routine) -> str:
    """Return what a routine is good for, worded as no promise."""
    return f"{', '.join(routine.good_for)} (many people find)"


def copy(
    name: Annotated[str, typer.Argument(metavar=ROUTINE, help="A name from `coach list`, or a routine file.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, such as mine.yaml.")],
) -> None:
    """Copy a routine to a file of your own, to change it."""
    from coach.cli.new_file import write_new
    from coach.routine.library import find_routine
    from coach.routine.loader import read_source

    write_new(file, read_source(find_routine(name)))
