"""The whole way on one page: routine → timeline → clips → mix → a file, or whatever else reads the mix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from collections.abc import Callable, Sequence

    from coach.export import Progress
    from coach.export.report import Report
    from coach.routine.model import Routine
    from coach.sound.library import Sound
    from coach.timeline.model import Timeline


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


def open_session(
    routine: Routine | Path | str,
    *,
    engine: str = "system",
    voice: str | None = None,
    length_ms: int | None = None,
    conditions: Sequence[str] = (),
    despite: Sequence[str] = (),
    background: str | None = None,
    mix: str | None = None,
    profile: str = "session",
    on_spoken: Callable[[str], None] | None = None,
) -> Session:
    """A routine (or its file, or its name in the library) with every text spoken and in its place.

    `voice` is one of the engine's names; it and `length_ms` win over the routine's. `conditions` are those of the
    person it is for, `despite` those that would forbid it. `background` is a name or a file, `mix` how far it stays
    under the voice, `profile` what the session is for. `on_spoken` hears of each text that was not in the cache.
    Raises UsageError, RoutineError, Contraindicated, SpeechError, MissingPart.
    """
    if isinstance(routine, (str, Path)):
        routine = open_routine(routine)
    chosen = profile_of(profile)
    routine = with_background(adapt(routine, conditions, despite), background, mix)
    sound = background_of(routine)
    check_day(routine, estimate_by_pace(routine.voice.pace))
    speaker = Voice(routine.language, voice or routine.voice.name, routine.voice.pace)
    with Narrator(engine, speaker, on_spoken=on_spoken) as narrator:
        timeline = compile_routine(
            routine, narrator.length_ms, length_ms, paced_length=narrator.length_ms, margins=chosen.margins
        )
    return Session(routine, timeline, narrator, sound, chosen)


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
