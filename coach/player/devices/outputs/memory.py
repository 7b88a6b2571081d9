"""Samples → memory: the silent twin of the devices, for tests and simulated clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from coach.argument_types import A_FUNCTION, YES_OR_NO, takes, whole
from coach.player.devices.outputs.device_messages import no_device
from coach.short_repr import shown_by

if TYPE_CHECKING:
    from coach.audio.samples import Samples
    from coach.player.devices.outputs import Take

BLOCK = 2646
"""The frames that are taken at once, as the speakers do: 60 ms."""


@takes(take=A_FUNCTION, keep=YES_OR_NO, missing=YES_OR_NO)
class Memory:
    """An output that takes samples when `run` is called, in that thread; it keeps them, or only counts them.

    Nothing is taken by itself, and so no time goes by in the session until then. Whoever runs it sets the pace: the
    player keeps a second ready, `len(player.buffer)` frames, and what is asked for beyond that is silence, which
    `player.buffer.missing` counts.

    Example:
        >>> import coach
        >>> from coach.player.devices.outputs.memory import BLOCK, Memory
        >>> outputs = []
        >>> def to_memory(take):
        ...     outputs.append(Memory(take))
        ...     return outputs[-1]
        >>> with coach.open_player("eyes-closed-calm", engine="silent", open_device=to_memory) as player:
        ...     outputs[-1].run(BLOCK)  # the next one 60 ms later, as a device would
        >>> outputs[-1].heard.shape
        (2646, 2)
    """

    latency_ms = 0
    """The latency in ms: none, for nobody hears it, and what is taken is there."""
    __repr__ = shown_by("taken", "lost")

    def __init__(self, take: Take, *, keep: bool = True, missing: bool = False) -> None:
        self.lost = False
        """Whether the device is lost; a test sets it, and nothing is taken from then on."""
        self.taken = 0
        """The frames taken so far."""
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

    @takes(frames=whole("a whole number of frames from 0 on", 0))
    def run(self, frames: int) -> None:
        """Take `frames` frames, block by block; none while it is not open, or once it is lost."""
        end = self.taken + frames
        while self._open and not self.lost and self.taken < end:
            block = self._take(min(BLOCK, end - self.taken))
            self.taken += len(block)
            if self._keep:
                self._kept.append(block)

    @property
    def heard(self) -> Samples:
        """All samples that were taken, if they were kept."""
        return np.concatenate([np.zeros((0, 2), np.float32), *self._kept])
