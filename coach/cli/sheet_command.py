"""`coach sheet`: a routine → a page for the wall, in large print."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import completion_values as values
from coach.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.export.wall_sheet.largest_fit import Fit
    from coach.export.wall_sheet.sheet_rows import WallSheet

_TOLD = 10
"""The most letters that are told."""


def sheet(
    routine: options.Routine,
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", show_default="NAME.html", help="The file to write: .pdf or .html.")
    ] = None,
    paper: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="The paper: a4 or letter.", autocompletion=values.offered(lambda: ["a4", "letter"])
        ),
    ] = "a4",
    length: options.Length = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    words: options.Words = "full",
    replace: options.Replace = False,
) -> None:
    """Write a page for the wall: steps with their seconds, and drawings of the hand; nothing is spoken."""
    from coach.export.about import title_for
    from coach.export.ingredients import check_ingredients
    from coach.export.made_files import making
    from coach.export.wall_sheet import check_sheet, paper_named, sheet_kind, write_sheet
    from coach.export.wall_sheet.steps_on_sheet import sheet_of
    from coach.routine.for_listener import adapt
    from coach.routine.library import open_routine
    from coach.speech.casting import estimate_for
    from coach.timeline.compiler import plan_routine

    length_ms, paper = options.milliseconds(length), paper_named(paper)
    target = options.target(routine, output, ".html", condition, words)
    loaded = open_routine(routine)
    check_sheet(target)
    check_ingredients(loaded, [target])
    adapted = adapt(loaded, condition or (), despite or (), words)
    estimate = estimate_for(adapted)
    plan = plan_routine(adapted, estimate, length_ms, paced_length=estimate)
    shown = sheet_of(
        title_for(adapted, condition or ()),
        adapted,
        plan,
        conditions=condition or (),
        ordinary=plan_routine(adapt(loaded, (), (), words), estimate, paced_length=estimate) if condition else None,
        command=_command(routine, condition or (), words),
    )
    with making([target], replace=replace):
        fit = write_sheet(shown, target, paper)
    _tell(target, fit, shown, lettered=sheet_kind(target).has_fonts)


def _command(routine: str, conditions: Sequence[str], words: str) -> str:
    """Return the command that shows all the words; of a path, only the name of the file."""
    named = [f"--condition {name}" for name in conditions]
    brief = [] if words == "full" else [f"--words {words}"]
    name = Path(routine).name if Path(routine).suffix else routine
    return " ".join(["coach transcript", quote(name), *named, *brief])


def _tell(target: Path, fit: Fit, shown: WallSheet, *, lettered: bool) -> None:
    """Say what stands on it: how many words and pages, and for which letters the sheet depends on this machine."""
    from coach.cli.output import tell
    from coach.export.wall_sheet.kept_words import Amount
    from coach.export.wall_sheet.largest_fit import LEAST
    from coach.export.wall_sheet.letter_widths import letters_lacking

    if sys.stdout.isatty():
        tell(f"{target}: {fit.pages} page{'' if fit.pages == 1 else 's'}")
    if fit.amount < Amount.ALL:
        tell(f"coach: the sheet has as many words as there is room for; `{shown.command}` tells all")
    if lettered and (lacking := letters_lacking(shown.letters)):
        some = lacking[:_TOLD] + ("…" if len(lacking) > _TOLD else "")
        tell(f"coach: DejaVu Sans lacks {some}: they are in a font of this machine, if at all; look at them", err=True)
    if fit.pages > 1:
        why = f"on one, its letters would be smaller than {LEAST:g} points"
        tell(f"coach: the sheet takes {fit.pages} pages: {why}; a shorter --length may leave steps out", err=True)
