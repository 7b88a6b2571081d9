"""`coach sheet`: a routine → a page for the wall, in large print."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options

if TYPE_CHECKING:
    from coach.export.wall_sheet.largest_fit import Fit


def sheet(
    routine: options.Routine,
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", show_default="NAME.pdf", help="The file to write: .pdf or .html.")
    ] = None,
    paper: Annotated[str, typer.Option(metavar="NAME", help="The paper: a4 or letter.")] = "a4",
    length: options.Length = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
) -> None:
    """Write a page for the wall: steps with their seconds, and drawings of the hand; nothing is spoken."""
    from coach.export.about import title_for
    from coach.export.ingredients import check_ingredients
    from coach.export.wall_sheet import check_sheet, paper_named, write_sheet
    from coach.export.wall_sheet.steps_on_sheet import sheet_of
    from coach.routine.for_listener import adapt
    from coach.routine.library import open_routine
    from coach.speech.casting import estimate_for
    from coach.timeline.compiler import plan_routine

    length_ms, paper = options.milliseconds(length), paper_named(paper)
    target = options.target(routine, output, ".pdf", condition)
    loaded = open_routine(routine)
    check_sheet(target)
    check_ingredients(loaded, [target])
    adapted = adapt(loaded, condition or (), despite or ())
    estimate = estimate_for(adapted)
    plan = plan_routine(adapted, estimate, length_ms, paced_length=estimate)
    _tell(write_sheet(sheet_of(title_for(adapted, condition or ()), adapted, plan), target, paper))


def _tell(fit: Fit) -> None:
    """Say where one page is not enough."""
    from coach.cli.output import tell
    from coach.export.wall_sheet.largest_fit import LEAST

    if fit.pages > 1:
        why = f"on one, its letters would be smaller than {LEAST:g} points"
        tell(f"coach: the sheet takes {fit.pages} pages: {why}; a shorter --length may leave steps out", err=True)
