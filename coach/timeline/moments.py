"""Timeline → what is said, done and waited for at a time; each answer takes a search and not a walk."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from coach.timeline.cue_row import CueRow

if TYPE_CHECKING:
    from coach.timeline.timeline import Cue, Timeline


class Moments:
    """The moments of one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline

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
