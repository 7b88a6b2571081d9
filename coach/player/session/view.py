"""The data that a screen shows of a session that is played, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.short_repr import shown_by

Mode = Literal["playing", "paused", "waiting", "stopping", "ended"]
"""The mode of a session; `waiting` is what an `until ready` does from the end of its words until the listener
says "next"."""

SOFTEST_DB, LOUDEST_DB = -30.0, 0.0
"""The softest and the loudest volume that can be asked for, in dB."""
START_DB = -6.0
"""The volume of a session that begins, in dB: there is room for more, and over 0 dB, words would be clipped."""


@dataclass(frozen=True, slots=True)
class View:
    """One moment of a session, as a screen shows it."""

    title: str
    """The title of the routine."""
    mode: Mode
    step: int
    """The number of the step, from 1; 0 before the first, and one more than `steps` after the last."""
    steps: int
    section: str
    """The name of the section; empty if there is none, like all texts here."""
    step_title: str
    saying: str
    """The words that are being spoken."""
    instruction: str
    """The last instruction of the step; it stays until the step ends, for hands that begin to do it."""
    next_title: str
    """The title of the step that follows; its first words where it has no title."""
    practice_left_ms: int | None
    """The time left in the practice; None outside of one, and in one that waits for the listener."""
    step_left_ms: int
    session_left_ms: int
    volume_db: float
    """The volume in dB; 0 is the loudest."""
    offered: str = ""
    """The words of the verb that a scan offers to a switch now."""
    answer: str = ""
    """The sign that a verb leaves for some seconds, such as "+15 s"."""
    time_told: str = ""
    """The words that say how long it takes, while they answer who asked."""
    needs: str = ""
    """What to have at hand, until the first step begins."""
    routine: int = 1
    """The number of the routine, from 1."""
    routines: int = 1
    """How many routines follow each other."""
    timed: bool = False
    """Whether `session_left_ms` is the time that a timer leaves."""
    left_over: str = ""
    """What the timer leaves undone, where it ends all early."""
    notice: str = ""
    """A notice of something that went wrong, such as a sound device that is gone, and what to do."""
    __repr__ = shown_by("title", "mode", "step", "steps", "saying")
