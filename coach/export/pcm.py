"""Mix → PCM: integer samples, little-endian, its channels interleaved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.prefetch import wait_for
from coach.export.batches import BATCH, batches
from coach.export.on_all_cores import on_all_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.audio.samples import Samples
    from coach.export.formats import Progress
    from coach.sound.mix import Mix


_SHORT = 16


def pcm_of(mix: Mix, progress: Progress | None = None, bits: int = 16) -> Iterator[bytes]:
    """Yield the whole mix as PCM of 16 or 24 bits, a second at a time; it is mixed on all cores; raises Interrupted."""

    def mixed(start: int, look: Callable[[], None]) -> list[tuple[int, bytes]]:
        pieces = []
        for _, end, data in batches(mix, start, start + BATCH, partial(packed, bits=bits)):
            look()
            pieces.append((end, data))
        return pieces

    with on_all_cores(range(0, mix.frames, BATCH), mixed) as begun:
        for _, pieces in begun:
            for done, data in wait_for(pieces):
                yield data
                if progress:
                    progress(done, mix.frames)


def packed(samples: Samples, gain: float = 1, bits: int = 16) -> bytes:
    """Return samples as PCM of 16 or 24 bits, with a gain; what is over full scale is cut."""
    full_scale = 2 ** (bits - 1) - 1 if bits == _SHORT else 2 ** (bits - 1)
    whole = samples * np.float32(gain)
    np.clip(whole, -1, 1, out=whole)
    whole *= np.float32(full_scale)
    np.rint(whole, out=whole)
    if bits == _SHORT:
        return bytes(whole.astype("<i2").tobytes())
    wide = np.minimum(whole, full_scale - 1).astype("<i4")
    return bytes(wide.view(np.uint8).reshape(-1, 4)[:, : bits // 8].tobytes())
