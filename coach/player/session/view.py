"""What a screen shows of a session that is played, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["playing", "paused", "waiting", "stopping", "ended"]
"""`waiting` is what an `until ready` does until the listener says "next"."""

START_DB = -6.0
"""The volume of a session that begins: it has room to become louder, and over 0 dB, words would be clipped."""


@dataclass(frozen=True, slots=True)
class View:
    """One moment of a session."""

    title: str
    """Of the routine."""
    mode: Mode
    step: int
    """Counted from 1; 0 before the first, and one more than `steps` after the last."""
    steps: int
    section: str
    """Empty for none, as all texts here."""
    step_title: str
    saying: str
    """The words that are being spoken."""
    doing: str
    """What the hands do, while nobody speaks."""
    next_title: str
    """Of the step that follows; its first words where it has no title."""
    step_left_ms: int
    session_left_ms: int
    volume_db: float
    """0 is the loudest."""
    notice: str = ""
    """Something that went wrong, such as a sound device that is gone, and what to do."""
