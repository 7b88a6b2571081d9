"""`coach show`: what a routine is, and its steps with their seconds."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import options
from coach.cli.list_commands import format_audience, format_good_for
from coach.cli.output import print_json, tell_tables
from coach.cli.table import Column, Heading, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.cli.shown_step import ShownStep
    from coach.routine.model import Routine
    from coach.timeline.timeline import Timeline

_FACTS = (Column("bold"), Column())
_EFFECTS = {"stop": "do not begin", "avoid": "not there", "lighten": "lighter", "modify": "mind this"}
"""Effect of a condition → what it asks for, in words."""
_STEPS = (Column("cyan", right=True), Column())


def show(
    routine: options.Routine,
    *,
    script: Annotated[bool, typer.Option("--script", help="All that is said, step by step.")] = False,
    why: Annotated[bool, typer.Option("--why", help="How the seconds of a motion or of breaths come about.")] = False,
    length: options.Length = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    words: options.Words = "full",
    as_json: options.AsJson = False,
) -> None:
    """Show a routine and how long each step takes."""
    from coach.cli.shown_step import shown_steps
    from coach.routine.for_listener import adapt
    from coach.routine.library import open_routine
    from coach.speech.casting import estimate_for
    from coach.timeline.compiler import compile_routine, reach_of

    adapted = adapt(open_routine(routine), condition or (), despite or (), words)
    measure = estimate_for(adapted)
    compiled = compile_routine(adapted, measure, options.milliseconds(length))
    reach = reach_of(adapted, measure)
    if as_json:
        print_json(_as_dict(adapted, compiled, reach, [*shown_steps(compiled)]))
        return
    steps = [*_rows(shown_steps(compiled), script=script, why=why)]
    tell_tables(*_facts(adapted, compiled, reach), Table(_STEPS, steps))


def _as_dict(
    routine: Routine, compiled: Timeline, reach: tuple[int, int], steps: Sequence[ShownStep]
) -> dict[str, Any]:
    """Return the form of `coach show --json`."""
    cautions = [{"name": name, "effect": effect, "say": say} for name, effect, say in _cautions(routine)]
    return {
        "title": routine.title,
        "summary": routine.summary or "",
        "for": routine.for_,
        "language": routine.language,
        "good_for": [*routine.good_for],
        "needs": [*routine.needs],
        "sources": [*routine.sources],
        "cautions": cautions,
        "length_ms": compiled.duration_ms,
        "shortest_ms": reach[0],
        "longest_ms": reach[1],
        "steps": [asdict(step) for step in steps],
    }


def _facts(routine: Routine, compiled: Timeline, reach: tuple[int, int]) -> Iterator[Table]:
    from coach.units import format_duration

    least, most = -(-reach[0] // 1000) * 1000, reach[1] // 1000 * 1000
    possible = " to ".join(map(format_duration, (least, most) if least <= most else reach))
    length = f"about {format_duration(round(compiled.duration_ms, -3))}; it can take {possible} (estimated)"
    told = {
        "For:": format_audience(routine),
        "Good for:": format_good_for(routine) if routine.good_for else "",
        "Length:": length,
        "Needs:": "; ".join(routine.needs),
        "Sources:": "; ".join(routine.sources),
    }
    rows = [Row((f"{name:<9}", text)) for name, text in told.items() if text]
    rows += [Row(("", f"{name} ({_EFFECTS[effect]}): {say}")) for name, effect, say in _cautions(routine)]
    yield Table(_FACTS, [Heading(routine.title), *([Heading(routine.summary, "")] if routine.summary else [])])
    yield Table(_FACTS, [Heading(), *_named("Cautions:", rows)], gap=1)


def _named(name: str, rows: list[Row]) -> Iterator[Row]:
    """Yield rows, of which the first without a name gets one."""
    unnamed = next((number for number, row in enumerate(rows) if not row.cells[0]), None)
    for number, row in enumerate(rows):
        yield Row((name, row.cells[1])) if number == unnamed else row


def _cautions(routine: Routine) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each condition that a routine minds, its effect, and what is said for it."""
    from coach.routine.conditions import cautions
    from coach.routine.for_listener import spoken_caution

    for declared in routine.cautions:
        yield declared.name, cautions()[declared.name].effect, spoken_caution(routine, declared.name)


def _rows(steps: Iterator[ShownStep], *, script: bool, why: bool) -> Iterator[Row | Heading]:
    """Yield the rows of each step: its number, what it is, and what takes how long."""
    section: str | None = None
    for step in steps:
        if step.section != section:
            section = step.section
            yield Heading()
            yield from [Heading(section)] if section else []
        yield Row((f"{step.number:>4}", step.title), notes=[*_notes(step, script=script, why=why)])


def _notes(step: ShownStep, *, script: bool, why: bool) -> Iterator[str]:
    from coach.units import format_duration

    yield " · ".join(step.times(why=why))
    for said in step.says if script else ():
        after = f"after {format_duration(round(said.practised_ms, -2))}: " if said.practised_ms else ""
        yield f"{after}“{' '.join(said.text.split())}”"
