"""No background → an inaudible noise floor: a loudspeaker goes to sleep in silence, and then loses a syllable."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import HOP
from coach.audio.samples import read_round
from coach.units import RATE

if TYPE_CHECKING:
    from coach.audio.loudness import Powers
    from coach.audio.samples import Samples

PEAK_DBFS = -84.0
"""The peak of the noise in dBFS: nobody hears it, and an MP3 of 64 kbit/s still keeps it."""
_SECONDS = 7
_LOW_HZ, _HIGH_HZ = 100, 1_000


class NoiseFloor:
    """A `Background` of band-limited noise, the same in both channels and always at one level."""

    def __init__(self, frames: int) -> None:
        self._frames = frames
        self.peak = 10 ** (PEAK_DBFS / 20)

    def read(self, start: int, end: int) -> Samples:
        """Return the frames from `start` to `end` of the noise, which never ends."""
        return read_round(self._noise, start, end)

    def close(self) -> None:
        """Do nothing: it holds no resources."""

    @property
    def powers(self) -> Powers:
        """The power of each hop: 0, as nobody hears it."""
        return np.zeros(-(-self._frames // HOP))

    @cached_property
    def _noise(self) -> Samples:
        frames = _SECONDS * RATE
        hertz = np.fft.rfftfreq(frames, 1 / RATE)
        phases = np.exp(2j * np.pi * np.random.default_rng(1).random(len(hertz)))
        noise = np.fft.irfft(phases * ((hertz > _LOW_HZ) & (hertz < _HIGH_HZ)), frames)
        levelled = noise * self.peak / np.abs(noise).max()
        return np.repeat(levelled.astype(np.float32)[:, None], 2, axis=1)
