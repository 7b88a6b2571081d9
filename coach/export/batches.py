"""Mix → blocks, for encoders that read it at several places at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.audio.samples import Samples
    from coach.sound.mix import Mix

BATCH = 10 * RATE
"""The frames that are mixed at a time: a listener's own recording is sought in between."""


def batches(mix: Mix, start: int, end: int) -> Iterator[tuple[int, Samples]]:
    """Yield the frames of a mix from `start` to `end`, in pieces of a second that are mixed in batches.

    Each has its first frame's number, and as many columns as the mix has channels.
    """
    for begin in range(start, end, BATCH):
        for block in [*mix.blocks(begin, min(begin + BATCH, end))]:
            yield block.start, block.samples[:, : mix.channels]
