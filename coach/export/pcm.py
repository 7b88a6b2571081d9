"""Blocks → 16-bit samples, lowest byte first, left and right in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.export import Progress
    from coach.sound.mix import Mix

_FULL_SCALE = 32767


def pcm_of(mix: Mix, progress: Progress | None = None, gain: float = 1) -> Iterator[bytes]:
    """The whole mix, block by block."""
    for block in mix.blocks():
        yield np.rint(np.clip(block.samples * np.float32(gain), -1, 1) * _FULL_SCALE).astype("<i2").tobytes()
        if progress:
            progress(block.start + len(block.samples), mix.frames)
