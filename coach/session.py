"""Routine → timeline → clips → mix, for an export, a player or anything else that reads it: the way on one page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, Unpack

from coach.argument_types import (
    A_FUNCTION,
    A_WHOLE_NUMBER,
    MILLISECONDS,
    between,
    either,
    instance,
    optional,
    takes,
    whole,
)
from coach.errors import UsageError
from coach.export.segment import segment_of
from coach.player.session.scan import Scanning
from coach.player.session.view import LOUDEST_DB, SOFTEST_DB, START_DB
from coach.routine.for_listener import adapt, with_background
from coach.routine.library import open_routine
from coach.routine.made_by_hand import check_made
from coach.routine.model import Routine
from coach.session_options import SessionKeywords, SessionOptions, options_of, spell_out_options
from coach.short_repr import shown_by
from coach.sound.background import open_background
from coach.sound.centred import Centred
from coach.sound.known_levels import KnownClips
from coach.sound.level_plan import plan_levels
from coach.sound.mix import Mix
from coach.sound.profiles import PROFILES, Profile, profile_of
from coach.sound.programme_loudness import at_programme_loudness
from coach.sound.sound_library import background_of
from coach.speech.casting import cast_narrator, measure_so_far, speak_ahead
from coach.timeline.compiler import check_day, check_length, compile_routine
from coach.timeline.estimate import estimate_by_pace
from coach.uncopied import uncopied
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.player.devices.outputs import Output, Take
    from coach.player.engine.player import Player
    from coach.player.session.state import State
    from coach.sound.background import Background
    from coach.sound.sound_library import Sound
    from coach.speech.narrator import Narrator
    from coach.timeline.plan import Plan
    from coach.timeline.timeline import Timeline

_DECIBELS = between("a number of decibels from -60 to 60", -60, 60)


@dataclass(frozen=True, eq=False)
class Session:
    """A routine with its timeline, its voice and its background, ready to be exported or read as samples.

    It owns its voice: use it with `with`, or close it. A closed one still has its timeline, but no sound.

    Attributes:
        routine: The routine as it was adapted to the options.
        timeline: All cues, in whole milliseconds.
        mix: The sound: `mix.frames` frames at 44,100 a second, and `mix.blocks(start, end)`, as often as wanted; each
            block's `samples` are float32 of the shape (frames, 2) in [-1, 1].

    Raises:
        UsageError: By `mix` and `to_segment`, once it is closed.

    Example:
        >>> import coach
        >>> with coach.open_session("eyes-closed-calm", engine="silent") as session:
        ...     [block.samples.shape for block in session.mix.blocks(0, 44_100)]
        [(44100, 2)]
    """

    routine: Routine
    timeline: Timeline
    narrator: Narrator
    background: Sound | None
    profile: Profile = PROFILES["session"]
    conditions: tuple[str, ...] = ()
    options: SessionOptions = SessionOptions()  # noqa: RUF009 - frozen
    __repr__ = shown_by("routine.title", "timeline.duration_ms", "options")
    __reduce__ = uncopied("keep its `routine` and its `options`, and open it again")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the voice; there is no sound from then on. Closing it twice does nothing."""
        self.narrator.close()
        while self._backgrounds:
            self._backgrounds.pop().close()

    @property
    def speech_to_background_lu(self) -> float | None:
        """The LU by which speech lies over the background; None without a background."""
        return self.routine.background.level if self.background else None

    @property
    def mix(self) -> Mix:
        """The session as sound; raises MissingPart or RoutineError, and UsageError for a recording or once closed."""
        self.narrator.check_open()
        return self._mix

    @cached_property
    def _mix(self) -> Mix:
        return self.mixed()

    @cached_property
    def _backgrounds(self) -> list[Background]:
        """All that were opened, to be closed with the session."""
        return []

    @takes(channels=whole("1 or 2", 1, 2), louder_db=_DECIBELS, lower_peaks_db=_DECIBELS)
    def mixed(self, channels: int = 2, louder_db: float = 0.0, lower_peaks_db: float = 0.0) -> Mix:
        """Return the session as sound for two loudspeakers or for one, over a louder background; raises as `mix`.

        `lower_peaks_db` is how far its peaks stay under those of the profile, for a format that adds to them.
        """
        self.narrator.check_open()
        frames = frames_at(self.timeline.duration_ms)
        background = open_background(self.background, frames)
        self._backgrounds.append(background)
        background = background if channels == 2 else Centred(background, frames)  # noqa: PLR2004 - stereo
        over = self.speech_to_background_lu
        over = None if over is None else over - louder_db
        profile = replace(self.profile, peak_dbtp=self.profile.peak_dbtp - lower_peaks_db)
        known = KnownClips(self.narrator.digest)
        levels = plan_levels(self.timeline, self.narrator.clip, background, profile, over, known)
        if self.profile.whole_lufs is not None:
            levels = at_programme_loudness(self.timeline, levels, background, self.profile.whole_lufs)
        self.narrator.rest()
        return Mix(self.timeline, levels, background, channels=channels)

    def to_segment(self) -> Any:  # noqa: ANN401 - pydub has no types
        """Return the session as a pydub AudioSegment, whole in memory; raises as `mix`, MissingPart without pydub."""
        return segment_of(self.mix)


@spell_out_options
@takes(on_spoken=optional(A_FUNCTION))
def open_session(
    routine: Routine | Path | str,
    options: SessionOptions | None = None,
    *,
    on_spoken: Callable[[str], None] | None = None,
    **keywords: Unpack[SessionKeywords],
) -> Session:
    """Open a routine as a session, with every text spoken and in its place.

    Args:
        routine: A `Routine`, its file, or its name in the library.
        options: The options of the session; the keywords override them.
        on_spoken: A function that is called with each text that was not in the cache, after it was spoken.
        engine, voice, fill: The engine and the voice that speak, and whether another one says what they cannot.
        length_ms: The exact length in milliseconds.
        conditions, despite: The conditions of the person it is for; those that would forbid it, and are not to.
        background, mix: The sound under the voice, and how far under it: a level, or a number of LU.
        profile: The purpose of the session.
        words: `full`, or `brief` for somebody who knows the routine. `SessionOptions` says more of each option.

    Returns:
        A `Session`, to be used with `with`, or closed.

    Raises:
        UsageError: For an unknown routine, option or name, and for a wrong type.
        RoutineError: For problems of the routine, all at once, and for a length that cannot be reached.
        Contraindicated: For a condition that forbids it.
        SpeechError: Where the voice fails.
        MissingPart: Where this machine lacks a voice.

    Example:
        >>> import coach
        >>> with coach.open_session("eyes-closed-calm", engine="silent", length_ms=480_000) as session:
        ...     session.timeline.duration_ms
        480000
    """
    chosen = options_of(options, keywords)
    routine, profile = prepare_routine(routine, chosen)
    sound = background_of(routine)
    narrator = cast_narrator(routine, chosen, on_spoken)
    try:
        check_length(routine, partial(measure_so_far, narrator), chosen.length_ms, profile.margins)
        speak_ahead(narrator, routine, chosen.length_ms, profile.margins)
        timeline = compile_routine(
            routine, narrator.length_ms, chosen.length_ms, paced_length=narrator.length_ms, margins=profile.margins
        )
    except BaseException:
        narrator.close()
        raise
    narrator.rest()
    return Session(routine, timeline, narrator, sound, profile, tuple(dict.fromkeys(chosen.conditions)), chosen)


@spell_out_options
@takes(
    timer_ms=optional(MILLISECONDS),
    first=A_WHOLE_NUMBER,
    open_device=optional(A_FUNCTION),
    step=either(A_WHOLE_NUMBER, A_FUNCTION),
    on_moment=optional(A_FUNCTION),
    scanning=optional(instance("a Scanning", Scanning)),
    volume_db=between("a number of decibels from -30 to 0", SOFTEST_DB, LOUDEST_DB),
)
@contextmanager
def open_player(
    routine: Routine | Path | str | Sequence[Routine | Path | str],
    options: SessionOptions | None = None,
    *,
    timer_ms: int | None = None,
    first: int = 0,
    open_device: Callable[[Take], Output] | None = None,
    step: int | Callable[[Plan], int] = 0,
    on_moment: Callable[[State], None] | None = None,
    scanning: Scanning | None = None,
    volume_db: float = START_DB,
    **keywords: Unpack[SessionKeywords],
) -> Iterator[Player]:
    """Play routines while the `with` lasts; they can be heard before all their texts have been synthesised.

    Args:
        routine: A `Routine`, its file, or its name in the library; or a list of them, played one after the other.
        options: The options of the session; the keywords, which `open_session` explains, override them.
        timer_ms: The milliseconds after which it is silent, whatever is played; the last three minutes are a fade.
            A pause stops the countdown, a wait for the listener does not. No words are
            cut, and the background goes on until then where all else is over sooner.
        first: The number of the routine at which it begins, from 0; `back` leads to those before it.
        open_device: Makes the output from a function that gives the frames it asks for; None for the loudspeakers.
        step: The step at which it begins, counted from 1, or a function that finds it in the plan; 0 is the beginning.
            One that there is not is refused.
        on_moment: A function that is called some times a second with the state of the playback, in the thread that
            makes the sound: one that takes longer than a second is heard as silence. One that raises is logged, and is
            not called again.
        volume_db: The volume at which it begins, from -30 to 0 dB, as `louder` and `softer` change it.
        scanning: How verbs are offered to a switch (see `player/session/scan.py`): `player.ask("take")` begins it.

    Returns:
        A context manager that gives a `Player`; `player.ask("next")` asks for a verb, and `player.over` is set at the
        end. What ended it, other than its end or the verb `stop`, is then `player.failure`.

    Raises:
        MissingPart: Also without a device.
        CoachError: As `open_session` does.

    Example:
        >>> import coach
        >>> from coach.player.devices.outputs.memory import Memory  # plays to nobody
        >>> with coach.open_player("eyes-closed-calm", engine="silent", open_device=Memory) as player:
        ...     player.view().title
        'Eyes closed, calm hands'
    """
    from coach.player.devices.outputs import checked_output, open_output
    from coach.player.open_sitting import check_sitting, open_sitting

    chosen = options_of(options, keywords)
    routines = [*routine] if isinstance(routine, Sequence) and not isinstance(routine, str) else [routine]
    check_sitting(len(routines), chosen.length_ms, timer_ms, first)
    prepared = [prepare_routine(each, chosen)[0] for each in routines]
    device = checked_output(open_device) if open_device else partial(open_output, "speakers")
    with open_sitting(
        prepared,
        chosen,
        device,
        timer_ms=timer_ms,
        first=first,
        step=step,
        on_moment=on_moment,
        scanning=scanning,
        volume_db=volume_db,
    ) as player:
        yield player


def prepare_routine(routine: Routine | Path | str, options: SessionOptions) -> tuple[Routine, Profile]:
    """Return the routine for one person, over one background, and its profile; more than a day is refused."""
    if isinstance(routine, (str, Path)):
        routine = open_routine(routine)
    if not isinstance(routine, Routine):
        raise UsageError(f"routine: {routine!r} is no routine; give a name from `coach list`, a file, or a Routine")
    check_made(routine)
    profile = profile_of(options.profile)
    routine = adapt(routine, options.conditions, options.despite, options.words)
    routine = with_background(routine, options.background, options.mix)
    check_day(routine, estimate_by_pace(routine.voice.pace))
    return routine, profile
