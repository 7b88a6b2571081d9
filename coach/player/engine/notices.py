"""The player's notices: what it tells the listener of faults, and the log of better plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.log import logger

if TYPE_CHECKING:
    from coach.timeline.plan import Plan

_log = logger(__name__)
GONE = "The sound device is gone. The session is paused until there is one."
BACK = "There is a sound device again. Go on when you are ready."
NO_BACKGROUND = "The background cannot be read any more. The session goes on without it."
NO_WORDS = "Some words cannot be spoken: a sound stands for them. Read them here."


def log_plan(before: Plan, after: Plan, why: str) -> None:
    """Log that a plan takes the place of another."""
    if after is not before:
        lengths = after.timeline.duration_ms, before.timeline.duration_ms
        _log.info("the plan is revised by %s: it takes %d ms, and %d ms before", why, *lengths)
