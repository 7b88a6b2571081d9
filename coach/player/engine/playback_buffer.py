"""Stretches that were rendered → what the device takes of them; and the place in the session that is heard just now."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from coach.audio.decode import Samples
    from coach.player.session.state import State


_RISE = 441
"""Frames, 10 ms, in which an answer rises that does not begin with its first."""


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some sound of a session, over which nothing but time changes."""

    state: State
    """At its first frame."""
    samples: Samples


class PlaybackBuffer:
    """What is ready to be heard. One thread adds to it, the device takes from it, and neither waits for the other."""

    def __init__(self, state: State) -> None:
        self._stretches: deque[Chunk] = deque()
        self._at = 0
        self._after = state
        self._lock = Lock()
        self.listener: Callable[[Samples], None] | None = None
        """Gets what the device takes, too."""
        self.taken = 0
        """Frames that the device had."""
        self.missing = 0
        """Frames that it wanted, and that were not there."""

    def __len__(self) -> int:
        """The frames that are ready."""
        with self._lock:
            return self._left()

    @property
    def heard(self) -> tuple[State, int]:
        """The moment of what the device takes next, and what it has taken until then."""
        with self._lock:
            return self._heard(), self.taken

    @property
    def after(self) -> State:
        """The moment after all that is ready."""
        return self._after

    def take(self, frames: int) -> Samples:
        """Exactly so many frames, shape (frames, 2); silence where there are not enough."""
        taken = np.zeros((frames, 2), np.float32)
        with self._lock:
            done = self._move(taken)
            self.taken += frames
            self.missing += frames - done if self._after.until_change else 0
        if self.listener:
            self.listener(taken)
        return taken

    def add(self, chunk: Chunk) -> None:
        """More, that begins where the last ends."""
        with self._lock:
            self._stretches.append(chunk)
            self._after = chunk.state.after(len(chunk.samples))

    def cut(self, since: int, chunks: Sequence[Chunk], fade: int, over: Samples | None = None) -> None:
        """Something else from now on, in a crossfade of so many frames with what would have come.

        `since` is what was taken when the change was thought out; of the new, as much is left out as the device has
        had of the old meanwhile. The crossfade is shorter where the new is. `over` is what of the new it is not to
        weaken: the answer, which has to be heard at once, and begins softly by itself.
        """
        with self._lock:
            late = self.taken - since
            new = deque(_without(late, chunks))
            old = np.zeros((min(fade, _frames(new)), 2), np.float32)
            self._move(old)
            self._stretches, self._at = new, 0
            self._after = chunks[-1].state.after(len(chunks[-1].samples))
            self._fade_in(old, _part(over, late, len(old)))

    def _fade_in(self, old: Samples, over: Samples) -> None:
        chunks, new = self._stretches.copy(), np.zeros_like(old)
        self._move(new)
        faded, done = crossfade_to(old, new - over) + over, 0
        self._stretches, self._at = chunks, 0
        for chunk in chunks:
            part = faded[done : done + len(chunk.samples)]
            chunk.samples[: len(part)] = part
            done += len(part)

    def _left(self) -> int:
        return _frames(self._stretches) - self._at

    def _heard(self) -> State:
        return self._stretches[0].state.after(self._at) if self._stretches else self._after

    def _move(self, to: Samples) -> int:
        """Frames from the front of it into an array; gives how many there were."""
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
    """What is left after so many frames of them, for oneself."""
    for chunk in chunks:
        if frames < len(chunk.samples):
            yield Chunk(chunk.state.after(frames), chunk.samples[frames:].copy())
        frames = max(0, frames - len(chunk.samples))


def _part(samples: Samples | None, at: int, frames: int) -> Samples:
    """So many frames, from one on, without an edge; silence where there is nothing."""
    part = np.zeros((frames, 2), np.float32)
    if samples is not None:
        there = samples[at : at + frames]
        part[: len(there)] = there
        part[:_RISE] *= np.linspace(0, 1, _RISE, dtype=np.float32)[: len(part), None] if at else 1
    return part


def crossfade_to(old: Samples, new: Samples) -> Samples:
    """From one sound to another in constant power, however alike they are; both of one length, shape (frames, 2).

    Two sounds that are alike add up in their samples, two that are not in their power: so the gains are divided by
    what a sum of sounds so alike would have (M. Fink, M. Holters, U. Zölzer: "Signal-matched power-complementary
    cross-fading", DAFx-16).
    """
    if not len(new):
        return new
    both = np.stack((old.ravel(), new.ravel()))
    products = np.einsum("ik,jk->ij", both, both)  # no BLAS: its threads would wake up for this, and spin after it
    powers = float(products[0, 0] * products[1, 1])
    alike = max(0.0, float(products[0, 1]) / powers**0.5) if powers else 0.0
    angle = np.linspace(0, np.pi / 2, len(new), endpoint=False, dtype=np.float32)[:, None]
    down, up = np.cos(angle) ** 2, np.sin(angle) ** 2
    norm = np.sqrt(down**2 + up**2 + 2 * alike * down * up)
    faded: Samples = (old * down + new * up) / norm
    return faded
