"""`coach check`: what is wrong in routines, and what could be better."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import completion_values as values
from coach.cli import options
from coach.cli.output import tell
from coach.cli.problem_form import problem_form
from coach.errors import Problem, RoutineError, UsageError, first_lines
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.routine.model import Routine


FORMATS = ("text", "json")


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Routine files, folders of them, names, or -.",
            autocompletion=values.offered(values.routines),
        ),
    ] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    form: Annotated[
        str, typer.Option("--format", metavar="text|json", help="`text`: FILE:LINE:COLUMN, for editors.")
    ] = "text",
    code: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            help="Say what a code means, and end.",
            show_default=False,
            autocompletion=values.offered(values.codes),
        ),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Tell what is wrong in routines, and what could be better."""
    if code is not None:
        if paths:
            raise UsageError("--explain explains a code, and checks nothing; leave out what is to be checked")
        tell(_explain(code))
        return
    if form not in FORMATS:
        raise UsageError(f"there is no format '{form}'; there are {', '.join(FORMATS)}")
    files = [file for path in paths or () for file in _files(path)]
    if not files:
        raise UsageError("name routine files or folders; `coach check --explain CODE` explains a code")
    problems = sorted({problem for file in files for problem in _findings(file)})
    _tell(problems, len(files), "json" if as_json else form)
    if any(strict or problem.severity == "error" for problem in problems):
        raise typer.Exit(RoutineError.exit_code)


def _explain(code: str) -> str:
    from coach.timeline.lint import ALWAYS, RULES, explain

    if explanation := explain(code):
        return explanation
    codes = [*RULES, *ALWAYS]
    raise UsageError(f"there is no code '{code}'; " + suggest(code, codes, f"there are {', '.join(codes)}"))


def _files(path: str) -> Sequence[Path | str]:
    from coach.routine.name_search import routine_meant
    from coach.routine.paths import SUFFIXES

    if not Path(path).is_dir():
        return [routine_meant(path)]
    found = sorted(file for file in Path(path).rglob("*") if file.suffix in SUFFIXES and file.is_file())
    if not found:
        raise UsageError(f"there are no routine files in {path}")
    return found


def _findings(file: Path | str) -> list[Problem]:
    from coach.routine.library import open_routine
    from coach.speech.casting import estimate_for
    from coach.timeline.lint import lint

    try:
        routine = open_routine(file)
        return [*lint(routine, estimate_for(routine)), *_of_background(routine)]
    except RoutineError as error:
        return list(error.problems)


def _of_background(routine: Routine) -> list[Problem]:
    from coach.sound.sound_library import background_of

    try:
        background_of(routine)
    except RoutineError as error:
        return list(error.problems)
    return []


def _tell(problems: list[Problem], files: int, form: str) -> None:
    if form == "json":
        typer.echo(json.dumps([problem_form(problem) for problem in problems], indent=1))
        return
    for line in first_lines(problems, all_of_them="--json lists them all"):
        tell(line, err=True)
    tell(f"{_count(files, 'routine')} checked: {', '.join(_counts(problems)) or 'nothing to mend'}")


def _counts(problems: list[Problem]) -> Iterator[str]:
    for severity, name in (("error", "problem"), ("warning", "warning")):
        if number := sum(problem.severity == severity for problem in problems):
            yield _count(number, name)


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'s' if number != 1 else ''}"
