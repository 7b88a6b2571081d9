"""A file where nobody speaks + the background that was planned there → what the format keeps of that background.

An encoder's low-pass takes a part of a bright sound away, and what it keeps of the rest is partly other noise of the
same loudness. So the likeness of the sound to its plan says too little of its level, and its loudness is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import decibels, powers
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from coach.audio.samples import Samples
    from coach.sound.mix import Mix

_MOST = 30
"""The seconds that are compared: enough for a tenth of a LU, and little work."""
_CLEAR_MS = 200
"""The time around a sound within which an encoder may still smear it."""
_FAINT = 1e-9
"""The power below which there is nothing to compare: -90 dB."""


@dataclass(frozen=True, slots=True)
class FormatLoss:
    """What a format does to a background."""

    loudness_db: float = 0.0
    """The LU by which the background alone is louder than planned; negative where the format takes something away."""
    likeness_db: float = 0.0
    """The gain at which the planned background is found in it."""

    def hidden_db(self, likeness_db: float) -> float:
        """Return the decibels by which the background is louder than its likeness to the plan says.

        It is made up as much under words as where nobody speaks, and is then no louder than there.
        """
        return max(0.0, min(self.loudness_db - self.likeness_db, self.loudness_db - likeness_db))


NO_LOSS = FormatLoss()


class BackgroundAlone:
    """A comparison in progress, of seconds in which only the background is heard."""

    def __init__(self, mix: Mix) -> None:
        self._planned = mix.stem("background")
        self._seconds = frozenset(_seconds_alone(mix))
        self._pairs: list[tuple[Samples, Samples]] = []

    def hear(self, start: int, second: Samples) -> None:
        """Take in the second that begins at a frame."""
        if start // RATE in self._seconds and len(second) == RATE:
            (block,) = self._planned.blocks(start, start + RATE)
            self._pairs.append((second, block.samples))

    @cached_property
    def loss(self) -> FormatLoss:
        """What was found; no loss where there was nothing to compare."""
        if not self._pairs:
            return NO_LOSS
        heard, planned = (np.concatenate(side) for side in zip(*self._pairs, strict=True))
        level, wanted = (_power(side) for side in (heard, planned))
        alike = float(np.vdot(heard.mean(axis=1), planned.mean(axis=1)))
        square = float(np.vdot(planned.mean(axis=1), planned.mean(axis=1)))
        if wanted < _FAINT or level < _FAINT or alike <= 0:
            return NO_LOSS
        return FormatLoss(decibels(level / wanted), decibels((alike / square) ** 2))


def _power(samples: Samples) -> float:
    (hops,) = powers([samples])
    return float(hops.mean())


def _seconds_alone(mix: Mix) -> list[int]:
    """Return whole seconds in which only the background is heard, spread over the session."""
    busy = np.zeros(mix.frames // RATE + 2, bool)
    for cue in mix.timeline.cues:
        if cue.kind == "speech" or cue.sound:
            first, last = frames_at(max(0, cue.start_ms - _CLEAR_MS)), frames_at(cue.end_ms + _CLEAR_MS)
            busy[first // RATE : last // RATE + 1] = True
    alone = np.flatnonzero(~busy[: mix.frames // RATE])
    chosen = np.linspace(0, len(alone) - 1, min(_MOST, len(alone))).round().astype(int)
    return [int(second) for second in alone[chosen]]
