"""`coach play`: a routine → the loudspeaker, and what the listener asks → the player."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from coach.callers_words import in_callers_words
from coach.cli import completion_values as values
from coach.cli import options
from coach.cli.output import tell
from coach.cli.word_wrap import width_of, wrapped
from coach.errors import UsageError
from coach.interrupts import Interrupted, check, end_through_cleanup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from coach.player.bookmark import Bookmark, Position
    from coach.player.controls.key_settings import KeySettings
    from coach.player.engine.player import Player
    from coach.routine.model import Routine
    from coach.session_options import SessionOptions

_PROFILES = ("session", "sleep")


def play(
    context: typer.Context,
    routines: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ROUTINE",
            help="A name from `coach list`, a routine file, or - for standard input; or several, in their order.",
            show_default=False,
            autocompletion=values.offered(values.routines),
        ),
    ] = None,
    *,
    then: Annotated[
        list[str] | None,
        typer.Option(
            "--then",
            metavar="ROUTINE",
            help="Another one after that, without a break. Repeatable.",
            autocompletion=values.offered(values.routines),
        ),
    ] = None,
    timer: Annotated[
        str | None,
        typer.Option(
            "--timer",
            metavar="TIME",
            help="Silent after so long, such as 30m, without pauses; its last 3 minutes are a fade.",
            show_default=False,
        ),
    ] = None,
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
    from coach.cli.resume import all_of, kept_background, last_session, options_again
    from coach.cli.start_step import check_start
    from coach.player.controls.keys_file import read_keys
    from coach.routine.name_search import routine_meant
    from coach.session_options import SessionOptions

    _check(profile, device)
    timer_ms = options.milliseconds(timer, "--timer")
    keys = read_keys()
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
    names: Sequence[str] = [*(routines or ()), *map(routine_meant, then or ())]
    place = last_session(names, _tell) if resume else None
    if place:
        typed = {name: value for name, value in asked if _is_typed(context, name)}
        names, asked = all_of(place), options_again(place, typed)
    _check_names(names)
    if start is not None:
        check_start(start, asked.conditions, resume=resume)
    _play(names, asked, place, device, keys, timer_ms=timer_ms, start=start, plain=plain, listen=listen)


def _play(
    names: Sequence[str],
    asked: SessionOptions,
    place: Position | None,
    device: str,
    keys: KeySettings,
    *,
    timer_ms: int | None,
    start: str | None,
    plain: bool,
    listen: bool,
) -> None:
    from coach.cli.resume import has_changed, marking
    from coach.cli.start_step import step_named
    from coach.player.bookmark import Bookmark, step_in
    from coach.player.devices.outputs import open_output
    from coach.player.session.view import START_DB
    from coach.release_memory import release_memory_at_once
    from coach.routine.library import open_routine
    from coach.session import open_player

    release_memory_at_once()
    routines = [open_routine(name) for name in names]
    _tell_words(routines, asked, keys)
    end_through_cleanup()  # from here on; a wait for standard input has nothing to clean up
    first = place.number if place else 0
    if place and place.sha256 != routines[first].sha256:
        _tell(has_changed(place))
    bookmark = Bookmark(_tell)
    opening = partial(
        open_player,
        routines,
        asked,
        timer_ms=timer_ms,
        first=first,
        open_device=partial(open_output, device),
        step=partial(step_in, place) if place else partial(step_named, start) if start else 0,
        on_moment=marking(bookmark, names, routines, asked),
        scanning=keys.scanning,
        volume_db=place.volume_db if place else START_DB,
    )
    _sit(opening, bookmark, names, keys, plain=plain, listen=listen)


def _sit(
    opening: Callable[[], AbstractContextManager[Player]],
    bookmark: Bookmark,
    names: Sequence[str],
    keys: KeySettings,
    *,
    plain: bool,
    listen: bool,
) -> None:
    """Play a sitting to its end, and say how it ended, also where somebody interrupts it."""
    from coach.cli.resume import ending

    player: Player | None = None
    try:
        with ExitStack() as stack:
            serve = _ears(stack) if listen else None
            stack.enter_context(bookmark)
            player = stack.enter_context(opening())
            if serve:
                serve(player)
            _attend(stack, player, keys, plain=plain)
            if _is_finished(player):
                bookmark.finished()
            if player.failure:
                raise player.failure
    except Interrupted:
        if player:
            _say(ending(player.view(), names, bookmark, stopped=True))
        raise
    if player.background_failure:
        _tell(f"the session went on without its background: {player.background_failure}")
    _say(ending(player.view(), names, bookmark, stopped=player.stopped))


def _is_finished(player: Player) -> bool:
    """Whether all was heard, and there is nothing to go on with."""
    view = player.view()
    return view.mode == "ended" and not (player.stopped or player.failure or view.left_over)


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


def _attend(stack: ExitStack, player: Player, keys: KeySettings, *, plain: bool) -> None:
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


def _tell_words(routines: Sequence[Routine], asked: SessionOptions, keys: KeySettings) -> None:
    """Say whose voice it is that is heard, and where it has no words for a switch."""
    for routine in routines:
        options.tell_voice(routine, asked.voice, asked.engine)
    _tell_switches([routine.language for routine in routines], keys)


def _tell_switches(languages: Sequence[str], keys: KeySettings) -> None:
    """Say once for each language that verbs are to be scanned, and cannot be said in it."""
    from coach.timeline.guide_words import phrases_of

    for language in dict.fromkeys(languages) if keys.scanning else ():
        if phrases_of(language) is None:
            _tell(f"there are no words for verbs in '{language}': a switch does '{keys.scanned[0]}' at once")


def _check_names(names: Sequence[str]) -> None:
    from coach.routine.library import STANDARD_INPUT

    if not names:
        raise UsageError("name a routine, such as `coach play eyes-closed-calm`; `coach list` shows them")
    if [*names].count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once; write the routine to a file to play it twice")


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
        print(wrapped(in_callers_words(line), width_of(sys.stdout)), flush=True)


def _tell(message: str) -> None:
    """Print a message on standard error, which somebody may have closed."""
    from coach.log import logger, swallowing

    with swallowing(logger(__name__), "printing a message", OSError):
        tell(f"coach: {message}", err=True)
