"""`coach play`: a routine → the loudspeaker, and what the listener asks → the player."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import completion_values as values
from coach.cli import options
from coach.cli.output import tell
from coach.errors import UsageError
from coach.interrupts import check, end_through_cleanup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach.player.bookmark import Position
    from coach.player.engine.player import Player
    from coach.player.session.commands import Verb
    from coach.session_options import SessionOptions

_PROFILES = ("session", "sleep")


def play(
    context: typer.Context,
    routine: Annotated[
        str | None,
        typer.Argument(
            metavar="ROUTINE",
            help="A name from `coach list`, a routine file, or - for standard input.",
            show_default=False,
            autocompletion=values.offered(values.routines),
        ),
    ] = None,
    *,
    length: options.Length = None,
    profile: Annotated[
        str, typer.Option("--profile", metavar="NAME", help="What it is for: session, or sleep.")
    ] = "session",
    background: options.BackgroundName = None,
    mix: options.MixLevel = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    words: options.Words = "full",
    engine: options.Engine = None,
    voice: options.VoiceName = None,
    fill: options.Fill = False,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Go on at the step where the last session ended or was cut off; options given hold anew."
        ),
    ] = False,
    start: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="STEP", help="Begin at a step: its number, or words of its title.", show_default=False
        ),
    ] = None,
    listen: Annotated[bool, typer.Option("--listen", help="Obey spoken commands, such as “coach, next step”.")] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="A line for each step, as screen readers like it, and no full screen.")
    ] = False,
    device: options.Device = "speakers",
) -> None:
    """Play a session, and do what is asked: by keys, pedals, headset buttons or voice."""
    from coach.cli.resume import kept_background, last_session, options_again
    from coach.cli.start_step import check_start
    from coach.player.controls.bindings import bindings
    from coach.session_options import SessionOptions

    _check(profile, device)
    keys = bindings()
    asked = SessionOptions(
        engine=engine,
        voice=voice,
        fill=fill,
        length_ms=options.milliseconds(length),
        conditions=condition or (),
        despite=despite or (),
        background=kept_background(background),
        mix=mix,
        profile=profile,
        words=words,
    )
    place = last_session(routine) if resume else None
    if place:
        typed = {name: value for name, value in asked if _is_typed(context, name)}
        routine, asked = place.routine, options_again(place, typed)
    if routine is None:
        raise UsageError("name a routine, such as `coach play eyes-closed-calm`; `coach list` shows them")
    if start is not None:
        check_start(start, asked.conditions, resume=resume)
    _play(routine, asked, place, device, keys, start=start, plain=plain, listen=listen)


def _play(
    name: str,
    asked: SessionOptions,
    place: Position | None,
    device: str,
    keys: Mapping[str, Verb],
    *,
    start: str | None,
    plain: bool,
    listen: bool,
) -> None:
    from coach.cli.resume import has_changed, is_kept, marking
    from coach.cli.start_step import step_named
    from coach.player.bookmark import Bookmark, step_in
    from coach.player.devices.outputs import open_output
    from coach.player.screen.wording import ending_of
    from coach.release_memory import release_memory_at_once
    from coach.routine.library import open_routine
    from coach.session import open_player

    release_memory_at_once()
    routine = open_routine(name)
    options.tell_voice(routine, asked.voice, asked.engine)
    end_through_cleanup()  # from here on; a wait for standard input has nothing to clean up
    if place and place.sha256 != routine.sha256:
        _tell(has_changed(place))
    with ExitStack() as stack:
        serve = _ears(stack) if listen else None
        bookmark = stack.enter_context(Bookmark(_tell))
        player = stack.enter_context(
            open_player(
                routine,
                asked,
                open_device=partial(open_output, device),
                step=partial(step_in, place) if place else partial(step_named, start) if start else 0,
                on_moment=marking(bookmark, name, routine, asked),
            )
        )
        if serve:
            serve(player)
        _attend(stack, player, keys, plain=plain)
        if player.view().mode == "ended" and not player.stopped and not player.failure:
            bookmark.finished()
        if player.failure:
            raise player.failure
    if player.background_failure:
        _tell(f"the session went on without its background: {player.background_failure}")
    _say(ending_of(player.view(), stopped=player.stopped, resumes=is_kept(name)))


def _ears(stack: ExitStack) -> Callable[[Player], None]:
    """Open the microphone before anything sounds; raises MissingPart without one.

    Returns what connects it to the player, which does not exist yet.
    """
    from coach.player.controls.voice_commands.listening import AGO_MS, Listening

    listening = stack.enter_context(Listening())

    def serve(player: Player) -> None:
        listening.serve(partial(player.ask, ago_ms=AGO_MS), player.note)
        player.overhear(listening.played)

    return serve


def _attend(stack: ExitStack, player: Player, keys: Mapping[str, Verb], *, plain: bool) -> None:
    """Run controls and a screen while the session is played; the sound has already begun."""
    from coach.player.controls.mpris import Mpris
    from coach.player.keep_awake import keep_awake
    from coach.player.screen import screen_for
    from coach.player.screen.plain import Plain

    stack.enter_context(keep_awake())
    mpris = stack.enter_context(Mpris(player.ask, player.view))
    player.watchers.append(lambda _: mpris.changed())
    screen = screen_for(plain, keys)
    if isinstance(screen, Plain):
        from coach.player.controls.keys import TerminalKeys

        stack.enter_context(TerminalKeys(player.ask, keys))
    check()
    screen.run(player)


def _check(profile: str, device: str) -> None:
    from coach.sound.profiles import profile_of

    if profile_of(profile).name not in _PROFILES:
        raise UsageError(f"the profile '{profile}' is for files; play it as {' or '.join(_PROFILES)}")
    options.check_device(device)


def _is_typed(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(options.spelled(name))
    return source is not None and source.name == "COMMANDLINE"


def _say(line: str) -> None:
    """Print a line on standard output, which somebody may have closed."""
    from coach.log import logger, swallowing

    with swallowing(logger(__name__), "printing the last line", OSError, ValueError):
        print(line, flush=True)


def _tell(message: str) -> None:
    """Print a message on standard error, which somebody may have closed."""
    from coach.log import logger, swallowing

    with swallowing(logger(__name__), "printing a message", OSError):
        tell(f"coach: {message}", err=True)
