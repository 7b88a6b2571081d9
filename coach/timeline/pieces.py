"""Actions + the measure of speech → parts, which become cues as soon as their lengths are known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from coach.errors import Problem
from coach.routine.duration_range import DurationRange, added, rigid
from coach.routine.motion import pause_of, span_of
from coach.routine.narration import Ring, Words, fill
from coach.routine.practice import UntilReady
from coach.routine.sounds import SOUND_MS
from coach.timeline.expand import unspeakable
from coach.timeline.practice_events import PracticeEvents, clashes, narrow, practice_events_of
from coach.timeline.practice_words import Unspeakable, Word, name_next
from coach.timeline.prosody import EVEN, Prosody, prosody_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from coach.routine.model import Routine, Step
    from coach.timeline.expand import Action
    from coach.timeline.timeline import Kind

BREATH_MS = 1_200
"""The milliseconds after a step with neither a pause nor a practice, so that narrations never run into each other."""
_BREATH = DurationRange(BREATH_MS, 1_000, 4_000)
_AHEAD = 20
"""The number of optional steps, one after the other, among which the one that follows is named."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an action that becomes a cue, with the events within it."""

    kind: Kind
    text: str
    span: DurationRange
    signals: PracticeEvents | None = None
    wait: UntilReady | None = None
    """The wait for the listener at its end, with its {names} filled in."""
    sound: str | None = None
    """The sound that begins with the piece."""
    level_db: float = 0.0
    """The level of that sound relative to its own, in decibels."""

    @property
    def waits(self) -> bool:
        """Whether the player waits for the listener at its end."""
        return self.wait is not None


def ring(sound: str, level_db: float = 0.0) -> Piece:
    """Return a piece with a sound and nothing beside it, heard to its end."""
    return Piece("sound", "", rigid(SOUND_MS[sound]), sound=sound, level_db=level_db)


@dataclass(frozen=True, slots=True)
class Part:
    """An action, how it is spoken, and its pieces."""

    action: Action
    pieces: tuple[Piece, ...]
    prosody: Prosody = EVEN

    @property
    def span(self) -> DurationRange:
        """The time that its pieces take together."""
        return added(piece.span for piece in self.pieces)


class PartMaker:
    """A maker of the parts of a routine, which collects the problems that show only there."""

    def __init__(self, routine: Routine, measure: Callable[[str, Prosody], int]) -> None:
        self.routine = routine
        self._measure = measure
        self._kept_after: list[Action | None] = []
        self.problems: list[Problem] = []

    def parts(self, actions: Sequence[Action]) -> list[Part]:
        """Return one part for each action, in their order."""
        spoken = prosody_of(self.routine.voice, actions)
        self._kept_after = _kept_after(actions)
        return [
            Part(action, tuple(self._pieces(number, actions, prosody)), prosody)
            for number, (action, prosody) in enumerate(zip(actions, spoken, strict=True))
        ]

    def _pieces(self, number: int, actions: Sequence[Action], prosody: Prosody) -> Iterator[Piece]:
        action = actions[number]
        for part in action.narration:
            if isinstance(part, Words):
                yield Piece("speech", part.text, rigid(self._measure(part.text, prosody)))
            elif isinstance(part, Ring):
                yield ring(part.sound)
            else:
                yield Piece("pause", "", rigid(part.ms))
        step = action.step
        if step and step.do:
            yield self._practice(step, action.called, number, actions, prosody)
        if step and step.pause:
            yield Piece("pause", "", pause_of(step.pause))
        elif not (step and step.do):
            yield Piece("pause", "", _BREATH)

    def _practice(self, step: Step, text: str, number: int, actions: Sequence[Action], prosody: Prosody) -> Piece:
        assert step.do is not None
        span = span_of(step.do)
        measure = self._measure_in(prosody)
        signals = None
        try:
            names = self._names(step, number, actions, prosody) if step.guide and step.guide.next else {}
            signals = practice_events_of(actions[number], span, self.routine.language, measure, names)
        except Unspeakable as missing:
            self.problems.append(Problem(step.place("guide" if step.guide else "do"), *missing.args))
        if signals:
            self.problems += clashes(signals, signals.span.natural_ms)
            span = narrow(signals)
        return Piece("practice", text, span, signals, self._wait(step, actions[number].names))

    def _wait(self, step: Step, names: Mapping[str, str]) -> UntilReady | None:
        """Return the wait of a step, with what is said meanwhile; None, and a problem, where that cannot be spoken."""
        if not isinstance(step.do, UntilReady) or not step.do.remind:
            return step.do if isinstance(step.do, UntilReady) else None
        said = fill(step.do.remind, names)
        if fault := unspeakable(said):
            self.problems.append(Problem(step.place("do"), *fault))
        return step.do.model_copy(update={"remind": said})

    def _names(self, step: Step, number: int, actions: Sequence[Action], prosody: Prosody) -> dict[str, Word]:
        """Return the titles and names of the steps that can come next when optional ones are left out."""
        kept = self._kept_after[number]
        near = takewhile(lambda action: action is not kept, islice(actions, number + 1, number + 1 + _AHEAD))
        following = [action for action in (*near, kept) if action and action.step]
        nameless = [action for action in following if action.title is None]
        self.problems += [_without_title(each, step, comes_first=each is following[0]) for each in nameless]
        named = {action.title: self._name(action.title, step, prosody) for action in following if action.title}
        return {title: name for title, name in named.items() if name}

    def _measure_in(self, prosody: Prosody) -> Callable[[str], int]:
        return lambda text: self._measure(text, prosody)

    def _name(self, title: str, step: Step, prosody: Prosody) -> Word | None:
        """Return the words that name an action in the step before it; None, and a problem, if they cannot be said."""
        try:
            return name_next(title, self.routine.language, self._measure_in(prosody))
        except Unspeakable as fault:
            self.problems.append(Problem(step.place("guide"), *fault.args))
            return None


def _without_title(action: Action, step: Step, *, comes_first: bool) -> Problem:
    """Return the problem of a step that cannot be named: the next one, or one that is when optional ones leave."""
    line = (action.step or step).place().line
    message, hint = "'next: yes', but the next step has no title", f"give a title to the step in line {line}"
    if not comes_first:
        message = "'next: yes', but a step that comes next without the optional ones has no title"
    return Problem(step.place("guide"), message, hint)


def _kept_after(actions: Sequence[Action]) -> list[Action | None]:
    """Return, for each action, the next step that is never left out; None for those after the last one."""
    kept: list[Action | None] = [None]
    for action in reversed(actions[1:]):
        kept.append(action if action.step and not action.optional else kept[-1])
    return kept[::-1]
