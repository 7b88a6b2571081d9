"""A routine's file + options → a take: its plan, and the voice that it is heard with.

The voice of the last take is kept, if the routine still names the same: its process is running, and what is known of
its words need not be looked up again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from coach.player.engine.speech_prefetch import Measure
from coach.routine.library import open_routine
from coach.routine.model import files_of
from coach.session import prepare_routine
from coach.sound.sound_library import background_of
from coach.speech.casting import cast_narrator
from coach.timeline.compiler import measure_again, plan_routine
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.routine.model import Routine
    from coach.session_options import SessionOptions
    from coach.sound.profiles import Profile
    from coach.speech.narrator import Narrator
    from coach.timeline.plan import Plan
    from coach.timeline.timeline import Cue

_OF_VOICE = {"language", "voice", "pronounce"}
"""What a routine says about who speaks it, and how."""


@dataclass(frozen=True, eq=False)
class Take:
    """A routine as its file is now."""

    written: Routine
    """The routine as its author wrote it, for everybody."""
    plan: Plan
    """Its plan for one listener, by the lengths of the words that have been spoken, and an estimate of the others."""
    narrator: Narrator
    profile: Profile

    @property
    def files(self) -> frozenset[Path]:
        """The files that it was read from, with those that it uses."""
        return frozenset(map(Path, files_of(self.written)))

    def words_of(self, step: int) -> list[Cue]:
        """Return the cues of a step that are spoken."""
        return [cue for cue in self.plan.timeline.speech if cue.step == step]

    def frames_of(self, step: int) -> tuple[int, int]:
        """Return the frames at which a step begins and ends."""
        start, end = self.plan.steps[step - 1 : step + 1]
        return frames_at(start), frames_at(end)

    def measured(self, step: int) -> Take:
        """Return the same take by what is known now of its words from a step on: more may have been spoken."""
        measure, before_ms = Measure(self.narrator).length_ms, max(0, self.plan.steps[step - 1] - 1)
        return replace(self, plan=measure_again(self.plan, before_ms, measure, measure))


class Rehearsal:
    """A routine's file that is read again and again. Use it with `with`: it owns the voices."""

    def __init__(self, path: Path, options: SessionOptions) -> None:
        self._path, self._options = path, options
        self._background = ""
        """What the routine says of its background, once that was found to be one."""
        self._voices: list[tuple[str, Narrator]] = []
        """The voices that are not closed yet, each with what decides it; the last one is in use."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while self._voices:
            self._voices.pop()[1].close()

    def take(self) -> Take:
        """Read the file, and return its routine as it can be heard now; nothing is spoken for it.

        Raises:
            CoachError: As `open_session` does, but for words that cannot be spoken.
        """
        written = open_routine(self._path)
        routine, profile = prepare_routine(written, self._options)
        self._check_background(routine)
        narrator = self._narrator(routine)
        return Take(written, _plan(routine, narrator, self._options.length_ms, profile), narrator, profile)

    def retire(self) -> Sequence[Narrator]:
        """Return the voices that no later take is heard with, for the caller to close."""
        retired, self._voices = self._voices[:-1], self._voices[-1:]
        return [narrator for _, narrator in retired]

    def _check_background(self, routine: Routine) -> None:
        """Raise CoachError for a background that is none; a recording is decoded for that, so it is done once."""
        told = routine.background.model_dump_json()
        if told != self._background:
            background_of(routine)
        self._background = told

    def _narrator(self, routine: Routine) -> Narrator:
        facts = routine.model_dump_json(include=_OF_VOICE)
        if not self._voices or self._voices[-1][0] != facts:
            self._voices.append((facts, cast_narrator(routine, self._options, None, live=True)))
        return self._voices[-1][1]


def _plan(routine: Routine, narrator: Narrator, length_ms: int | None, profile: Profile) -> Plan:
    measure = Measure(narrator).length_ms
    return plan_routine(routine, measure, length_ms, paced_length=measure, margins=profile.margins)
