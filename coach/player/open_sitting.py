"""Routines, each made ready for one person → a player of them all, and what speaks for it meanwhile."""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.player.engine.player import Player
from coach.player.engine.scene import SceneBuilder
from coach.player.engine.sitting import Sitting, Track
from coach.player.engine.speech_prefetch import SpeechPrefetch, first_plan
from coach.player.session.view import START_DB
from coach.routine.limits import DAY_MS
from coach.sound.background import open_background
from coach.sound.profiles import profile_of
from coach.sound.sound_library import background_of
from coach.speech.casting import cast_narrator
from coach.timeline.guide_words import phrases_of
from coach.timeline.head_and_tail import SLEEP_FADE_MS, added_by
from coach.units import format_duration, frames_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.player.devices.outputs import Output, Take
    from coach.player.engine.speech_prefetch import Wanted
    from coach.player.session.scan import Scanning
    from coach.player.session.state import State
    from coach.routine.model import Routine
    from coach.session_options import SessionOptions
    from coach.timeline.plan import Plan

_LONGER = 3
"""The multiple of a session's length for which the background's levels are known: playing can make it longer."""
_LEAST_MS = SLEEP_FADE_MS + 60_000
"""The shortest timer: the fade, and a minute before it."""


@contextmanager
def open_sitting(
    routines: Sequence[Routine],
    options: SessionOptions,
    open_device: Callable[[Take], Output],
    *,
    timer_ms: int | None = None,
    first: int = 0,
    step: int | Callable[[Plan], int] = 0,
    on_moment: Callable[[State], None] | None = None,
    scanning: Scanning | None = None,
    volume_db: float = START_DB,
) -> Iterator[Player]:
    """Play routines, one after the other, while the `with` lasts; `check_sitting` has seen what is asked for."""
    with ExitStack() as stack:
        wanted = [
            _wanted(routine, options, goes_on=timer_ms is not None or number < len(routines))
            for number, routine in enumerate(routines, 1)
        ]
        tracks = [_track(stack, *each, options) for each in zip(routines, wanted, strict=True)]
        sitting = Sitting(tracks)
        moment = sitting.first(first, step, None if timer_ms is None else frames_at(timer_ms))
        moment = replace(moment, volume_db=volume_db)
        player = stack.enter_context(Player(sitting, moment, open_device, on_moment, scanning))
        before: SpeechPrefetch | None = None
        for number in (*range(first, len(tracks)), *reversed(range(first))):
            before = stack.enter_context(SpeechPrefetch(player, number, wanted[number], before))
        yield player


def check_sitting(routines: int, length_ms: int | None, timer_ms: int | None, first: int) -> None:
    """Raise UsageError for a length, a timer or a first routine that cannot be meant."""
    if not routines:
        raise UsageError("there is no routine to play; name one at least")
    if first not in range(routines):
        raise UsageError(f"first: there is no routine {first!r}; they are counted from 0 to {routines - 1}")
    if length_ms is not None and routines > 1:
        raise UsageError("a length is for one routine; with several, give each its `length:`, or end all with a timer")
    if timer_ms is None:
        return
    given, fade = format_duration(timer_ms), format_duration(SLEEP_FADE_MS)
    if not _LEAST_MS <= timer_ms <= DAY_MS:
        reach = f"{format_duration(_LEAST_MS)} to {format_duration(DAY_MS)}"
        raise UsageError(f"a timer of {given} is not possible: its last {fade} are a fade; give it {reach}")
    if length_ms is not None and length_ms > timer_ms:
        length = format_duration(length_ms)
        raise UsageError(f"the timer of {given} ends a session of {length} early; give only one of them")


def _wanted(routine: Routine, options: SessionOptions, *, goes_on: bool) -> Wanted:
    """Return the length of a routine and its margins; what an ending has more, the steps do not lose."""
    margins = replace(profile_of(options.profile).margins, goes_on=goes_on)
    length_ms = routine.length if options.length_ms is None else options.length_ms
    return None if length_ms is None else length_ms + added_by(routine, margins), margins


def _track(stack: ExitStack, routine: Routine, wanted: Wanted, options: SessionOptions) -> Track:
    """Open the voice and the background of a routine, for as long as the sitting lasts."""
    narrator = stack.enter_context(cast_narrator(routine, options, None, live=True))
    plan, sound = first_plan(routine, narrator, *wanted), background_of(routine)
    frames = frames_at(_LONGER * plan.timeline.duration_ms)
    background = stack.enter_context(closing(open_background(sound, frames)))
    over = routine.background.level if sound else None
    builder = SceneBuilder(narrator, background, profile_of(options.profile), over)
    return Track.of(builder, plan, phrases_of(routine.language))
