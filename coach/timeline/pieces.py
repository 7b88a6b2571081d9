"""Actions + the measure of speech → parts: what becomes cues as soon as its length is known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from coach.errors import Problem
from coach.routine.duration_range import DurationRange, added, rigid
from coach.routine.motion import pause_of, span_of
from coach.routine.narration import Ring, Words
from coach.routine.practice import UntilReady
from coach.routine.sounds import SOUND_MS
from coach.timeline.practice_events import (
    PracticeEvents,
    Unspeakable,
    Word,
    clashes,
    name_next,
    narrowed,
    practice_events_of,
)
from coach.timeline.prosody import EVEN, Prosody, prosody_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.routine.model import Routine, Step
    from coach.timeline.expand import Action
    from coach.timeline.timeline import Kind

BREATH_MS = 1_200
"""After a step that names neither a pause nor a practice, so that two narrations never run into each other."""
_BREATH = DurationRange(BREATH_MS, 1_000, 4_000)
_AHEAD = 20
"""So many steps are looked at for the longest name that can follow."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What becomes a cue, and the signals within it."""

    kind: Kind
    text: str
    span: DurationRange
    signals: PracticeEvents | None = None
    waits: bool = False
    sound: str | None = None
    """What sounds, from its beginning on."""


def ring(sound: str) -> Piece:
    """A sound with nothing beside it, heard to its end."""
    return Piece("sound", "", rigid(SOUND_MS[sound]), sound=sound)


@dataclass(frozen=True, slots=True)
class Part:
    """An action, how it is spoken, and its pieces."""

    action: Action
    pieces: tuple[Piece, ...]
    manner: Prosody = EVEN

    @property
    def span(self) -> DurationRange:
        """What its pieces take together."""
        return added(piece.span for piece in self.pieces)


class PartMaker:
    """Makes the parts of a routine, and collects the problems that show only there."""

    def __init__(self, routine: Routine, measure: Callable[[str, Prosody], int]) -> None:
        self.routine = routine
        self._measure = measure
        self.problems: list[Problem] = []

    def parts(self, actions: Sequence[Action]) -> list[Part]:
        """One for each action, in their order."""
        spoken = prosody_of(self.routine.voice, actions)
        return [
            Part(action, tuple(self._pieces(number, actions, manner)), manner)
            for number, (action, manner) in enumerate(zip(actions, spoken, strict=True))
        ]

    def _pieces(self, number: int, actions: Sequence[Action], manner: Prosody) -> Iterator[Piece]:
        action, said = actions[number], ""
        for part in action.narration:
            if isinstance(part, Words):
                said = part.text
                yield Piece("speech", part.text, rigid(self._measure(part.text, manner)))
            elif isinstance(part, Ring):
                yield ring(part.sound)
            else:
                yield Piece("pause", "", rigid(part.ms))
        step = action.step
        if step and step.do:
            yield self._practice(step, action.title or said, number, actions, manner)
        if step and step.pause:
            yield Piece("pause", "", pause_of(step.pause))
        elif not (step and step.do):
            yield Piece("pause", "", _BREATH)

    def _practice(self, step: Step, text: str, number: int, actions: Sequence[Action], manner: Prosody) -> Piece:
        assert step.do is not None
        span, waits = span_of(step.do), isinstance(step.do, UntilReady)
        measure = self._measure_in(manner)
        signals = None
        try:
            naming = self._longest_name(step, number, actions, manner) if step.guide and step.guide.next else None
            signals = practice_events_of(actions[number], span, self.routine.language, measure, naming)
        except Unspeakable as missing:
            self.problems.append(Problem(step.place("guide" if step.guide else "do"), *missing.args))
        if signals:
            self.problems += clashes(signals, span.natural_ms)
            span = narrowed(signals)
        return Piece("practice", text, span, signals, waits)

    def _longest_name(self, step: Step, number: int, actions: Sequence[Action], manner: Prosody) -> Word | None:
        """Of the steps that can come next, when optional ones are left out."""
        names = []
        for following in islice(actions, number + 1, number + 1 + _AHEAD):
            if following.step is None:
                continue
            if name := self.name(following, step, manner):
                names.append(name)
            if not following.step.keep:
                break
        return max(names, key=lambda name: name.length_ms, default=None)

    def _measure_in(self, manner: Prosody) -> Callable[[str], int]:
        return lambda text: self._measure(text, manner)

    def name(self, following: Action, step: Step, manner: Prosody) -> Word | None:
        """The words that name an action in the step before it; None, and a problem, where they cannot be said."""
        if following.title is None:
            place = following.step.place() if following.step else step.place()
            hint = f"give a title to the step in line {place.line}"
            self.problems.append(Problem(step.place("guide"), "'next: yes', but the next step has no title", hint))
            return None
        try:
            return name_next(following.title, self.routine.language, self._measure_in(manner))
        except Unspeakable as fault:
            self.problems.append(Problem(step.place("guide"), *fault.args))
            return None
