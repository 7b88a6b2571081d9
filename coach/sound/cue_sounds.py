"""Cue → the samples of its sound: a bell or a tick, or a breath that is as long as the cue."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.decode import MediaError, decode
from coach.audio.samples import look_round
from coach.errors import MissingPart
from coach.sound.loop import close_loop
from coach.sound.sound_library import file_of
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from coach.audio.samples import Samples
    from coach.timeline.timeline import Cue

_FADE = frames_at(50)
_RISE = frames_at(300)
"""The frames in which a sound comes up that is to be softer than its own: a bell without the edge of its stroke."""
_TURN = 0.7
"""The share of a breath in during which it rises; it dies away in the rest. A breath out is the mirror image."""


@lru_cache(maxsize=4)
def sound_of(cue: Cue) -> Samples:
    """Return the sound of a cue, stereo, no longer than the cue; raises MissingPart for a file that is damaged."""
    assert cue.sound
    frames = frames_at(cue.end_ms) - frames_at(cue.start_ms)
    if shape := _SHAPES.get(cue.sound):
        return look_round(_air(cue.sound), 0, frames) * shape(np.linspace(0, 1, frames))[:, None].astype(np.float32)
    sound = _cut(_decode(cue.sound), frames)
    return _softened(sound, cue.level_db) if cue.level_db else sound


def _softened(samples: Samples, level_db: float) -> Samples:
    """Return a sound at another level, which it reaches without a stroke."""
    gain = np.full((len(samples), 1), 10 ** (level_db / 20), np.float32)
    rise = min(_RISE, len(samples))
    gain[:rise] *= np.sin(np.linspace(0, np.pi / 2, rise, dtype=np.float32))[:, None] ** 2
    return np.asarray(samples * gain)


def _breath_in(way: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the envelope of a breath in, for `way` from 0 to 1: it rises and then dies away, without a corner."""
    turn = np.where(way < _TURN, way / _TURN, (1 - way) / (1 - _TURN))
    return np.asarray(np.sin(np.pi / 2 * turn) ** 2)


def _breath_out(way: NDArray[np.float64]) -> NDArray[np.float64]:
    return _breath_in(1 - way)


_SHAPES: dict[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]] = {
    "breath-in": _breath_in,
    "breath-out": _breath_out,
}
"""The envelopes of the sounds that are as long as their cue; the others have a length of their own."""


def _cut(samples: Samples, frames: int) -> Samples:
    """Return as much of a sound as the cue has room for, faded out where it is cut."""
    if len(samples) <= frames:
        return samples
    cut = samples[:frames].copy()
    fade = min(_FADE, frames)
    cut[frames - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None]
    return cut


@lru_cache
def _air(name: str) -> Samples:
    """Return the loop of a breath: the last second of its file is the overlap for the crossfade, as in a background."""
    return close_loop(_decode(name).copy(), RATE)


@lru_cache
def _decode(name: str) -> Samples:
    try:
        return decode(file_of(name), "stereo")
    except MediaError as error:
        raise MissingPart(f"the sound '{name}' is damaged", "install coach again") from error
