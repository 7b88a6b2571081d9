"""`coach transcript`: a routine → all that is said in it, without any sound."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli import options
from coach.cli.output import tell


def transcript(
    routine: options.Routine,
    *,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="For reading at a bedside: needs, cautions, and each step with its time.")
    ] = False,
    length: options.Length = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    words: options.Words = "full",
) -> None:
    """Show all that is said, as its author wrote it; nothing is spoken."""
    from coach.export.about import title_for
    from coach.export.texts import Told, kinds_named
    from coach.routine.for_listener import adapt
    from coach.routine.library import open_routine
    from coach.speech.casting import estimate_for
    from coach.timeline.compiler import compile_routine

    adapted = adapt(open_routine(routine), condition or (), despite or (), words)
    estimate = estimate_for(adapted)
    timeline = compile_routine(adapted, estimate, options.milliseconds(length), paced_length=estimate)
    (kind,) = kinds_named(["md" if markdown else "txt"])
    tell(kind.text(Told(title_for(adapted, condition or ()), adapted, timeline)).rstrip("\n"))
