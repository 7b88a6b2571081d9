"""Timeline → what is said, done and waited for at a time; each answer takes a search and not a walk."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from coach.timeline.cue_row import CueRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from coach.timeline.timeline import Cue, Timeline

_APART_MS = 10_000
"""The milliseconds from which on two sentences of a step are heard as two instructions, and not as one."""


class Moments:
    """The moments of one timeline, and of steps, by their numbers, that are not to be left in their middle."""

    def __init__(self, timeline: Timeline, unbroken: Collection[int] = ()) -> None:
        self._timeline, self._unbroken = timeline, unbroken

    def spoken_at(self, ms: int) -> Cue | None:
        """Return the words that are being spoken at a time."""
        return self._speech.at(ms)

    def practice_at(self, ms: int) -> Cue | None:
        """Return the practice at a time."""
        return self._practices.at(ms)

    def waits_at(self, ms: int) -> Cue | None:
        """Return the practice at a time at whose end the player waits for the listener."""
        return self._waits.at(ms)

    def waiting_after(self, ms: int) -> Cue | None:
        """Return the practice at a time or after it whose end waits for the listener."""
        return self._waits.from_(ms)

    def instruction_at(self, ms: int, step: int | None) -> str:
        """Return the last instruction of a step that has begun at a time; it holds until the step ends.

        Words within a practice, such as "half way", are no instruction.
        """
        number = bisect_right(self._instructed, ms)
        cue = self._instructions[number - 1] if number else None
        return cue.text if cue and cue.step == step else ""

    @cached_property
    def rest_from_ms(self) -> int:
        """The time from which on nothing but the background is heard: after the last step, or the bell after that."""
        tail = self._timeline.tail_start_ms
        return max((cue.end_ms for cue in self._timeline.cues if cue.start_ms >= tail and cue.sound), default=tail)

    def halt_before(self, silence_ms: int, from_ms: int, *, whole_steps: bool) -> int | None:
        """Return the time from which on something would be heard, or done, that is not over when it has to be silent.

        No instruction is begun of which only half would be heard and, with `whole_steps`, no step either. What has
        begun at `from_ms` goes on to the next sound. None means that all is over by then.
        """
        rows = [*self._sounding, self._breaths, self._steps if whole_steps else self._instructions_in_full]
        starts = (row.start_of_first(from_ms, silence_ms) for row in rows)
        return min((start for start in starts if start is not None), default=None)

    @cached_property
    def _sounding(self) -> list[CueRow]:
        cues = self._timeline.cues
        kinds = {cue.kind for cue in cues if cue.sound}
        return [self._speech, *(CueRow([cue for cue in cues if cue.kind == kind and cue.sound]) for kind in kinds)]

    @cached_property
    def _steps(self) -> CueRow:
        """Each step from its beginning to its end, and what sounds after the last."""
        return CueRow([*map(_as_one, self._by_step(cue for cue in self._timeline.cues if cue.step)), *self._ending])

    @cached_property
    def _instructions_in_full(self) -> CueRow:
        """The instructions, each with all its sentences, and what sounds after the last step."""
        steps = self._by_step(self._timeline.speech)
        runs = (run for step in steps for run in self._runs_of(step))
        return CueRow([*map(_as_one, runs), *self._ending])

    def _runs_of(self, speech: list[Cue]) -> Iterable[list[Cue]]:
        """Return what is said in a step as it belongs together; all of it, where nobody may stay in the middle."""
        if speech[0].step in self._unbroken:
            return [speech]
        return _runs(cue for cue in speech if not self.practice_at(cue.start_ms))

    @cached_property
    def _breaths(self) -> CueRow:
        """The breaths, each from where it goes in to where the next one does: nobody is left with a breath held."""
        breaths: list[list[Cue]] = []
        for cue in (cue for cue in self._timeline.cues if cue.kind == "breath"):
            if not breaths or cue.text == "in" or cue.step != breaths[-1][0].step:
                breaths.append([])
            breaths[-1].append(cue)
        return CueRow([*map(_as_one, breaths)])

    @property
    def _ending(self) -> list[Cue]:
        """The strokes of the bell at the end, as one: none where there is no bell."""
        tail = self._timeline.tail_start_ms
        strokes = [cue for cue in self._timeline.cues if cue.start_ms >= tail and cue.sound]
        return [_as_one(strokes)] if strokes else []

    @staticmethod
    def _by_step(cues: Iterable[Cue]) -> list[list[Cue]]:
        return [[*own] for _, own in groupby(cues, lambda cue: cue.step)]

    @cached_property
    def _speech(self) -> CueRow:
        return CueRow(self._timeline.speech)

    @cached_property
    def _practices(self) -> CueRow:
        return CueRow([cue for cue in self._timeline.cues if cue.kind == "practice"])

    @cached_property
    def _waits(self) -> CueRow:
        return CueRow([cue for cue in self._timeline.cues if cue.holds])

    @cached_property
    def _instructions(self) -> list[Cue]:
        return [cue for cue in self._timeline.speech if not self.practice_at(cue.start_ms)]

    @cached_property
    def _instructed(self) -> list[int]:
        return [cue.start_ms for cue in self._instructions]


def _runs(cues: Iterable[Cue]) -> Iterator[list[Cue]]:
    """Yield the cues in runs: those that follow each other within a few seconds."""
    run: list[Cue] = []
    for cue in cues:
        if run and cue.start_ms - run[-1].end_ms >= _APART_MS:
            yield run
            run = []
        run.append(cue)
    if run:
        yield run


def _as_one(cues: list[Cue]) -> Cue:
    """Return a cue from the beginning of the first to the end of the last."""
    return replace(cues[0], end_ms=max(cue.end_ms for cue in cues))
