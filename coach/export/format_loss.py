"""A file where nobody speaks + the background that was planned there → what the format keeps of that background.

An encoder's low-pass takes a part of a bright sound away, and what it keeps of the rest is partly other noise of the
same loudness. So the likeness of the sound to its plan says too little of its level, and its loudness is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import HOP, decibels, powers_of_hops
from coach.audio.samples import inner_product, middle_of
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.audio.samples import Samples, Sides
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


@dataclass(frozen=True, slots=True)
class ComparedSecond:
    """A second in which only the background is heard, beside the same second as it was planned."""

    heard: float
    """The K-weighted power of what is heard."""
    planned: float
    """The K-weighted power of the plan."""
    alike: float
    """The product of both, channels added up."""
    square: float
    """The product of the plan with itself."""


class BackgroundAlone:
    """The seconds of a mix in which only the background is heard."""

    def __init__(self, mix: Mix) -> None:
        self._planned = mix.stem("background")
        self._seconds = frozenset(_seconds_alone(mix))

    def compare(self, start: int, sides: Sides) -> Iterator[ComparedSecond]:
        """Compare those of its seconds that lie in a stretch, given as its channels, which begins with a second."""
        for first in range(0, len(sides[0]) - RATE + 1, RATE):
            if (start + first) // RATE in self._seconds:
                (block,) = self._planned.blocks(start + first, start + first + RATE)
                yield _compared([side[first : first + RATE] for side in sides], block.samples.T[: len(sides)])


def loss_of(seconds: Sequence[ComparedSecond]) -> FormatLoss:
    """Return what the format does to the background; no loss where there was nothing to compare."""
    if not seconds:
        return NO_LOSS
    heard, planned = (fsum(getattr(each, side) for each in seconds) for side in ("heard", "planned"))
    alike, square = (fsum(getattr(each, product) for each in seconds) for product in ("alike", "square"))
    if planned < _FAINT * len(seconds) or heard < _FAINT * len(seconds) or alike <= 0:
        return NO_LOSS
    return FormatLoss(decibels(heard / planned), decibels((alike / square) ** 2))


def _compared(heard: Sides, planned: Samples) -> ComparedSecond:
    planned = np.ascontiguousarray(planned)
    middle, plan = middle_of(heard), middle_of(planned)
    return ComparedSecond(_power(heard), _power(planned), inner_product(middle, plan), inner_product(plan, plan))


def _power(sides: Sides) -> float:
    return float(powers_of_hops(sides, np.zeros((len(sides), HOP), np.float32)).mean())


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
