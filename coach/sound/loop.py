"""A sound of the library → one loop that can be read from any frame, for ever, without a seam."""

from __future__ import annotations

from functools import cached_property, lru_cache, partial
from hashlib import sha256
from threading import Lock, Thread
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.decode import MediaError, decode_beside
from coach.audio.loudness import HOP, powers
from coach.audio.samples import read_round
from coach.errors import MissingPart
from coach.log import logger, swallowing
from coach.sound.known_levels import KnownLevels
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.audio.loudness import Powers
    from coach.audio.samples import Samples
    from coach.sound.sound_library import Sound

_log = logger(__name__)


class Loop:
    """A background in memory: stereo, as long as the file without its overlap."""

    def __init__(self, loop: Samples | LoopOnce, frames: int = 0) -> None:
        self._once = loop if isinstance(loop, LoopOnce) else LoopOnce(lambda: loop)
        self._frames = frames

    @property
    def loop(self) -> Samples:
        """All its samples, once; raises MissingPart where its file is gone since it was opened."""
        return self._once.samples

    def load_ahead(self) -> None:
        """Begin to load its samples in another thread; what goes wrong there is raised where they are read."""
        Thread(target=self._once.load_quietly, name="loop").start()

    def read(self, start: int, end: int) -> Samples:
        """Return the frames from `start` to `end` of the loop, repeated for ever."""
        return read_round(self.loop, start, end)

    def close(self) -> None:
        """Do nothing: a loop in memory holds no resources."""

    @cached_property
    def powers(self) -> Powers:
        """The K-weighted power of each hop of the session; a loop of the library is whole hops long."""
        once = self._once.levels[1:]
        return once.take(np.arange(-(-self._frames // HOP)) % len(once))

    @property
    def peak(self) -> float:
        """The highest absolute sample."""
        return float(self._once.levels[0])


class LoopOnce:
    """A loop's samples, made when they are first read, and what was measured of them, for sessions of any length."""

    def __init__(self, load: Callable[[], Samples], levels: Powers | None = None) -> None:
        self._load, self._loading = load, Lock()
        self._samples: Samples | None = None
        if levels is not None:
            self.levels = levels

    @property
    def samples(self) -> Samples:
        """Its samples, which all readers share."""
        with self._loading:
            if self._samples is None:
                self._samples = self._load()
            return self._samples

    def load_quietly(self) -> None:
        """Make the samples; where that fails, it is tried again when they are read."""
        with swallowing(_log, "loading a background ahead", MissingPart):
            _ = self.samples

    @cached_property
    def levels(self) -> Powers:
        """Its highest absolute sample, and then the K-weighted power of each of its hops.

        The filter is in the state that it has at the beginning of every later round.
        """
        loop = self.samples
        (_, once) = powers((loop[-10 * HOP :], loop))
        return np.concatenate(([max(loop.max(initial=0), -loop.min(initial=0))], once))


def open_loop(sound: Sound, frames: int = 0) -> Loop:
    """Open a sound as a loop; raises MissingPart for a file that is damaged."""
    changed = sound.path.stat().st_mtime_ns
    return Loop(_opened(sound, changed), frames)


@lru_cache(maxsize=1)
def _opened(sound: Sound, changed: int) -> LoopOnce:  # noqa: ARG001 - a key of the cache
    """Open a sound. The last one is cached: sessions in a row mostly have the same background.

    A file of which everything is known was decoded before: it is decoded again when it is read.
    """
    try:
        digest = sha256(sound.path.read_bytes()).hexdigest()
    except OSError as error:
        raise _damaged(sound) from error
    facts = "loop", digest, sound.loop_ms, sound.overlap_ms
    known, load = KnownLevels(), partial(_decoded, sound)
    if (levels := known.get(*facts)) is not None:
        return LoopOnce(load, levels)
    loop = LoopOnce(load)
    known.put(loop.levels, *facts)
    return loop


def _decoded(sound: Sound) -> Samples:
    """Decode a sound and close its loop."""
    try:
        samples = decode_beside(sound.path, "stereo")
    except MediaError as error:
        raise _damaged(sound) from error
    if len(samples) != frames_at(sound.loop_ms + sound.overlap_ms):
        raise _damaged(sound)
    loop = close_loop(samples, frames_at(sound.overlap_ms))
    loop.setflags(write=False)
    return loop


def _damaged(sound: Sound) -> MissingPart:
    return MissingPart(f"the sound '{sound.name}' is damaged", "install coach again")


def close_loop(samples: Samples, overlap: int) -> Samples:
    """The samples, changed in place, without their last `overlap` frames, which fade over into the first ones.

    The crossfade is linear, as both sides are the same sound and add up to it: equal power would make a swell of 3 dB.
    """
    loop, after = samples[:-overlap], samples[-overlap:]
    rising = np.linspace(0, 1, overlap, endpoint=False, dtype=np.float32)[:, None]
    loop[:overlap] = loop[:overlap] * rising + after * (1 - rising)
    return loop
