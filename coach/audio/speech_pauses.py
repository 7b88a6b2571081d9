"""Speech → the quiet places in it, and the same speech with longer ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from coach.audio.samples import Samples

_HOP_S = 0.01
_QUIET = 10 ** (-36 / 20)
"""A pause's level under the loudest 10 ms: the natural voice's breath lies below, the softest consonant above."""
_SHORTEST_S = 0.15
"""The length of the shortest pause: before p, t and k speech is silent for up to 0.12 s."""


_FADE_S = 0.01
"""How long it fades beside silence that is added: the half of the shortest pause is longer."""


def pauses_in(samples: Samples, rate: int, count: int) -> list[int]:
    """Return the middles, in samples, of the longest pauses in mono speech: so many, or as many as there are."""
    hop = int(rate * _HOP_S)
    level = np.sqrt(np.square(samples[: len(samples) // hop * hop].reshape(-1, hop)).mean(axis=1))
    quiet = np.concatenate([[False], level < level.max(initial=0) * _QUIET, [False]])
    edges = np.flatnonzero(np.diff(quiet.astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    inside = (starts > 0) & (ends < len(level)) & ((ends - starts) * _HOP_S >= _SHORTEST_S)
    longest = sorted(zip(starts[inside], ends[inside], strict=True), key=lambda pause: pause[0] - pause[1])[:count]
    return sorted(int((start + end) * hop // 2) for start, end in longest)


def with_longer_pauses(samples: Samples, rate: int, count: int, added_ms: int) -> Samples:
    """Return mono speech in which the longest pauses, so many or as many as there are, are longer by a time.

    The breath in a pause fades out before the silence that is added, and in after it.
    """
    if not count or not added_ms:
        return samples
    rest, fade = np.zeros(rate * added_ms // 1000, np.float32), _fade(rate)
    speech, *others = np.split(samples, pauses_in(samples, rate, count))
    pieces: list[Samples] = [speech]
    for piece in others:
        pieces[-1] = _scaled_end(pieces[-1], fade[::-1])
        pieces += [rest, _scaled_end(piece[::-1], fade[::-1])[::-1]]
    return np.concatenate(pieces)


def _fade(rate: int) -> Samples:
    fade: Samples = np.linspace(0, 1, int(rate * _FADE_S), endpoint=False, dtype=np.float32)
    return fade


def _scaled_end(samples: Samples, gains: Samples) -> Samples:
    """Return samples whose last ones are multiplied by gains."""
    scaled = samples.copy()
    scaled[len(scaled) - len(gains) :] *= gains
    return scaled
