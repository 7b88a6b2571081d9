"""The whole way on one page: routine → timeline → clips → mix → a file, or whatever else reads the mix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import MissingPart
from coach.export import About, write
from coach.routine.adapt import adapt
from coach.routine.library import open_routine
from coach.routine.model import LEVELS
from coach.sound.background import open_background
from coach.sound.library import background_of
from coach.sound.mix import Mix
from coach.speech import Voice
from coach.speech.narrator import Narrator
from coach.timeline.compiler import check_day, compile_routine
from coach.timeline.estimate import estimate_by_pace
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.export import Progress
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

    @cached_property
    def mix(self) -> Mix:
        """The session as sound; raises MissingPart where the background's file is not there."""
        background = open_background(self.background) if self.background else None
        return Mix(self.timeline, self.narrator.clip, background, LEVELS[self.routine.background.level])

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
    on_spoken: Callable[[str], None] | None = None,
) -> Session:
    """A routine (or its file, or its name in the library) with every text spoken and in its place.

    `voice` is one of the engine's names; it and `length_ms` win over the routine's. `conditions` are those of the
    person it is for, `despite` those that would forbid it. `on_spoken` hears of each text that was not in the cache.
    Raises UsageError, RoutineError, Contraindicated, SpeechError, MissingPart.
    """
    if isinstance(routine, (str, Path)):
        routine = open_routine(routine)
    routine = adapt(routine, conditions, despite)
    background = background_of(routine)
    check_day(routine, estimate_by_pace(routine.voice.pace))
    speaker = Voice(routine.language, voice or routine.voice.name, routine.voice.pace)
    with Narrator(engine, speaker, on_spoken=on_spoken) as narrator:
        timeline = compile_routine(routine, narrator.length_ms, length_ms, paced_length=narrator.length_ms)
    return Session(routine, timeline, narrator, background)


def export_session(session: Session, path: Path | str, *, bitrate: int = 128, progress: Progress | None = None) -> None:
    """Write a session to a file in the format of its name; raises UsageError, ExportError, MissingPart."""
    about = About(session.routine.title, bitrate=bitrate)
    write(session.mix, about, Path(path), progress)
