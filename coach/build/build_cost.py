"""Orders → about how long they take to make, and how much room on the disk; by figures of one machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.export.formats import format_of
from coach.log import logger, swallowing
from coach.session import prepare_routine
from coach.speech.casting import estimate_for
from coach.timeline.compiler import compile_routine

if TYPE_CHECKING:
    from coach.build.orders import Order

_log = logger(__name__)
_OPENING_S = 0.5
"""The seconds in which a session is opened."""
_UNKNOWN_MS = 900_000
"""The length that is taken for a session that cannot be compiled: what is wrong with it is told when it is made."""


@dataclass(frozen=True)
class Cost:
    """What a file takes, by an estimate."""

    seconds: float
    """The time of one processor."""
    size: int
    """The bytes of the file."""


def cost_of(order: Order) -> Cost:
    """Return what a file takes; nothing is spoken for it."""
    minutes = _length_ms(order) / 60_000
    kind = format_of(order.path)
    _, profile = prepare_routine(order.routine, order.options)
    rate = kind.usual_kbits if kind.bitrates is None else kind.bitrate_for(order.bitrate, profile.bitrate)
    return Cost(_OPENING_S + minutes * kind.seconds_per_minute, round(minutes * 60 * rate * 1000 / 8))


def _length_ms(order: Order) -> int:
    """Return about how long a session is: as was asked for, or as it comes by an estimate of its words."""
    length = order.options.length_ms or order.routine.length
    if length:
        return length
    with swallowing(_log, f"estimating the length of {order.path}", CoachError):
        routine, profile = prepare_routine(order.routine, order.options)
        measure = estimate_for(routine, order.options.voice, order.options.engine)
        return compile_routine(routine, measure, paced_length=measure, margins=profile.margins).duration_ms
    return _UNKNOWN_MS
