"""A sound of the library → its layers together, from any frame, for ever: they come round only after hours.

A layer is one loop. The lengths of a sound's loops share no divisor but their grid, so that all of them meet again only
after the product of their lengths.
"""

from __future__ import annotations

from functools import cached_property, lru_cache, partial, reduce
from hashlib import sha256
from threading import Thread
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import HOP, powers
from coach.sound.known_levels import KnownLevels
from coach.sound.loop import LoopOnce, damaged, decode_loop
from coach.sound.rounds import Rounds, starts_of
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.audio.loudness import Powers
    from coach.audio.samples import Samples
    from coach.sound.sound_library import LoopFile, Sound

_STRETCH = 1_800
"""The hops that are measured and kept together: three minutes."""


class Layers:
    """A background in memory, under a session of `frames` frames."""

    def __init__(self, layers: Sequence[Rounds] | LayersOnce, frames: int = 0) -> None:
        self._once = layers if isinstance(layers, LayersOnce) else LayersOnce(layers)
        self._frames = frames

    def load_ahead(self) -> None:
        """Begin to load the layers, each in another thread; what goes wrong there is raised where they are read."""
        for layer in self._once.layers:
            Thread(target=layer.once.load_quietly, name="loop").start()

    def read(self, start: int, end: int) -> Samples:
        """Return the frames from `start` to `end` as a new array; raises MissingPart where a file is gone since."""
        return self._once.read(start, end)

    def close(self) -> None:
        """Do nothing: what lies in memory holds no resources."""

    @property
    def powers(self) -> Powers:
        """The K-weighted power of each hop of the session, made anew: of ten hours, they take 3 MB."""
        measured = np.concatenate([each[1:] for each in self._measured])[: self._once.repeats // HOP or None]
        return np.resize(measured, -(-self._frames // HOP))

    @property
    def peak(self) -> float:
        """The highest absolute sample of the session, and of what follows up to three minutes."""
        return float(max(each[0] for each in self._measured))

    @cached_property
    def _measured(self) -> list[Powers]:
        frames = min(max(1, self._frames), self._once.repeats or self._frames or 1)
        return [self._once.measure(stretch) for stretch in range(-(-frames // (_STRETCH * HOP)))]


class LayersOnce:
    """Layers, and what was measured of them together, for sessions of any length.

    Args:
        layers: The layers; their levels fit together.
        facts: All that decides how they sound, if what is measured of them is to be kept on disk.
        repeats: The frames after which they all come round together, in whole hops; 0 if that is not known.
    """

    def __init__(self, layers: Sequence[Rounds], facts: Sequence[object] = (), repeats: int = 0) -> None:
        self.layers, self._facts, self.repeats = layers, facts, repeats
        self._known = KnownLevels() if facts else None
        self._measured: dict[int, Powers] = {}

    def read(self, start: int, end: int) -> Samples:
        """Return the frames from `start` to `end` of the sum, as a new array."""
        first, *others = [layer.look(start, end) for layer in self.layers]
        return reduce(np.add, others, first) if others else first.copy()

    def measure(self, stretch: int) -> Powers:
        """Return the highest absolute sample of a stretch, and then the K-weighted power of each of its hops."""
        if stretch not in self._measured:
            self._measured[stretch] = self._kept(stretch)
        return self._measured[stretch]

    def _kept(self, stretch: int) -> Powers:
        if self._known and (known := self._known.get("layers", *self._facts, stretch)) is not None:
            return known
        measured = self._measure(stretch)
        if self._known:
            self._known.put(measured, "layers", *self._facts, stretch)
        return measured

    def _measure(self, stretch: int) -> Powers:
        """Measure a stretch; the filter is in the state in which the second before leaves it."""
        start, peaks = stretch * _STRETCH * HOP, []

        def seconds() -> Iterator[Samples]:
            for at in range(start - RATE, start + _STRETCH * HOP, RATE):
                second = self.read(at, at + RATE)
                peaks.append(max(second.max(), -second.min()))
                yield second

        _, *heard = powers(seconds())
        return np.concatenate(([max(peaks[1:])], *heard))


def open_layers(sound: Sound, frames: int = 0) -> Layers:
    """Open a sound of the library; raises MissingPart for a file that is not there or is damaged."""
    changed = tuple(layer.path.stat().st_mtime_ns for layer in sound.layers)
    layers = Layers(_opened(sound, changed), frames)
    _ = layers.peak  # a damaged file is better told now than after all the speaking
    return layers


@lru_cache(maxsize=1)
def _opened(sound: Sound, changed: tuple[int, ...]) -> LayersOnce:  # noqa: ARG001 - a key of the cache
    """Open a sound. The last one is cached: sessions in a row mostly have the same background.

    Where all that is asked is known from an earlier time, nothing is decoded until it is read.
    """
    facts = [(_digest(file, sound), file.name, file.loop_ms, file.overlap_ms) for file in sound.layers]
    repeats = frames_at(sound.repeats_ms)
    return LayersOnce([_layer(file, sound) for file in sound.layers], [*facts, sound.alike, repeats], repeats)


def _digest(file: LoopFile, sound: Sound) -> str:
    try:
        return sha256(file.path.read_bytes()).hexdigest()
    except OSError as error:
        raise damaged(sound.name) from error


def _layer(file: LoopFile, sound: Sound) -> Rounds:
    loop = LoopOnce(partial(decode_loop, file, sound.name))
    rounds = sound.repeats_ms // file.loop_ms  # so that layers come round together, and what is measured is enough
    return Rounds(loop, starts_of(file.name, frames_at(file.loop_ms), rounds), sound.alike)
