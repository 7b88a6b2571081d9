"""Mono samples → a WAV file."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from coach.audio.samples import Samples

_FULL_SCALE = 32767


def write_mono(path: Path, samples: Samples, rate: int) -> None:
    """Write mono samples, 16 bits each; `rate` is in samples per second."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, len(samples), "NONE", "not compressed"))
        file.writeframes(np.rint(samples.clip(-1, 1) * _FULL_SCALE).astype("<i2").tobytes())
