"""`coach picture`: a routine → a picture of its whole session."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import completion_values as values
from coach.cli import options
from coach.interrupts import check, end_through_cleanup

if TYPE_CHECKING:
    from coach.export.picture.caption import Backdrop
    from coach.session import Session


def picture(
    routine: options.Routine,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            show_default="NAME.svg",
            help="The file to write: .svg or .png; .jpg or .png for a cover.",
        ),
    ] = None,
    style: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="What it shows: overview, cover, or notes to read along.",
            autocompletion=values.offered(lambda: ["overview", "cover", "notes"]),
        ),
    ] = "overview",
    length: options.Length = None,
    profile: options.ProfileName = "session",
    background: options.BackgroundName = None,
    mix: options.MixLevel = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    words: options.Words = "full",
    engine: options.Engine = None,
    voice: options.VoiceName = None,
    fill: options.Fill = False,
    replace: options.Replace = False,
) -> None:
    """Draw a whole session: its sections, what is heard and done when, and how loud the background is."""
    from coach.cli.progress import Display
    from coach.export.ingredients import check_ingredients
    from coach.export.made_files import making
    from coach.export.picture import check_picture, draw, style_named
    from coach.routine.library import open_routine
    from coach.session import open_session

    length_ms = options.milliseconds(length)
    target = options.target(routine, output, style_named(style).suffixes[0], words=words)
    loaded = open_routine(routine)
    check_picture(target, style)
    check_ingredients(loaded, [target], background)
    options.tell_voice(loaded, voice, engine)
    end_through_cleanup()
    with (
        making([target], replace=replace),
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
            words=words,
            on_spoken=display.spoken,
        ) as session,
    ):
        check()
        draw(session.timeline, session.mix.levels, target, _backdrop(session), style)


def _backdrop(session: Session) -> Backdrop | None:
    """Return what the picture has to know of the background; None where nobody hears one."""
    from coach.export.picture.caption import Backdrop

    if session.background is None or session.speech_to_background_lu is None:
        return None
    return Backdrop(session.mix.background.powers, session.speech_to_background_lu, session.background.name)
