"""Silent sessions that are made in memory: where only tags and chapters matter, no sound has to be encoded."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np

from coach.audio.loudness import Powers
from coach.audio.samples import Samples
from coach.export import write
from coach.export.formats import About
from coach.sound.background import open_background
from coach.sound.level_plan import plan_levels
from coach.sound.mix import Mix
from coach.sound.profiles import PROFILES
from coach.speech.clip import Clip
from coach.timeline.timeline import Cue, Timeline
from coach.units import RATE, frames_at


class Silence:
    """A background of nothing at all, which each encoder is quick with."""

    powers: Powers = np.zeros(1)
    peak = 0.0

    def read(self, start: int, end: int) -> Samples:
        return np.zeros((end - start, 2), np.float32)

    def close(self) -> None: ...


class Sound(Silence):
    """A background of samples that are known."""

    peak = 1.0

    def __init__(self, samples: Samples) -> None:
        self._samples = samples

    def read(self, start: int, end: int) -> Samples:
        return self._samples[start:end].copy()


def timeline_of(title: str, sections: Iterable[str | None], edges: Iterable[int]) -> Timeline:
    """Return a session of one pause for each section, between edges in milliseconds."""
    cues = zip(pairwise(edges), sections, strict=True)
    return Timeline(title, tuple(Cue(start, end, "pause", section=section) for (start, end), section in cues))


def silent_mix(timeline: Timeline) -> Mix:
    floor = open_background(None, frames_at(timeline.duration_ms))
    levels = plan_levels(timeline, lambda *_: Clip("", np.zeros(1, np.float32)), floor, PROFILES["session"], None)
    return Mix(timeline, levels, Silence())


def mix_of(samples: Samples, channels: int = 2) -> Mix:
    """Return a mix of stereo samples, in which nobody speaks; their number is that of whole milliseconds."""
    mix = silent_mix(timeline_of("T", ["A"], (0, 1000 * len(samples) // RATE)))
    return Mix(mix.timeline, mix.levels, Sound(samples), channels=channels)


def noise(seconds: int, level: float = 0.05) -> Samples:
    """Return white noise, the hardest sound for an encoder."""
    return (np.random.default_rng(1).standard_normal((RATE * seconds, 2)) * level).astype(np.float32)


def write_silence(timeline: Timeline, about: About, path: Path) -> Path:
    """Write a session without a sound, and return its file."""
    write(silent_mix(timeline), about, path)
    return path
