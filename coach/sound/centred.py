"""Stereo → the same sound in both channels, for one loudspeaker: measured as it is then heard."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import powers
from coach.units import RATE

if TYPE_CHECKING:
    from coach.audio.loudness import Powers
    from coach.audio.samples import Samples
    from coach.sound.background import Background


def centre(stereo: Samples) -> Samples:
    """Return stereo samples with the mean of both channels in each: what differs between them gets softer."""
    middle = (stereo[:, 0] + stereo[:, 1]) * np.float32(0.5)
    return np.repeat(middle[:, None], 2, axis=1)


class Centred:
    """A background for one loudspeaker, under a session of `frames` frames."""

    def __init__(self, background: Background, frames: int) -> None:
        self._background, self._frames = background, frames

    @cached_property
    def powers(self) -> Powers:
        """The K-weighted power of each hop of the session."""
        seconds = (self.read(start, min(start + RATE, self._frames)) for start in range(0, self._frames, RATE))
        return np.concatenate(list(powers(second[:, 0] for second in seconds)))

    @property
    def peak(self) -> float:
        """The highest absolute sample that it can have."""
        return self._background.peak

    def read(self, start: int, end: int) -> Samples:
        """Return the frames from `start` to `end`; raises as the background does."""
        return centre(self._background.read(start, end))

    def close(self) -> None:
        """Close the background."""
        self._background.close()
