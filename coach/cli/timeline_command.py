"""`coach timeline`: what is heard and done when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Unpack

import typer

from coach.cli import options
from coach.cli.output import print_json, tell_tables
from coach.cli.table import Column, Heading, Row, Table
from coach.interrupts import check, end_through_cleanup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.routine.model import Routine
    from coach.session_options import SessionKeywords
    from coach.timeline.head_and_tail import Margins
    from coach.timeline.timeline import Cue, Timeline

_COLUMNS = (Column("dim"), Column(right=True), Column("cyan", right=True), Column("green"), Column())


def timeline(
    routine: options.Routine,
    *,
    measure: Annotated[
        bool, typer.Option("--measure", help="Have all words spoken and measured, in place of an estimate.")
    ] = False,
    length: options.Length = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    words: options.Words = "full",
    profile: options.ProfileName = "session",
    engine: options.Engine = None,
    voice: options.VoiceName = None,
    as_json: options.AsJson = False,
) -> None:
    """Show what is heard and done when."""
    from coach.routine.for_listener import adapt
    from coach.routine.library import open_routine
    from coach.sound.profiles import profile_of
    from coach.speech.casting import estimate_for

    length_ms = options.milliseconds(length)
    chosen = profile_of(profile)
    adapted = adapt(open_routine(routine), condition or (), despite or (), words)
    if measure:
        compiled = _speak(adapted, length_ms=length_ms, profile=profile, engine=engine, voice=voice)
    else:
        compiled = _estimate(adapted, length_ms, chosen.margins, estimate_for(adapted, voice, engine))
    if as_json:
        print_json(compiled.as_dict() | {"estimated": not measure})
    else:
        note = "" if measure else " (estimated, as nothing was spoken; --measure speaks)"
        tell_tables(Table(_COLUMNS, [*_rows(compiled, note)]))


def _estimate(routine: Routine, length_ms: int | None, margins: Margins, spoken_length: Callable[..., int]) -> Timeline:
    from coach.timeline.compiler import compile_routine

    return compile_routine(routine, spoken_length, length_ms, paced_length=spoken_length, margins=margins)


def _speak(routine: Routine, **options: Unpack[SessionKeywords]) -> Timeline:
    from coach.session import open_session

    end_through_cleanup()
    with open_session(routine, on_spoken=lambda _: check(), **options) as session:
        return session.timeline


def _rows(compiled: Timeline, note: str) -> Iterator[Row | Heading]:
    from coach.units import format_timestamp

    section = None
    yield Heading(f"{compiled.title} · {format_timestamp(compiled.duration_ms)}{note}")
    for cue in compiled.cues:
        if cue.section not in (section, None):
            yield from (Heading(), Heading(f"  {cue.section}"))
        section = cue.section or section
        yield _row(cue)


def _row(cue: Cue) -> Row:
    from coach.units import format_duration, format_timestamp

    length = f"{format_duration(cue.end_ms - cue.start_ms):>8}"
    text = cue.text or (cue.sound if cue.kind == "sound" else "")
    return Row((format_timestamp(cue.start_ms), length, f"{cue.step or '':>4}", f"{cue.kind:<8}", text or ""))
