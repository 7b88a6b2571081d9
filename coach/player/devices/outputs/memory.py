"""Samples → memory: the silent twin of the devices, for tests and for clocks that are not real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from coach.player.devices.outputs.device_messages import no_device

if TYPE_CHECKING:
    from coach.audio.decode import Samples
    from coach.player.devices.outputs import Take

BLOCK = 2646
"""Frames that are taken at once, as the speakers do: 60 ms."""


class Memory:
    """Takes when it is told to, in the thread that tells it; keeps what it took, or only counts it."""

    latency_ms = 0
    """Nobody hears it; what is taken is there."""

    def __init__(self, take: Take, *, keep: bool = True, missing: bool = False) -> None:
        self.lost = False
        """To be set: from then on nothing is taken."""
        self.taken = 0
        """Frames."""
        self._take, self._keep, self._missing = take, keep, missing
        self._open = False
        self._kept: list[Samples] = []

    def __enter__(self) -> Self:
        if self._missing:
            raise no_device()
        self._open = True
        return self

    def __exit__(self, *_: object) -> None:
        self._open = False

    def run(self, frames: int) -> None:
        """Take so many frames, block by block; none where it is not open, or lost."""
        end = self.taken + frames
        while self._open and not self.lost and self.taken < end:
            block = self._take(min(BLOCK, end - self.taken))
            self.taken += len(block)
            if self._keep:
                self._kept.append(block)

    @property
    def heard(self) -> Samples:
        """All that was taken, if it was kept."""
        return np.concatenate([np.zeros((0, 2), np.float32), *self._kept])
