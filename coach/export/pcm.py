"""Mix → PCM: integer samples, little-endian, its channels interleaved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.audio.prefetch import ahead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.audio.samples import Samples
    from coach.export.formats import Progress
    from coach.sound.mix import Mix


_SHORT = 16


def pcm_of(mix: Mix, progress: Progress | None = None, gain: float = 1, bits: int = 16) -> Iterator[bytes]:
    """Yield the whole mix as PCM of 16 or 24 bits, block by block; the next block is mixed while one is encoded."""
    blocks = ((block.start + len(block.samples), block.samples[:, : mix.channels]) for block in mix.blocks())
    packed = ((done, _pack(samples, gain, bits)) for done, samples in blocks)
    for done, data in ahead(packed):
        yield data
        if progress:
            progress(done, mix.frames)


def _pack(samples: Samples, gain: float, bits: int) -> bytes:
    """Return samples as integers; what is over full scale is cut off there."""
    full_scale = 2 ** (bits - 1) - 1 if bits == _SHORT else 2 ** (bits - 1)
    whole = samples * np.float32(gain)  # an array of its own, and the only one
    np.clip(whole, -1, 1, out=whole)
    np.multiply(whole, np.float32(full_scale), out=whole)
    np.rint(whole, out=whole)
    if bits == _SHORT:
        return bytes(whole.astype("<i2").tobytes())
    wide = np.minimum(whole, full_scale - 1).astype("<i4")
    return bytes(wide.view(np.uint8).reshape(-1, 4)[:, : bits // 8].tobytes())
