"""`coach timeline`: what is heard and done when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options  # noqa: TC001 - typer reads the annotations
from coach.cli.interrupts import check, end_through_cleanup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.model import Cue, Timeline


def timeline(
    routine: options.Routine,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Estimate the speech; speak nothing.")] = False,
    engine: options.Engine = "system",
    voice: options.VoiceName = None,
) -> None:
    """Show what is heard and done when."""
    compiled = _estimated(routine) if draft else _spoken(routine, engine, voice)
    typer.echo(json.dumps(compiled.as_dict()) if as_json else "\n".join(_table(compiled)))


def _estimated(name: str) -> Timeline:
    from coach.routine.library import open_routine
    from coach.timeline.compiler import compile_routine
    from coach.timeline.estimate import estimate_by_pace

    routine = open_routine(name)
    return compile_routine(routine, estimate_by_pace(routine.voice.pace))


def _spoken(name: str, engine: str, voice: str | None) -> Timeline:
    from coach.session import open_session

    end_through_cleanup()
    return open_session(name, engine=engine, voice=voice, on_spoken=lambda _: check()).timeline


def _table(compiled: Timeline) -> Iterator[str]:
    from coach.units import format_timestamp

    section = None
    yield f"{compiled.title} · {format_timestamp(compiled.duration_ms)}"
    for cue in compiled.cues:
        if cue.section not in (section, None):
            yield f"\n  {cue.section}"
        section = cue.section or section
        yield _row(cue)


def _row(cue: Cue) -> str:
    from coach.units import format_duration, format_timestamp

    step = cue.step or ""
    length = format_duration(cue.end_ms - cue.start_ms)
    return f"{format_timestamp(cue.start_ms)} {length:>9}  {step:>4}  {cue.kind:<8}  {cue.text}".rstrip()
