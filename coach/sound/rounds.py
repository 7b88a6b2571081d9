"""A loop → the same sound for ever, in rounds that begin each at another place of it: it never comes back in time.

A loop that only went round would come again after each round, alone or under others. Here a round is as long as the
loop and has all of it once, from a place that is drawn by lot; a crossfade leads from each round into the next.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.crossfade import gains
from coach.audio.samples import look_round
from coach.sound.loop import LoopOnce
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.audio.samples import Samples

STEP_MS = 200
"""The grid of places at which a round can begin: whole cycles of all tones of the library, which so meet in phase."""
FADE_MS = 3_000
"""The length of a crossfade: so slow that it is no event."""
_ROUNDS = 4_096
"""The rounds after which the places come again, where nobody says so: more than a day."""
_TRIES = 1_000
"""The drawings before a loop is called too short: for one of half a minute, two of five fit."""


@lru_cache(maxsize=8)
def starts_of(name: str, frames: int, rounds: int = _ROUNDS) -> tuple[int, ...]:
    """Return the frame of a loop at which each of so many rounds begins, by lot, and for a name always the same.

    It is at most half a loop further than the one before, and the first one than the last: nothing comes again sooner
    than after half a round. And it is at least a crossfade further, so that no moment is heard twice at once.

    Raises:
        ValueError: The loop is so short that its rounds cannot lead back to the first one; a few crossfades are enough.

    Example:
        >>> starts_of("rain-1", 441_000) == starts_of("rain-1", 441_000)
        True
    """
    step, draw = frames_at(STEP_MS), Random(name).random  # noqa: S311 - its sequence is promised to stay the same
    places, least = frames // step, FADE_MS // STEP_MS
    for _ in range(_TRIES):  # until the last round leads back to the first one as each leads to the next
        further = (least + int(draw() * (places // 2 - least + 1)) for _ in range(rounds))
        starts = tuple(place % places for place in accumulate(further))
        if rounds == 1 or least <= (starts[0] - starts[-1]) % places <= places // 2:
            return tuple(place * step for place in starts)
    raise ValueError(f"a loop of {frames} frames is too short for {rounds} rounds that begin each at another place")


class Rounds:
    """A loop that goes on for ever; without `starts`, it only goes round.

    Args:
        loop: The loop, stereo.
        starts: The frames of the loop at which its rounds begin, one after the other and from the first one again.
        alike: The correlation of two places of the loop where they meet, which the crossfade makes up for.
    """

    def __init__(self, loop: Samples | LoopOnce, starts: Sequence[int] = (), alike: float = 0.0) -> None:
        self.once = loop if isinstance(loop, LoopOnce) else LoopOnce(lambda: loop)
        self._starts = starts or (0,)
        self._down, self._up = _gains(alike) if starts else (np.zeros((0, 2), np.float32),) * 2

    def look(self, start: int, end: int) -> Samples:
        """Return the frames from `start` to `end`, which are not to be changed; raises MissingPart for a lost file."""
        pieces = [*self._pieces(self.once.samples, start, end)]
        return pieces[0] if len(pieces) == 1 else np.concatenate([np.zeros((0, 2), np.float32), *pieces])

    def _pieces(self, loop: Samples, start: int, end: int) -> Iterator[Samples]:
        """Yield the frames in pieces: a round's crossfade, and the rest of it."""
        frames, fade = len(loop), len(self._up)
        while start < end:
            turn, at = divmod(start, frames)
            until = min(at + end - start, fade if at < fade else frames)
            heard = self._of_round(loop, turn, at, until)
            if at < fade:
                before = self._of_round(loop, turn - 1, at + frames, until + frames)
                heard = heard * self._up[at:until] + before * self._down[at:until]
            yield heard
            start += until - at

    def _of_round(self, loop: Samples, turn: int, at: int, until: int) -> Samples:
        """Return frames of a round, counted from its beginning; it would go on after its end."""
        first = self._starts[turn % len(self._starts)]
        return look_round(loop, first + at, first + until)


@lru_cache(maxsize=4)
def _gains(alike: float) -> tuple[Samples, Samples]:
    """Return the gains of a crossfade, down and up, for both sides."""
    down, up = gains(frames_at(FADE_MS), alike)
    return np.repeat(down.astype(np.float32), 2, axis=1), np.repeat(up.astype(np.float32), 2, axis=1)
