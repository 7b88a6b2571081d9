"""A loop of the library → its samples in memory, without a seam."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.decode import MediaError, decode_beside
from coach.errors import MissingPart
from coach.log import logger, swallowing
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.audio.samples import Samples
    from coach.sound.sound_library import LoopFile

_log = logger(__name__)


class LoopOnce:
    """A loop's samples, made when they are first read."""

    def __init__(self, load: Callable[[], Samples]) -> None:
        self._load, self._loading = load, Lock()
        self._samples: Samples | None = None

    @property
    def samples(self) -> Samples:
        """Its samples, which all readers share; raises what making them raises."""
        with self._loading:
            if self._samples is None:
                self._samples = self._load()
            return self._samples

    def load_quietly(self) -> None:
        """Make the samples; where that fails, it is tried again when they are read."""
        with swallowing(_log, "loading a background ahead", MissingPart):
            _ = self.samples


def decode_loop(file: LoopFile, sound: str) -> Samples:
    """Return the loop of a file, which all may share; raises MissingPart where the file of this sound is damaged."""
    try:
        samples = decode_beside(file.path, "stereo")
    except MediaError as error:
        raise damaged(sound) from error
    if len(samples) != frames_at(file.loop_ms + file.overlap_ms):
        raise damaged(sound)
    loop = close_loop(samples, frames_at(file.overlap_ms))
    loop.setflags(write=False)
    return loop


def damaged(sound: str) -> MissingPart:
    """Return the error to raise for a sound whose file is damaged."""
    return MissingPart(f"the sound '{sound}' is damaged", "install coach again")


def close_loop(samples: Samples, overlap: int) -> Samples:
    """The samples, changed in place, without their last `overlap` frames, which fade over into the first ones.

    The crossfade is linear, as both sides are the same sound and add up to it: equal power would make a swell of 3 dB.
    """
    loop, after = samples[:-overlap], samples[-overlap:]
    rising = np.linspace(0, 1, overlap, endpoint=False, dtype=np.float32)[:, None]
    loop[:overlap] = loop[:overlap] * rising + after * (1 - rising)
    return loop
