"""Timeline → its shape: how much of each small part of the session is spoken, and how much is practised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.timeline.timeline import Cue, Timeline


@dataclass(frozen=True)
class Shape:
    """A session in equal parts of its time, from its beginning to its end."""

    spoken: tuple[float, ...]
    """The share of each part, from 0 to 1, in which somebody speaks."""
    practised: tuple[float, ...]
    """The share of each part, from 0 to 1, in which something is practised."""


def shape_of(timeline: Timeline, parts: int) -> Shape:
    """Return the shape of a session in so many parts.

    Example:
        >>> from coach.timeline.timeline import Cue, Timeline
        >>> shape_of(Timeline("", (Cue(0, 500, "speech"), Cue(500, 2000, "practice"))), 2)
        Shape(spoken=(0.5, 0.0), practised=(0.5, 1.0))
    """
    length = max(1, length_of_session(timeline)) / parts
    spoken = _shares(timeline.speech, length, parts)
    return Shape(spoken, _shares((cue for cue in timeline.cues if cue.kind == "practice"), length, parts))


def length_of_session(timeline: Timeline) -> int:
    """Return the length in milliseconds; 0 for a session of nothing."""
    return timeline.duration_ms if timeline.cues else 0


def _shares(cues: Iterable[Cue], length: float, parts: int) -> tuple[float, ...]:
    filled = [0.0] * parts
    for cue in cues:
        first, last = (min(parts - 1, int(ms / length)) for ms in (cue.start_ms, cue.end_ms))
        for part in range(first, last + 1):
            filled[part] += max(0.0, min(cue.end_ms, (part + 1) * length) - max(cue.start_ms, part * length))
    return tuple(min(1.0, each / length) for each in filled)
