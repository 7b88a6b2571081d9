"""A spoken file → the samples of a clip: softened, trimmed, levelled, limited."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.decode import MediaError, decode
from coach.audio.limiter import limit
from coach.audio.loudness import measure
from coach.audio.trim import trim
from coach.units import RATE

if TYPE_CHECKING:
    from pathlib import Path

    from coach.audio.samples import Samples

FORMAT = 2
"""Counts the changes of this file that change its clips, so that the cache speaks them again."""
SPEECH_LUFS = -18.0
"""The loudness of the voice's reference passage, heard from both sides (AES TD1008: the anchor of speech)."""
CEILING = 10 ** (-3 / 20)
"""The highest sample of a clip: the background's share and the encoder's ripple fit between this and −1 dBTP."""
REFERENCE = (
    "Rest your left hand on a cushion, with the palm turned up. Breathe in slowly, and let your shoulders sink. "
    "Now stroke gently with your thumb, from the wrist to the tip of each finger. There is no hurry."
)
"""What a voice is levelled by: ordinary sentences, so that one gain fits all that it says."""

_HIGHPASS = ("highpass", "f=70")
"""Nothing of a voice lies under 70 Hz."""


class NoSpeech(Exception):
    """The file holds no sound."""


def soften(path: Path, filters: tuple[tuple[str, str], ...] = ()) -> Samples:
    """Return the voice at 44.1 kHz, mono, from its first sound to its last, through an engine's filters.

    Raises NoSpeech.
    """
    try:
        samples = decode(path, "mono", (_HIGHPASS, *filters))
    except MediaError as error:
        raise NoSpeech(f"it gave no sound file ({error.strerror})") from error
    if not len(trimmed := trim(samples, RATE)):
        raise NoSpeech("it gave only silence")
    return trimmed


def gain_of(reference: Samples) -> float:
    """Return the factor that brings a voice's reference passage to its level; 1 for a voice without any sound."""
    lufs = measure(reference).lufs
    return 1.0 if math.isinf(lufs) else 10 ** ((SPEECH_LUFS - lufs) / 20)


def level(samples: Samples, gain: float) -> Samples:
    """Return the voice at its level, under the ceiling."""
    return limit(samples * np.float32(gain), CEILING)
