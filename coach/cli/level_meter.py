"""The level of a microphone → a line that moves on a terminal; nothing where there is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from coach.audio.samples import Samples

_LOWEST_DB, _CELLS = -60, 40
_CLIPPED = 0.985
_CLEAR = "\r\x1b[K"


class LevelMeter:
    """One line at the foot of the screen."""

    def __init__(self) -> None:
        self.moves = sys.stdout is not None and sys.stdout.isatty()
        """Whether there is a terminal to draw it on."""

    def show(self, told: str, samples: Samples) -> None:
        """Draw the level of the newest samples behind a word or two."""
        if self.moves:
            sys.stdout.write(f"{_CLEAR}{told} {bar(samples)}")
            sys.stdout.flush()

    def clear(self) -> None:
        """Take the line away, for other lines to be printed."""
        if self.moves:
            sys.stdout.write(_CLEAR)
            sys.stdout.flush()


def bar(samples: Samples) -> str:
    """Return the meter of some samples: the bar ends at their mean level, the mark stands at their peak.

    Example:
        >>> bar(np.full(100, 0.1, np.float32))
        '[###########################             ]  -20 dB'
    """
    level, peak = decibels_of(float(np.sqrt(np.square(samples).mean()))), float(np.abs(samples).max(initial=0))
    filled, mark = _cells(level), _cells(decibels_of(peak))
    cells = ["#" if cell < filled else "|" if cell == mark - 1 else " " for cell in range(_CELLS)]
    return f"[{''.join(cells)}] {level:4.0f} dB{' TOO LOUD' if peak >= _CLIPPED else ''}"


def decibels_of(level: float) -> float:
    """Return a level, full scale 1, in dB; the lowest of the meter for less."""
    return max(float(_LOWEST_DB), 20 * float(np.log10(max(level, 1e-9))))


def _cells(db: float) -> int:
    return round((db - _LOWEST_DB) / -_LOWEST_DB * _CELLS)
