"""Samples → a background of one layer that only goes round: its levels are those of the samples."""

from __future__ import annotations

from coach.audio.samples import Samples
from coach.sound.layers import Layers
from coach.sound.rounds import Rounds


def going_round(samples: Samples, frames: int = 0) -> Layers:
    """Return stereo samples as a background, under a session of so many frames."""
    return Layers([Rounds(samples)], frames)
