"""Routine → what is heard before its first step and after its last: the background alone, a bell, a long fade."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.argument_types import A_TIME, YES_OR_NO, instance, takes
from coach.routine.background_options import Ending
from coach.routine.duration_range import rigid
from coach.short_repr import shown_by_changes
from coach.timeline.expand import Action
from coach.timeline.pieces import Part, Piece, ring

if TYPE_CHECKING:
    from coach.routine.model import Routine

SLEEP_FADE_MS = 180_000
"""The milliseconds of the fade for people who fall asleep: a sudden silence would wake them."""
_BEFORE_BELL_MS, _AFTER_BELL_MS = 1_500, 1_000
"""The milliseconds for a loudspeaker to wake before a bell, and for the ear to be ready for words after it."""
_ANNOUNCING_DB, _ANNOUNCED_DB = -12.0, -3.0
"""The levels of the two strokes of a bell that nobody is to be startled by, relative to that of the bell."""
_UNCHANGED_MS = 120_000
"""The milliseconds after such a bell, so many that the background under it has hardly begun to fade."""


_PLAIN = Ending()


@takes(head_ms=A_TIME, tail_ms=A_TIME, ending=instance("an Ending", Ending), goes_on=YES_OR_NO)
@dataclass(frozen=True, slots=True)
class Margins:
    """The times and the ending around the steps that hold where the routine does not set them.

    Args:
        head_ms: The milliseconds of background before the first word.
        tail_ms: The milliseconds of background after the last step, in which it fades.
        ending: A bell or a long fade at the end.
        goes_on: Whether something is heard after the ending: another routine, or the background.

    Raises:
        UsageError: For a wrong type, and for a time of less than 0 ms.

    Example:
        >>> Margins(head_ms=2_000).tail_ms
        10000
    """

    head_ms: int = 4_000
    """The milliseconds of background before the first word: time to settle, and for a sleeping loudspeaker to wake."""
    tail_ms: int = 10_000
    """The milliseconds of background after the last step: long enough to fade without waking anybody."""
    ending: Ending = _PLAIN
    goes_on: bool = False
    """Whether something is heard after the ending: another routine, or the background until a timer ends."""
    __repr__ = shown_by_changes


def head(routine: Routine, margins: Margins) -> Part:
    """Return the part before the first step."""
    if routine.beginning == "bell":
        return _part(_rest(_BEFORE_BELL_MS), ring("start-bell"), _rest(_AFTER_BELL_MS))
    return _part(_rest(margins.head_ms))


def tail(routine: Routine, margins: Margins) -> Part:
    """Return the part after the last step, in which the background fades."""
    ending = routine.ending or margins.ending
    if ending.bell and margins.goes_on:
        strokes = (ring("end-bell", level_db) for level_db in (_ANNOUNCING_DB, _ANNOUNCED_DB))
        return _part(_rest(_BEFORE_BELL_MS), *strokes, _rest(_UNCHANGED_MS))
    if ending.bell:
        return _part(_rest(_BEFORE_BELL_MS), ring("end-bell"), _rest(_AFTER_BELL_MS))
    return _part(_rest(ending.fade_ms or margins.tail_ms))


def added_by(routine: Routine, margins: Margins) -> int:
    """Return the milliseconds by which an ending is longer because something is heard after it."""
    alone = tail(routine, replace(margins, goes_on=False))
    return tail(routine, margins).span.natural_ms - alone.span.natural_ms


def _part(*pieces: Piece) -> Part:
    return Part(Action(), pieces)


def _rest(ms: int) -> Piece:
    return Piece("pause", "", rigid(ms))
