"""Routine → every text that a session of it may ask a voice for. Pure.

What is spoken depends on the voice: where it is slower, a length leaves room for fewer optional steps. So the texts are
those of a quick voice, an average one and a slow one together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from coach.errors import RoutineError
from coach.routine.duration_range import added
from coach.timeline.compiler import plan_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.guide_words import phrases_of
from coach.timeline.head_and_tail import Margins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coach.routine.model import Routine
    from coach.timeline.pieces import Part
    from coach.timeline.plan import Plan

Occasion = Literal["narration", "practice", "waiting", "answer", "switch"]
_SPEEDS = (1.0, 0.5, 2.0)
"""The lengths of speech, as parts of the estimate, for which a session is planned: half to twice as fast."""
_MINUTE_MS = 60_000
_MARGINS = Margins()


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A text that a session may ask for, once, however often it is said."""

    text: str
    ms: int
    """The milliseconds that it takes by the estimate."""
    occasion: Occasion
    """Whether it is said in a step, during a practice, or only by the player: while it waits, which it cannot do
    without, when somebody asks how long, which it answers by a sound where it has no words, or as it offers a verb to
    a switch."""
    section: str = ""
    """The section in which it is said first."""
    optional: bool = False
    """Whether it belongs to a step that a short session leaves out."""


def spoken_texts(
    routine: Routine, length_ms: int | None = None, *, margins: Margins = _MARGINS, offered: Iterable[str] = ()
) -> tuple[SpokenText, ...]:
    """Return the texts of a routine that is adapted already, in the order in which they are first said.

    Answers of the player come last: how much time is left, that it waits, and then the words by which verbs are
    `offered` to a switch, if they are. Raises RoutineError as `plan_routine`.
    """
    measure = estimate_by_pace(routine.voice.pace)
    plans = _plans(routine, measure, length_ms, margins)
    kept = {id(part.action.step) for plan in plans for part in plan.parts}
    every = plans[0].every
    parts = [part for part in every if not _is_optional(part) or id(part.action.step) in kept]
    found: dict[str, SpokenText] = {}
    answers = _answers(routine, parts, length_ms, measure)
    verbs = (SpokenText(text, measure(text), "switch") for text in offered)
    for spoken in chain(*(_of_part(part, measure) for part in parts), answers, verbs):
        found.setdefault(spoken.text, spoken)
    return tuple(found.values())


def _plans(routine: Routine, measure: Callable[[str], int], length_ms: int | None, margins: Margins) -> list[Plan]:
    """Return the plans that there are for the speeds; raises RoutineError if there is none."""
    found, faults = [], []
    for speed in _SPEEDS:
        try:
            found.append(plan_routine(routine, _times(measure, speed), length_ms, margins=margins))
        except RoutineError as fault:
            faults.append(fault)
    if not found:
        raise faults[0]
    return found


def _times(measure: Callable[[str], int], speed: float) -> Callable[[str], int]:
    return lambda text: max(1, round(measure(text) * speed))


def _is_optional(part: Part) -> bool:
    return bool(part.action.optional)


def _of_part(part: Part, measure: Callable[[str], int]) -> Iterator[SpokenText]:
    """Yield the narration of a part, and the words during its practice, with all names that can follow."""
    section, optional = part.action.section or "", _is_optional(part)
    for piece in part.pieces:
        if piece.kind == "speech":
            yield SpokenText(piece.text, measure(piece.text), "narration", section, optional)
        if piece.signals:
            for word in (*piece.signals.words, *piece.signals.counted, *piece.signals.names.values()):
                yield SpokenText(word.text, measure(word.text), "practice", section, optional)


def _answers(
    routine: Routine, parts: list[Part], length_ms: int | None, measure: Callable[[str], int]
) -> Iterator[SpokenText]:
    """Yield what the player says by itself: the time left, up to the longest that these parts can take, and "ready"."""
    phrases = phrases_of(routine.language)
    waits = [piece.wait for part in parts for piece in part.pieces if piece.wait]
    for text in dict.fromkeys(wait.remind or (phrases.ready if phrases else "") for wait in waits):
        if text:
            yield SpokenText(text, measure(text), "waiting")
    if phrases is None:
        return
    longest = max(added(part.span for part in parts).most_ms, length_ms or 0)
    for minutes in range(-(-longest // _MINUTE_MS) + 1):
        text = phrases.time_left(minutes * _MINUTE_MS)
        yield SpokenText(text, measure(text), "answer")
