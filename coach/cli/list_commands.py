"""`coach list` and `coach copy`: the routines that there are to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import options  # noqa: TC001 - typer reads the annotations
from coach.cli.command_parser import ROUTINE
from coach.cli.output import print_json
from coach.cli.table import Column, Heading, Row, Table, tell_tables
from coach.errors import RoutineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.model import Routine

_COLUMNS = (Column("bold cyan"), Column("green", right=True), Column())
_MINUTE_MS = 60_000


def list_routines(
    *,
    search: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only those with all of these words.", show_default=False)
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """List the routines to choose from, each with its minutes and its title; `coach show` tells the rest."""
    from coach.folders import routines_folder
    from coach.routine.library import bundled_routines, own_routines

    own = own_routines()
    bundled = {name: path for name, path in bundled_routines().items() if name not in own}
    mine, theirs = ([*_listed(files, search or "", own=files is own)] for files in (own, bundled))
    if as_json:
        print_json({"folder": str(routines_folder()), "routines": [listed.as_dict() for listed in (*mine, *theirs)]})
        return
    if not mine and not theirs:
        raise UsageError(f"no routine has '{search}' in it; `coach list` shows them all")
    heading = [Heading(f"Your own, in {routines_folder()}")] if mine else []
    between = [Heading()] if mine and theirs else []
    ending = [] if own else [Heading(), Heading(f"Routines of your own stand in {routines_folder()}", "")]
    rows = ([listed.row() for listed in some] for some in (mine, theirs))
    tell_tables(Table(_COLUMNS, [*heading, *next(rows), *between, *next(rows), *ending]))


@dataclass(frozen=True)
class _Listed:
    """A routine to choose from."""

    name: str
    path: Path
    own: bool
    routine: Routine

    @property
    def length_ms(self) -> int:
        """About how long it takes."""
        from coach.timeline.compiler import compile_routine
        from coach.timeline.estimate import estimate_by_pace

        return compile_routine(self.routine, estimate_by_pace(self.routine.voice.pace)).duration_ms

    def row(self) -> Row:
        ms = self.length_ms
        length = f"{ms / 60_000:.0f} min" if ms >= _MINUTE_MS else f"{ms / 1_000:.0f} s"
        return Row((self.name, length, self.routine.title))

    def as_dict(self) -> dict[str, Any]:
        """Return its form in `coach list --json`."""
        return {
            "name": self.name,
            "title": self.routine.title,
            "summary": self.routine.summary or "",
            "for": self.routine.for_,
            "good_for": [*self.routine.good_for],
            "length_ms": self.length_ms,
            "own": self.own,
            "file": str(self.path),
        }


def _listed(files: dict[str, Path], search: str, *, own: bool) -> Iterator[_Listed]:
    """Yield each routine that is searched for; one that cannot be read is told and skipped."""
    from coach.routine.loader import load_routine

    for name, path in files.items():
        try:
            listed = _Listed(name, path, own, load_routine(path))
            if all(word in _searched(name, listed.routine) for word in search.casefold().split()) and listed.length_ms:
                yield listed
        except (RoutineError, UsageError) as error:
            typer.echo(str(error), err=True)


def _searched(name: str, routine: Routine) -> str:
    """Return all that a search looks in, as one text."""
    from coach.routine.conditions import cautions

    minded = [f"{declared.name} {cautions()[declared.name].title}" for declared in routine.cautions]
    texts = [name, routine.title, routine.summary or "", routine.for_, *routine.good_for, *routine.needs, *minded]
    return " ".join(texts).casefold()


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
