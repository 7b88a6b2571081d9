"""Routine → Timeline. Pure: the measure of speech is given, so there are no files, no audio and no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.errors import Problem, RoutineError
from coach.routine.model import DAY_MS
from coach.routine.narration import Words
from coach.timeline.expand import Action, expand
from coach.timeline.model import Cue, Kind, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.routine.model import Routine

HEAD_MS = 4_000
"""The background alone before the first word: time to settle, and for a sleeping loudspeaker to wake."""
TAIL_MS = 10_000
"""The background alone after the last step: long enough to fade without waking anybody."""
BREATH_MS = 1_200
"""After a step that names neither a pause nor a practice, so that two narrations never run into each other."""


def compile_routine(routine: Routine, spoken_length: Callable[[str], int]) -> Timeline:
    """The timeline of a routine. `spoken_length` gives the milliseconds that a text takes to speak.

    Raises RoutineError for a routine in which nothing takes any time, and for one that takes more than a day.
    """
    cues: list[Cue] = [Cue(0, HEAD_MS, "pause")]
    for number, action in enumerate(expand(routine), start=1):
        for kind, text, length in _parts(action, spoken_length):
            start = cues[-1].end_ms
            if length:
                cues.append(Cue(start, start + length, kind, text, number, action.section))
    if len(cues) == 1:
        raise _fault(routine, "nothing in this routine takes any time", "say something")
    cues.append(Cue(cues[-1].end_ms, cues[-1].end_ms + TAIL_MS, "pause"))
    if cues[-1].end_ms > DAY_MS:
        raise _fault(routine, "with its speech, this takes longer than a day", "repeat less often")
    return Timeline(routine.title, tuple(cues))


def _fault(routine: Routine, message: str, hint: str) -> RoutineError:
    return RoutineError([Problem(routine.place("steps"), message, hint)])


def _parts(action: Action, spoken_length: Callable[[str], int]) -> Iterator[tuple[Kind, str, int]]:
    said = ""
    for part in action.narration:
        if isinstance(part, Words):
            said = part.text
            yield "speech", part.text, spoken_length(part.text)
        else:
            yield "pause", "", part.ms
    if action.do_ms is not None:
        yield "practice", action.title or said, action.do_ms
    if action.pause_ms is not None:
        yield "pause", "", action.pause_ms
    elif action.do_ms is None:
        yield "pause", "", BREATH_MS
