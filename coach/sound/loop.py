"""A sound of the library → one loop that can be read from any frame, for ever, without a seam."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.decode import MediaError, decode
from coach.audio.loudness import HOP, powers
from coach.errors import MissingPart
from coach.units import frames_at

if TYPE_CHECKING:
    from coach.audio.loudness import Powers
    from coach.audio.samples import Samples
    from coach.sound.sound_library import Sound


class Loop:
    """A background in memory: stereo, as long as the file without its overlap."""

    def __init__(self, loop: Samples, frames: int = 0, measured: Loop | None = None) -> None:
        self.loop = loop
        self._frames = frames
        self._measured = measured or self

    def lasting(self, frames: int) -> Loop:
        """Return the same loop under a session of so many frames: it is measured once for all of them."""
        return Loop(self.loop, frames, self)

    def read(self, start: int, end: int) -> Samples:
        """Return the frames from `start` to `end` of the loop, repeated for ever."""
        first, last = start % len(self.loop), end - start + start % len(self.loop)
        if last <= len(self.loop):
            return self.loop[first:last].copy()
        return self.loop.take(np.arange(first, last) % len(self.loop), axis=0)

    def close(self) -> None:
        """Do nothing: a loop in memory holds no resources."""

    @cached_property
    def powers(self) -> Powers:
        """The K-weighted power of each hop of the session; a loop of the library is whole hops long."""
        once = self._measured._powers_once
        return once.take(np.arange(-(-self._frames // HOP)) % len(once))

    @cached_property
    def _powers_once(self) -> Powers:
        """The K-weighted power of each hop of the loop, with the filter in the state that every later round finds."""
        (_, once) = powers((self.loop[-10 * HOP :], self.loop))
        return once

    @property
    def peak(self) -> float:
        """The highest absolute sample."""
        return self._measured._peak_once

    @cached_property
    def _peak_once(self) -> float:
        """The same, looked for in all samples."""
        return float(max(self.loop.max(initial=0), -self.loop.min(initial=0)))


def open_loop(sound: Sound, frames: int = 0) -> Loop:
    """Decode a sound and close its loop; raises MissingPart for a file that is damaged."""
    changed = sound.path.stat().st_mtime_ns
    return _closed(sound, changed).lasting(frames)


@lru_cache(maxsize=1)
def _closed(sound: Sound, changed: int) -> Loop:  # noqa: ARG001 - a key of the cache
    """Decode a sound and close its loop. The last one is cached: sessions in a row mostly have the same background."""
    damaged = MissingPart(f"the sound '{sound.name}' is damaged", "install coach again")
    try:
        samples = decode(sound.path, "stereo")
    except MediaError as error:
        raise damaged from error
    if len(samples) != frames_at(sound.loop_ms + sound.overlap_ms):
        raise damaged
    loop = close_loop(samples, frames_at(sound.overlap_ms))
    loop.setflags(write=False)
    return Loop(loop)


def close_loop(samples: Samples, overlap: int) -> Samples:
    """The samples, changed in place, without their last `overlap` frames, which fade over into the first ones.

    The crossfade is linear, as both sides are the same sound and add up to it: equal power would make a swell of 3 dB.
    """
    loop, after = samples[:-overlap], samples[-overlap:]
    rising = np.linspace(0, 1, overlap, endpoint=False, dtype=np.float32)[:, None]
    loop[:overlap] = loop[:overlap] * rising + after * (1 - rising)
    return loop
