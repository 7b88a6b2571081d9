"""Routine → the background that its steps are heard over, which stays open as long as the routine names the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.log import logger, swallowing
from coach.sound.background import Background, open_background
from coach.sound.sound_library import background_of, recording_of

if TYPE_CHECKING:
    from coach.routine.model import Routine

_log = logger(__name__)


class BackgroundKeeper:
    """Keeps one background open; `close` it in the end."""

    def __init__(self) -> None:
        self._facts: tuple[object, ...] = ()
        self._background: Background | None = None

    def open(self, routine: Routine, frames: int) -> Background:
        """Return the background of a routine, with its levels known for `frames` frames and more; raises CoachError."""
        own = routine.background
        facts = (own.sound, own.level is None, _changed_at(routine), frames.bit_length())
        if self._background is None or self._facts != facts:
            background = open_background(background_of(routine), 1 << frames.bit_length())
            self.close()
            self._facts, self._background = facts, background
        return self._background

    def close(self) -> None:
        """Release the background."""
        if self._background:
            self._background.close()
        self._background = None


def _changed_at(routine: Routine) -> int:
    """Return when a recording of the author's own was written, as a number that tells another one apart."""
    recording = recording_of(routine)
    with swallowing(_log, "looking at the background's file", OSError, ValueError):
        return recording.stat().st_mtime_ns if recording else 0
    return 0
