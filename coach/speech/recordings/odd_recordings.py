"""Recordings that can be used → what could be better in them, each by its name. Pure."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from coach.speech.recordings.take_quality import faults_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.speech.recordings.missing_lines import RecordedLine

_UNLIKE_LU = 6.0
"""How far from the others a recording is told to be: half or twice their distance from the microphone. It is brought to
their loudness, but its room and its noise come with it, and are heard to change from line to line."""
_SEVERAL = 3
"""The recordings from which on there are others to compare with."""


def odd_recordings(recorded: Sequence[RecordedLine]) -> list[str]:
    """Return a sentence for each recording that is clipped, noisy, too low, or much louder or softer than others."""
    usual = median(line.quality.lufs for line in recorded) if len(recorded) >= _SEVERAL else None
    return [
        f"{line.path.name}: {fault}"
        for line in recorded
        for fault in (*faults_of(line.quality, edges=False), *_unlike(line, usual))
    ]


def _unlike(line: RecordedLine, usual: float | None) -> tuple[str, ...]:
    if usual is None or abs(line.quality.lufs - usual) <= _UNLIKE_LU:
        return ()
    distance = line.quality.lufs - usual
    than = f"{abs(distance):.0f} LU {'louder' if distance > 0 else 'softer'} than the others"
    return (f"it is {than}: it is brought to their level, but its room is heard to change",)
