"""Samples of a recording → where the voice begins and ends in it. Pure.

A synthesised clip has silence around it; a recording has a room, a breath, and the click of the key that ended it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.filters import Filters
from coach.audio.loudness import both_sides
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coach.audio.samples import Samples

    Powers = NDArray[np.float64]

FRAME = RATE // 100
"""The samples that are judged at once: 10 ms."""
_HIGHPASS = ("highpass", "f=70")
"""A table that shakes and the mains' hum lie under a voice."""
_OVER_NOISE = 10 ** (8 / 10)
"""The power of the faintest sound of a voice, over that of the room: this changes by a few dB from frame to frame."""
_FAINTEST, _TIGHT, _LOUDEST = 10 ** (-50 / 10), 10 ** (-40 / 10), 10 ** (-6 / 10)
"""Limits of that power, as parts of the loudest frame's: where nobody hears an end any more; what holds for a file that
was cut so closely that no room is left in it; and what is a voice in any noise."""
_ALIKE, _ROOM = 10 ** (5 / 10), 15
"""How far frames of a room lie from its quietest, and how many there have to be: 150 ms, longer than a stop consonant's
silence."""
_TOGETHER = 20
"""The frames of silence after which a sound is another one: no stop consonant is silent for 200 ms."""
_CLICK = 8
"""The frames that a click, a tap or a knock lasts at the most, alone before or after all words."""
_EDGE = 5
_BEFORE, _AFTER = 2, 6
"""The frames that are kept before the first sound and after the last one, for what is softer than the limit."""


@dataclass(frozen=True)
class Span:
    """The part of a recording that the voice takes."""

    start: int
    """The first sample."""
    end: int
    """The sample after the last one."""
    speech_dbfs: float
    """The mean level of the frames in which there is a voice."""
    noise_dbfs: float | None
    """The median level of those in which there is none; None for a recording with fewer than ten of them."""
    edges_dbfs: tuple[float, float]
    """The highest levels in the first and in the last 50 ms of the recording."""


def find_span(samples: Samples) -> Span | None:
    """Return the span of a voice in mono samples at 44.1 kHz; None where there is no sound at all."""
    powers = _powers(samples)
    loudest = powers.max(initial=0)
    if not loudest > 0:
        return None
    voiced = powers >= _limit(powers, loudest)
    first, last = _without_clicks(np.flatnonzero(voiced))
    edges = _level(float(powers[:_EDGE].max())), _level(float(powers[-_EDGE:].max()))
    quiet = powers[~voiced]
    return Span(
        max(0, first - _BEFORE) * FRAME,
        min(len(samples), (last + 1 + _AFTER) * FRAME),
        _level(float(powers[first : last + 1][voiced[first : last + 1]].mean())),
        _level(float(np.median(quiet))) if len(quiet) >= 10 else None,  # noqa: PLR2004 - a tenth of a second
        edges,
    )


def frame_levels(samples: Samples) -> Powers:
    """Return the level of each hundredth of a second in dBFS, without what lies under a voice."""
    return 10 * np.log10(np.maximum(_powers(samples), 1e-12))


def _powers(samples: Samples) -> Powers:
    """Return the mean power of each frame; a last one that is not whole is filled up with silence."""
    whole = np.zeros(-(-len(samples) // FRAME) * FRAME, np.float32)
    whole[: len(samples)] = samples
    graph = Filters(_HIGHPASS, ("aformat", "sample_fmts=flt"))
    heard = [frame.to_ndarray().reshape(-1, 2)[:, 0] for frame in graph.push(both_sides(whole))]
    filtered = np.concatenate(heard) if heard else whole
    return np.asarray(np.square(filtered, dtype=np.float64).reshape(-1, FRAME).mean(axis=1))


def _limit(powers: Powers, loudest: float) -> float:
    """Return the least power of a voice."""
    room = powers[powers <= np.quantile(powers, 0.02) * _ALIKE]
    if len(room) < _ROOM:
        return loudest * _TIGHT
    return float(np.clip(np.median(room) * _OVER_NOISE, loudest * _FAINTEST, loudest * _LOUDEST))


def _without_clicks(voiced: NDArray[np.intp]) -> tuple[int, int]:
    """Return the first and the last frame of the voice: short sounds far from all others are none, before and after."""
    sounds = np.split(voiced, np.flatnonzero(np.diff(voiced) > _TOGETHER) + 1)
    while len(sounds) > 1 and _is_click(sounds[0], sounds):
        del sounds[0]
    while len(sounds) > 1 and _is_click(sounds[-1], sounds):
        del sounds[-1]
    return int(sounds[0][0]), int(sounds[-1][-1])


def _is_click(sound: NDArray[np.intp], sounds: Sequence[NDArray[np.intp]]) -> bool:
    return int(sound[-1] - sound[0]) < _CLICK < max(int(each[-1] - each[0]) for each in sounds)


def _level(power: float) -> float:
    return round(float(10 * np.log10(max(power, 1e-12))), 1)
