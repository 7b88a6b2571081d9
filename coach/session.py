"""The whole way on one page: routine → timeline → clips → mix → a file, or whatever else reads the mix."""

from __future__ import annotations

from collections.abc import Sequence  # noqa: TC003 - what is kept of a session is held against `Asked`
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from coach.errors import MissingPart
from coach.export import About
from coach.export.delivery import deliver
from coach.export.report import Origin, Promise
from coach.routine.adapt import adapt, with_background
from coach.routine.library import open_routine
from coach.sound.background import open_background
from coach.sound.levels import levels_of
from coach.sound.library import CC0, background_of
from coach.sound.mix import Mix
from coach.sound.profiles import PROFILES, Profile, profile_of
from coach.sound.whole import as_a_whole
from coach.speech import Voice
from coach.speech.narrator import Narrator
from coach.timeline.compiler import check_day, compile_routine
from coach.timeline.estimate import estimate_by_pace
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.export import Progress
    from coach.export.report import Report
    from coach.player.outputs import Output, Take
    from coach.player.player import Player
    from coach.player.state import State
    from coach.routine.model import Routine
    from coach.sound.library import Sound
    from coach.timeline.model import Timeline
    from coach.timeline.plan import Plan


@dataclass(frozen=True)
class Session:
    """A routine with its timeline, its voice and its background: what is exported or played."""

    routine: Routine
    timeline: Timeline
    narrator: Narrator
    background: Sound | None
    profile: Profile = PROFILES["session"]

    @property
    def over(self) -> float | None:
        """LU of speech over the background; None without one."""
        return self.routine.background.level if self.background else None

    @property
    def origin(self) -> Origin:
        """What it was made of."""
        routine, narrator = self.routine, self.narrator
        heard = dict.fromkeys(cue.sound for cue in self.timeline.cues if cue.sound)
        sounds = [self.background] if self.background else []
        return Origin(
            Path(routine.place("title").file).name,
            routine.sha256,
            sha256(routine.model_dump_json().encode()).hexdigest(),
            narrator.engine,
            narrator.engine_version,
            narrator.voice,
            (
                *((sound.path.name if sound.recording else sound.name, sound.licence) for sound in sounds),
                *((name, CC0) for name in heard),
            ),
        )

    @cached_property
    def mix(self) -> Mix:
        """The session as sound; raises MissingPart, or RoutineError and UsageError for a recording that is broken."""
        background = open_background(self.background, frames_at(self.timeline.duration_ms))
        levels = levels_of(self.timeline, self.narrator.clip, background, self.profile, self.over)
        if self.profile.whole_lufs is not None:
            levels = as_a_whole(self.timeline, levels, background, self.profile.whole_lufs)
        return Mix(self.timeline, levels, background)

    def to_segment(self) -> Any:  # noqa: ANN401 - pydub has no types
        """The session as a pydub AudioSegment, whole in memory; raises MissingPart without pydub."""
        try:
            from pydub import AudioSegment
        except ImportError as error:
            raise MissingPart(f"pydub cannot be imported ({error})", "pip install 'coach[pydub]'") from error
        from coach.export.pcm import pcm_of

        data = b"".join(pcm_of(self.mix))
        return AudioSegment(data, sample_width=2, frame_rate=RATE, channels=2)


class Asked(TypedDict, total=False):
    """What a session is asked for with, beside its routine."""

    engine: str
    """`system` without it."""
    voice: str | None
    """One of the engine's names; it and `length_ms` win over the routine's."""
    length_ms: int | None
    conditions: Sequence[str]
    """Those of the person it is for."""
    despite: Sequence[str]
    """Those of them that would forbid it."""
    background: str | None
    """A name or a file."""
    mix: str | None
    """How far the background stays under the voice."""
    profile: str
    """What the session is for; `session` without it."""


def open_session(
    routine: Routine | Path | str, *, on_spoken: Callable[[str], None] | None = None, **asked: Unpack[Asked]
) -> Session:
    """A routine (or its file, or its name in the library) with every text spoken and in its place.

    It can be asked for with `engine`, `voice`, `length_ms`, `conditions`, `despite`, `background`, `mix` and `profile`,
    as `Asked` has them. `on_spoken` hears of each text that was not in the cache.
    Raises UsageError, RoutineError, Contraindicated, SpeechError, MissingPart.
    """
    routine, profile = _cast(routine, asked)
    sound = background_of(routine)
    with _narrator(routine, asked, on_spoken) as narrator:
        timeline = compile_routine(
            routine,
            narrator.length_ms,
            asked.get("length_ms"),
            paced_length=narrator.length_ms,
            margins=profile.margins,
        )
    return Session(routine, timeline, narrator, sound, profile)


@contextmanager
def open_player(
    routine: Routine | Path | str,
    *,
    open_device: Callable[[Take], Output] | None = None,
    step: int | Callable[[Plan], int] = 0,
    on_moment: Callable[[State], None] | None = None,
    **asked: Unpack[Asked],
) -> Iterator[Player]:
    """A routine that is being played: it sounds before all its words have been spoken.

    It begins at a step, counted from 1 or found in the plan. `open_device` makes the output, the loudspeakers without
    it; `on_moment` is told some times a second where it is. For the rest, and what is raised, see `open_session`;
    MissingPart, too, without a device.
    """
    from coach.player.outputs import open_output
    from coach.player.player import Player
    from coach.player.preparation import Preparation, first_plan
    from coach.player.stage import Stage
    from coach.timeline.phrases import phrases_of

    routine, profile = _cast(routine, asked)
    sound, phrases, length_ms = background_of(routine), phrases_of(routine.language), asked.get("length_ms")
    with _narrator(routine, asked, None) as narrator:
        plan = first_plan(routine, narrator, length_ms, profile.margins)
        background = open_background(sound, frames_at(_LONGER * plan.timeline.duration_ms))
        stage = Stage(narrator, background, profile, routine.background.level if sound else None)
        device = open_device or partial(open_output, "speakers")
        with (
            Player(stage, stage.scene(plan), phrases, device, step=step, on_moment=on_moment) as player,
            Preparation(player, stage, routine, length_ms, profile.margins, phrases),
        ):
            yield player


_LONGER = 3
"""So many times its length, the levels of a background are known: a session that is played can become longer."""


def _cast(routine: Routine | Path | str, asked: Asked) -> tuple[Routine, Profile]:
    """The routine for one person, over one background, for one purpose; what takes longer than a day is refused."""
    if isinstance(routine, (str, Path)):
        routine = open_routine(routine)
    profile = profile_of(asked.get("profile", "session"))
    routine = adapt(routine, asked.get("conditions", ()), asked.get("despite", ()))
    routine = with_background(routine, asked.get("background"), asked.get("mix"))
    check_day(routine, estimate_by_pace(routine.voice.pace))
    return routine, profile


def _narrator(routine: Routine, asked: Asked, on_spoken: Callable[[str], None] | None) -> Narrator:
    voice = Voice(routine.language, asked.get("voice") or routine.voice.name, routine.voice.pace)
    return Narrator(asked.get("engine", "system"), voice, on_spoken=on_spoken)


def export_session(
    session: Session,
    path: Path | str,
    *,
    bitrate: int | None = None,
    accept: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Write a session to a file in the format of its name, and beside it a report of what was measured in it.

    Without a `bitrate`, an MP3 has that of its profile. Raises PromiseBroken, and writes nothing, where the file is
    not what its profile promises and that is not to be accepted; UsageError, ExportError, MissingPart.
    """
    about = About(session.routine.title, bitrate=session.profile.bitrate if bitrate is None else bitrate)
    promise = Promise(session.profile, session.over)
    return deliver(session.mix, about, Path(path), promise, session.origin, accept=accept, progress=progress)
