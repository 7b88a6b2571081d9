"""Levels + the background's own loudness → how far under the voice it lies, over time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import HOP, integrated
from coach.sound.profiles import PROFILES
from coach.sound.voice import loudness_of
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coach.audio.loudness import Powers
    from coach.export.picture.strips import Strip
    from coach.sound.ducking import Decibels
    from coach.sound.level_plan import LevelPlan

_SHORT_TERM = 30
"""The hops of EBU R 128's short-term window, three seconds."""
_FLOOR = 1e-12


@dataclass(frozen=True, eq=False)
class Contour:
    """The background over time, in LU over the voice, so mostly negative."""

    ms: NDArray[np.float64]
    heard: Decibels
    """The short-term loudness of the background as it is heard."""
    gain: Decibels
    """The gain alone: as if the background were equally loud all the time."""


def voice_lufs(levels: LevelPlan) -> float:
    """Return how loud the voice is, in LUFS; where none is heard, how loud one would be."""
    lufs = loudness_of(levels.spoken, "LUFS")
    return lufs if math.isfinite(lufs) else PROFILES["session"].speech + 20 * math.log10(levels.cue_gain)


def contour_of(levels: LevelPlan, powers: Powers, duration_ms: int, columns: int) -> Contour:
    """Return the background's contour in at most `columns` places, each of which is the mean around it."""
    hops = max(1, -(-frames_at(duration_ms) // HOP))
    edges = np.linspace(0, hops, min(hops, columns) + 1).astype(np.int64)
    middles = np.arange(hops) * HOP + HOP // 2
    gains = 10 ** (levels.curve.levels(middles) / 10)
    own = 10 ** (integrated(powers) / 10) if len(powers) else 0.0
    heard, gain = (_mean(power, edges) for power in (_smooth(powers, hops) * gains, gains * own))
    reference = voice_lufs(levels)
    ms = (edges[1:] + edges[:-1]) / 2 * HOP * 1000 / RATE
    ms[0], ms[-1] = 0, duration_ms
    return Contour(ms, _lu(heard) - 0.691 - reference, _lu(gain) - reference)


def _smooth(powers: Powers, hops: int) -> Powers:
    """Return the short-term power of the background alone: its gain has no noise, and needs no smoothing."""
    padded = np.resize(powers, hops) if len(powers) else np.zeros(hops)
    total = np.concatenate(([0.0], np.cumsum(padded)))
    places = np.arange(hops)
    first, last = np.maximum(0, places - _SHORT_TERM // 2), np.minimum(hops, places + _SHORT_TERM // 2)
    return np.asarray((total[last] - total[first]) / np.maximum(1, last - first))


def _mean(powers: Powers, edges: NDArray[np.int64]) -> Powers:
    return np.asarray(np.add.reduceat(powers, edges[:-1]) / np.diff(edges))


def _lu(powers: Powers) -> Decibels:
    return np.asarray(10 * np.log10(np.maximum(powers, _FLOOR)))


def voice_heights(levels: LevelPlan, blocks: Sequence[Strip]) -> list[tuple[Strip, float]]:
    """Return how loud each block of speech is, in LU over the voice as a whole, without inaudible blocks."""
    reference = voice_lufs(levels)
    means = ((block, _loudness(levels, block) - reference) for block in blocks)
    return [(block, height) for block, height in means if math.isfinite(height)]


def _loudness(levels: LevelPlan, block: Strip) -> float:
    heard = [cue.lufs for cue in levels.spoken[block.first : block.first + block.count] if math.isfinite(cue.lufs)]
    return sum(heard) / len(heard) if heard else -math.inf
