"""Rendered stretches → what the device takes of them, and the moment of the session that is heard just now."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.crossfade import crossfade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from coach.audio.samples import Samples
    from coach.player.session.state import State


_RISE = 441
"""The frames (10 ms) over which an earcon fades in where it does not begin with its first frame."""


@dataclass(frozen=True, eq=False)
class Chunk:
    """A stretch of a session's sound, over which nothing but time changes."""

    state: State
    """The moment of its first frame."""
    samples: Samples


class PlaybackBuffer:
    """The sound that is ready to be heard.

    One thread adds to it, the device takes from it, and neither waits for the other.
    """

    def __init__(self, state: State) -> None:
        self._stretches: deque[Chunk] = deque()
        self._at = 0
        self._after = state
        self._lock = Lock()
        self.listener: Callable[[Samples], None] | None = None
        """The function that gets what the device takes, too."""
        self.taken = 0
        """The frames that the device took so far."""
        self.missing = 0
        """The frames that it wanted and that were not there: the underruns."""

    def __len__(self) -> int:
        """The frames that are ready."""
        with self._lock:
            return self._left()

    @property
    def heard(self) -> tuple[State, int]:
        """The moment of what the device takes next, and the frames that it has taken until then."""
        with self._lock:
            return self._state_now(), self.taken

    @property
    def after(self) -> State:
        """The moment after all that is ready."""
        return self._after

    def take(self, frames: int) -> Samples:
        """Take exactly `frames` frames, shape (frames, 2); silence where there are not enough."""
        taken = np.zeros((frames, 2), np.float32)
        with self._lock:
            done = self._move(taken)
            self.taken += frames
            self.missing += frames - done if self._after.until_change else 0
        if self.listener:
            self.listener(taken)
        return taken

    def add(self, chunk: Chunk) -> None:
        """Add a stretch that begins where the last one ends."""
        with self._lock:
            self._stretches.append(chunk)
            self._after = chunk.state.after(len(chunk.samples))

    def cut(
        self, since: int, chunks: Sequence[Chunk], fade: int, over: Samples | None = None, most: int | None = None
    ) -> None:
        """Replace what is ready, in a crossfade of `fade` frames with what would have come.

        `since` is what was taken when the change was computed; as many frames are left out of the new chunks as the
        device has taken of the old ones meanwhile, though at `most` some, where words begin behind those: on a machine
        that stood still they are late, and whole. The crossfade is shorter where the new chunks are. `over` is the
        part of the new sound that it must not weaken: the earcon, which has to be heard at once, and begins softly by
        itself.
        """
        with self._lock:
            late = min(self.taken - since, self.taken if most is None else most)
            new = deque(_without(late, chunks))
            old = np.zeros((min(fade, _frames(new)), 2), np.float32)
            self._move(old)
            self._stretches, self._at = new, 0
            self._after = chunks[-1].state.after(len(chunks[-1].samples))
            self._fade_in(old, _part(over, late, len(old)))

    def _fade_in(self, old: Samples, over: Samples) -> None:
        chunks, new = self._stretches.copy(), np.zeros_like(old)
        self._move(new)
        faded, done = crossfade(old, new - over, smooth=True) + over, 0
        self._stretches, self._at = chunks, 0
        for chunk in chunks:
            part = faded[done : done + len(chunk.samples)]
            chunk.samples[: len(part)] = part
            done += len(part)

    def _left(self) -> int:
        return _frames(self._stretches) - self._at

    def _state_now(self) -> State:
        return self._stretches[0].state.after(self._at) if self._stretches else self._after

    def _move(self, to: Samples) -> int:
        """Move frames from the front into an array, and return how many there were."""
        done = 0
        while self._stretches and done < len(to):
            samples = self._stretches[0].samples[self._at : self._at + len(to) - done]
            to[done : done + len(samples)] = samples
            done, self._at = done + len(samples), self._at + len(samples)
            if self._at == len(self._stretches[0].samples):
                self._stretches.popleft()
                self._at = 0
        return done


def _frames(chunks: Iterable[Chunk]) -> int:
    return sum(len(chunk.samples) for chunk in chunks)


def _without(frames: int, chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """Yield copies of the chunks, without their first `frames` frames."""
    for chunk in chunks:
        if frames < len(chunk.samples):
            yield Chunk(chunk.state.after(frames), chunk.samples[frames:].copy())
        frames = max(0, frames - len(chunk.samples))


def _part(samples: Samples | None, at: int, frames: int) -> Samples:
    """The part of a sound from `at` on, faded in where it is not the beginning; silence where there is nothing."""
    part = np.zeros((frames, 2), np.float32)
    if samples is not None:
        there = samples[at : at + frames]
        part[: len(there)] = there
        part[:_RISE] *= np.linspace(0, 1, _RISE, dtype=np.float32)[: len(part), None] if at else 1
    return part
