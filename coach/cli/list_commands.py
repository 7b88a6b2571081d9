"""`coach list` and `coach copy`: the routines that there are to choose from."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import completion_values as values
from coach.cli import options
from coach.cli.command_parser import ROUTINE
from coach.cli.output import print_json, tell, tell_tables
from coach.cli.table import Column, Heading, Row, Table
from coach.errors import RoutineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.cli.listed_routine import Listed
    from coach.routine.model import Routine

_MINUTE_MS = 60_000


def list_routines(
    *,
    search: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only those with all of these words.", show_default=False)
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Only those in a language, such as de.",
            show_default=False,
            autocompletion=values.routine_languages,
        ),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """List the routines to choose from, each with its minutes and its title; `coach show` tells the rest.

    Those in your own language come first, or else the English ones.
    """
    from coach.cli.user_language import language_of_user
    from coach.folders import routines_folder
    from coach.routine.routine_files import bundled_routines, own_routines

    own = own_routines()
    bundled = {name: path for name, path in bundled_routines().items() if name not in own}
    mine, theirs = (
        [each for each in _listed(files, search or "", own=files is own) if _is_in(each, language)]
        for files in (own, bundled)
    )
    theirs.sort(key=lambda each: [not _is_in(each, first) for first in (language_of_user(), "en")])
    if as_json:
        print_json({"folder": str(routines_folder()), "routines": [_as_dict(each) for each in (*mine, *theirs)]})
        return
    if not mine and not theirs:
        raise UsageError(_none_found(search, language))
    tell_tables(_table(mine, theirs, routines_folder(), has_own=bool(own)))


def _is_in(listed: Listed, language: str | None) -> bool:
    from coach.speech.language import speaks

    return language is None or speaks(listed.routine.language, language)


def _none_found(search: str | None, language: str | None) -> str:
    searched = [f"has '{search}' in it"] if search else []
    spoken = [f"is in '{language}'"] if language else []
    return f"no routine {' and '.join([*searched, *spoken])}; `coach list` shows them all"


def _table(mine: Sequence[Listed], theirs: Sequence[Listed], folder: Path, *, has_own: bool) -> Table:
    rows, of_library = (
        [Row((each.name, _length(each), each.routine.title)) for each in some] for some in (mine, theirs)
    )
    heading = [Heading(f"Your own, in {folder}")] if mine else []
    between = [Heading()] if mine and theirs else []
    ending = [] if has_own else [Heading(), Heading(f"Routines of your own stand in {folder}", "")]
    columns = (Column("bold cyan"), Column("green", right=True), Column())
    return Table(columns, [*heading, *rows, *between, *of_library, *ending])


def _length(listed: Listed) -> str:
    """Return about how long a routine takes, in whole minutes where it takes any."""
    ms = listed.length_ms
    return f"{ms / 60_000:.0f} min" if ms >= _MINUTE_MS else f"{ms / 1_000:.0f} s"


def _as_dict(listed: Listed) -> dict[str, Any]:
    """Return the form of a routine in `coach list --json`."""
    routine = listed.routine
    return {
        "name": listed.name,
        "title": routine.title,
        "summary": routine.summary or "",
        "for": routine.for_,
        "language": routine.language,
        "good_for": [*routine.good_for],
        "length_ms": listed.length_ms,
        "own": listed.own,
        "file": str(listed.path),
    }


def _listed(files: dict[str, Path], search: str, *, own: bool) -> Iterator[Listed]:
    """Yield each routine that is searched for; one that cannot be read is told and skipped."""
    from coach.cli.listed_routine import Listed
    from coach.routine.loader import load_routine
    from coach.timeline.compiler import compile_routine
    from coach.timeline.estimate import estimate_by_pace

    for name, path in files.items():
        try:
            routine = load_routine(path)
            length_ms = compile_routine(routine, estimate_by_pace(routine.voice.pace)).duration_ms
            if all(word in _searched(name, routine) for word in search.casefold().split()):
                yield Listed(name, path, own, routine, length_ms)
        except (RoutineError, UsageError) as error:
            tell(str(error), err=True)


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
    return f"{', '.join(routine.good_for)}, as many people find"


def copy(
    name: Annotated[
        str,
        typer.Argument(
            metavar=ROUTINE,
            help="A name from `coach list`, or a routine file.",
            autocompletion=values.offered(values.routines),
        ),
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, such as mine.yaml.")],
) -> None:
    """Copy a routine to a file of your own, to change it."""
    from coach.cli.new_file import write_new
    from coach.routine.library import find_routine
    from coach.routine.loader import read_source

    write_new(file, read_source(find_routine(name)))
