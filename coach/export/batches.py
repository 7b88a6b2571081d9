"""Mix → blocks, for encoders that read it at several places at the same time."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, TypeVar

from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.audio.samples import Samples
    from coach.sound.mix import Mix

BATCH = 10 * RATE
"""The frames that are mixed at a time: a listener's own recording is sought in between."""

Form = TypeVar("Form")


def batches(mix: Mix, start: int, end: int, formed: Callable[[Samples], Form]) -> Iterator[tuple[int, int, Form]]:
    """Yield the frames of a mix from `start` to `end`, in pieces of a second that are mixed in batches.

    Each has its first frame's number, that of the frame behind its last, and what `formed` gives for its samples, which
    have as many columns as the mix has channels: it is in this form that the others of a batch wait.
    """
    end = min(end, mix.frames)
    for begin in range(start // BATCH * BATCH, end, BATCH):  # begins as a block does: none is mixed for a part of it
        pieces: deque[tuple[int, int, Form]] = deque()
        for block in mix.blocks(max(start, begin), min(begin + BATCH, end)):
            samples = block.samples[:, : mix.channels]
            pieces.append((block.start, block.start + len(samples), formed(samples)))
        while pieces:
            yield pieces.popleft()
