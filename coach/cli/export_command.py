"""`coach export`: a routine → a file."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from coach.cli import options
from coach.export.formats import FORMATS, SUFFIXES
from coach.interrupts import end_through_cleanup


def export(
    routine: options.Routine,
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", show_default=f"NAME{FORMATS[0].suffix}", help=f"The file to write: {SUFFIXES}."),
    ] = None,
    bitrate: Annotated[
        int | None, typer.Option(help="Of an MP3, in kbit/s.", show_default="that of the profile: 128, or 192")
    ] = None,
    length: options.Length = None,
    profile: options.ProfileName = "session",
    background: options.BackgroundName = None,
    mix: options.MixLevel = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    engine: options.Engine = None,
    voice: options.VoiceName = None,
    fill: options.Fill = False,
    stems: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write narration, background and cues there too, as WAV.", show_default=False),
    ] = None,
    chapters: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="Chapters of an MP3: steps, sections or none.",
            show_default="steps for a caregiver, else sections",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Its title in a player.", show_default="the routine's")] = None,
    artist: Annotated[str | None, typer.Option(help="Its artist.", show_default="the routine's author")] = None,
    album: Annotated[str | None, typer.Option(help="Its album.", show_default="the routine's")] = None,
    comment: Annotated[str | None, typer.Option(help="What it tells of itself.", show_default="the summary")] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Write the file also if it breaks what its profile promises.")
    ] = False,
) -> None:
    """Write a guided session to a file, and a report of what was measured in it beside it."""
    from coach.cli.progress import Display
    from coach.cli.release_memory import release_memory_at_once
    from coach.export import check_export
    from coach.export.about import Tags
    from coach.export.ingredients import check_ingredients
    from coach.export.stems import check_stems, check_stems_length, stems_in, write_stems
    from coach.export.verified_export import report_path
    from coach.routine.library import open_routine
    from coach.session import export_session, open_session
    from coach.sound.profiles import profile_of

    length_ms = options.milliseconds(length)
    target = options.target(routine, output, FORMATS[0].suffix, condition)
    tags = Tags(title, artist, album, comment, chapters)
    loaded = open_routine(routine)
    check_export(target, profile_of(profile).bitrate if bitrate is None else bitrate)
    if stems:
        check_stems(stems, target)
    check_ingredients(loaded, [target, report_path(target), *(stems_in(stems) if stems else ())], background)
    options.tell_voice(loaded, voice, engine)
    end_through_cleanup()
    release_memory_at_once()
    with (
        Display() as display,
        open_session(
            loaded,
            engine=engine,
            voice=voice,
            fill=fill,
            length_ms=length_ms,
            conditions=condition or (),
            despite=despite or (),
            background=background,
            mix=mix,
            profile=profile,
            on_spoken=display.spoken,
        ) as session,
    ):
        if stems:
            check_stems_length(session.timeline)
        options.tell_chapters(session, chapters)
        report = export_session(session, target, bitrate=bitrate, tags=tags, accept=accept, progress=display.written)
        if stems:
            write_stems(session.mix, stems)
        display.finished(target, report)
