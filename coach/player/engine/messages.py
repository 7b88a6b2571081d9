"""What other threads tell the player: four frozen messages in one queue, which it takes one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from coach.player.session.commands import Request
    from coach.player.session.state import State
    from coach.timeline.plan import Plan


@dataclass(frozen=True, slots=True)
class Command:
    """Somebody asks for a verb, or presses a switch."""

    verb: Request
    ago_ms: int = 0
    """How long ago that somebody began to ask."""


@dataclass(frozen=True, slots=True)
class Revise:
    """A better plan is there, or more is known of the same one's words."""

    plan: Callable[[State], Plan]
    """What makes the plan of a moment of the routine."""
    number: int = 0
    """The number of the routine in the sitting."""


@dataclass(frozen=True, slots=True)
class Fail:
    """Something cannot be said, which ends the session softly."""

    failure: Exception


@dataclass(frozen=True, slots=True)
class Wake:
    """Something else is to be looked at now: a buffer that runs low, an announcement that has been spoken, a leave."""

    seen: Event | None = None
    """Set when this message is taken, so after all before it have been obeyed."""


Message = Command | Revise | Fail | Wake
