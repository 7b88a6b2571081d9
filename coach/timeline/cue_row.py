"""Cues that never overlap → the one at a time, or after it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.timeline.timeline import Cue


class CueRow:
    """A row of cues of one kind, which never overlap, in their order."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._cues = cues
        self._starts = [cue.start_ms for cue in cues]
        self._ends = [cue.end_ms for cue in cues]

    def from_(self, ms: int) -> Cue | None:
        """Return the first cue that ends after a time."""
        number = bisect_right(self._ends, ms)
        return self._cues[number] if number < len(self._cues) else None

    def start_of_first(self, from_ms: int, after_ms: int) -> int | None:
        """Return the start of the first cue that begins at one time or later, and ends after another."""
        number = max(bisect_left(self._starts, from_ms), bisect_right(self._ends, after_ms))
        return self._starts[number] if number < len(self._starts) else None

    def at(self, ms: int) -> Cue | None:
        """Return the cue at a time."""
        cue = self.from_(ms)
        return cue if cue and cue.start_ms <= ms else None
