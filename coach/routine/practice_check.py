"""Practice + its guide words and rhythm → whether they can be had together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.routine.base_model import fault
from coach.routine.practice import Motion, UntilReady

if TYPE_CHECKING:
    from coach.routine.base_model import RoutineModel
    from coach.routine.guide import Guide, Rhythm


def counts_aloud(practice: RoutineModel | None, guide: Guide | None) -> bool:
    """Whether the voice counts the repetitions."""
    return bool(getattr(practice, "count", None) or (guide and guide.count))


def check_practice(practice: RoutineModel | None, guide: Guide | None, rhythm: Rhythm | None) -> None:
    """Raise a fault for what cannot be heard during a practice."""
    if practice is None and (guide or rhythm):
        raise fault("no_do", "'guide' or 'rhythm' without a practice", "add 'do'")
    if isinstance(practice, UntilReady) and guide and (guide.half or guide.last or guide.next):
        raise fault("wait", "'half', 'last' or 'next' in a wait: nobody knows its end", "use 'at', or give a time")
    counts = counts_aloud(practice, guide)
    if counts and not isinstance(practice, Motion):
        raise fault("count", "only strokes, circles and times can be counted", "remove 'count: aloud'")
    if counts and guide and (guide.half or guide.last or guide.at):
        raise fault("count", "counting aloud leaves no room for 'half', 'last' or 'at'", "keep one of them")
