"""`coach export`: a routine → a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options
from coach.cli.interrupts import end_through_cleanup
from coach.errors import UsageError


def export(
    routine: options.Routine,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", show_default="NAME.mp3", help="The file to write: .mp3 or .wav.")
    ] = None,
    bitrate: Annotated[int, typer.Option(help="Of an MP3, in kbit/s.")] = 128,
    length: options.Length = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    engine: options.Engine = "system",
    voice: options.VoiceName = None,
) -> None:
    """Write a guided session to a file."""
    from coach.cli.progress import Display
    from coach.export import check_export
    from coach.routine.library import STANDARD_INPUT, open_routine
    from coach.session import export_session, open_session

    length_ms = options.milliseconds(length)
    if routine == STANDARD_INPUT and output is None:
        raise UsageError("a routine on standard input has no name; name the file to write with -o")
    loaded = open_routine(routine)
    target = output or Path(f"{Path(routine).stem}.mp3")
    check_export(target, bitrate)
    end_through_cleanup()
    with Display() as display:
        session = open_session(
            loaded,
            engine=engine,
            voice=voice,
            length_ms=length_ms,
            conditions=condition or (),
            despite=despite or (),
            on_spoken=display.spoken,
        )
        export_session(session, target, bitrate=bitrate, progress=display.written)
        display.finished(target, session.timeline.duration_ms)
