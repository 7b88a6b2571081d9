"""Speech with silence around it → from its first sound to its last, with soft edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from coach.audio.samples import Samples

_AUDIBLE = 10 ** (-40 / 20)  # of the peak: where the voice begins
_FADED = 10 ** (-50 / 20)  # of the peak: where it has died away
_LEAD_S, _TAIL_S = 0.003, 0.030


def trim(samples: Samples, rate: int) -> Samples:
    """Return mono samples from 3 ms before the first sound to 30 ms after the last, faded in and out there.

    There are no samples where nothing is heard. `rate` is in samples per second.
    """
    sound = np.abs(samples)
    peak = sound.max(initial=0)
    if not peak > 0:
        return samples[:0]
    first = int(np.argmax(sound >= peak * _AUDIBLE))
    last = len(sound) - int(np.argmax(sound[::-1] >= peak * _FADED))
    start, end = max(0, first - int(rate * _LEAD_S)), min(len(sound), last + int(rate * _TAIL_S))
    trimmed = samples[start:end].copy()
    trimmed[: first - start] *= np.linspace(0, 1, first - start, endpoint=False, dtype=np.float32)
    trimmed[last - start :] *= np.linspace(1, 0, end - last, dtype=np.float32)
    return trimmed
