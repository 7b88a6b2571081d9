"""`coach show`: what a routine is, and its steps with their seconds."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from coach.cli import options
from coach.cli.list_commands import format_audience, format_good_for
from coach.cli.output import tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.routine.model import Routine
    from coach.timeline.timeline import Cue, Timeline


def show(
    routine: options.Routine,
    *,
    length: options.Length = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    words: options.Words = "full",
) -> None:
    """Show a routine and how long each step takes."""
    from coach.routine.for_listener import adapt
    from coach.routine.library import open_routine
    from coach.speech.casting import estimate_for
    from coach.timeline.compiler import compile_routine, reach_of

    adapted = adapt(open_routine(routine), condition or (), despite or (), words)
    measure = estimate_for(adapted)
    compiled = compile_routine(adapted, measure, options.milliseconds(length))
    tell("\n".join([*_facts(adapted, compiled, reach_of(adapted, measure)), *_steps(compiled)]))


def _facts(routine: Routine, compiled: Timeline, reach: tuple[int, int]) -> Iterator[str]:
    from coach.routine.conditions import cautions
    from coach.routine.for_listener import spoken_caution
    from coach.units import format_duration

    least, most = -(-reach[0] // 1000) * 1000, reach[1] // 1000 * 1000
    possible = " to ".join(map(format_duration, (least, most) if least <= most else reach))
    yield routine.title
    if routine.summary:
        yield routine.summary
    yield ""
    yield f"For:      {format_audience(routine)}"
    if routine.good_for:
        yield f"Good for: {format_good_for(routine)}"
    yield f"Length:   about {_minutes(compiled.duration_ms)}; it can take {possible} (estimated)"
    for name, texts in (("Needs", routine.needs), ("Sources", routine.sources)):
        if texts:
            yield f"{name + ':':<9} {'; '.join(texts)}"
    for number, declared in enumerate(routine.cautions):
        told = f"{declared.name} ({cautions()[declared.name].effect}): {spoken_caution(routine, declared.name)}"
        yield f"{'' if number else 'Cautions:':<9} {told}"


def _steps(compiled: Timeline) -> Iterator[str]:
    """Yield the rows of each step: its number, what it is, and what takes how long."""
    section = None
    for number, cues in groupby((cue for cue in compiled.cues if cue.step), lambda cue: cue.step):
        step = list(cues)
        if step[0].section != section:
            section = step[0].section
            yield f"\n{section}" if section else ""
        yield f"{number:>4}  {_name(step)}"
        yield f"      {' · '.join(_times(step))}"


def _name(step: Sequence[Cue]) -> str:
    called = next((cue.text for cue in step if cue.kind in ("speech", "practice")), "")
    return step[0].title or " ".join(called.split())


def _times(step: Sequence[Cue]) -> Iterator[str]:
    """Yield the lengths: speech and rests before the practice, the practice with its rule, the silence after it."""
    from coach.units import format_duration

    practice = next((cue for cue in step if cue.kind == "practice"), None)
    ends = practice.start_ms if practice else max(cue.end_ms for cue in step if cue.kind == "speech" or cue is step[0])
    if ends > step[0].start_ms and step[0].kind != "practice":
        yield f"{_seconds(ends - step[0].start_ms)} words" if any(cue.kind == "speech" for cue in step) else ""
    if practice:
        rule = f" = {practice.rule}" if practice.rule else ""
        yield f"{format_duration(round(practice.end_ms - practice.start_ms, -2))} practice{rule}"
    after = practice.end_ms if practice else ends
    if step[-1].end_ms > after:
        yield f"{_seconds(step[-1].end_ms - after)} pause"


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.1f}s"


def _minutes(ms: int) -> str:
    from coach.units import format_duration

    return format_duration(round(ms, -3))
