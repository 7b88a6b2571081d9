"""Clips → the voice of a session: at one gain, under a ceiling, and softer in a cue that is to be softer.

Its loudness is that of the words alone, one after the other, whatever lies between them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.limiter import limit
from coach.audio.loudness import HOP, decibels, integrated, lufs_of, powers
from coach.speech.postprocess import CEILING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.audio.decode import Samples
    from coach.audio.loudness import Powers
    from coach.sound.profiles import Profile
    from coach.speech.clip import Clip
    from coach.timeline.timeline import Cue

_IN_MEMORY = 4
_GATED, _SENTENCE = 4, 10
"""Hops: so long a sound has to be for BS.1770 to gate it, and to have one loudness. Of a word under a second, what a
meter says depends on whether its edges count, by up to 1.2 LU; the middle is near to both."""
_ROUNDS = 6
_MOST_DB = 40.0
"""What is softer is no voice but the engine without one, and stays as it is."""
_NEAR_DB = 0.3
"""So near, a gain is right without another look: what the limiter takes off is less than a tenth of it."""


class SessionVoice:
    """The voice of one session."""

    def __init__(self, clip: Callable[[str, int | None], Clip], gain_db: float = 0, ceiling: float = CEILING) -> None:
        self.gain_db, self.ceiling = gain_db, ceiling
        self._clip = clip
        self.samples = lru_cache(_IN_MEMORY)(self._samples)

    def _samples(self, text: str, pace: int | None, level_db: float) -> Samples:
        """Mono."""
        samples, gain = self._clip(text, pace).samples, self.gain_db + level_db
        return limit(samples * np.float32(10 ** (gain / 20)) if gain else samples, self.ceiling)

    def of(self, cue: Cue) -> Samples:
        """What is heard of a cue, mono."""
        return self.samples(cue.text, cue.pace, cue.level_db)

    def at(self, gain_db: float, ceiling: float) -> SessionVoice:
        """The same voice at another level."""
        return SessionVoice(self._clip, gain_db, ceiling)


@dataclass(frozen=True, eq=False)
class Spoken:
    """How loud one cue is."""

    hops: Powers
    lufs: float
    energy: float
    """Sum of its squares, on one side."""
    frames: int

    def louder(self, gain_db: float) -> Spoken:
        """The same, so many decibels louder."""
        factor = 10 ** (gain_db / 10)
        return Spoken(self.hops * factor, self.lufs + gain_db, self.energy * factor, self.frames)

    def unheard(self) -> Spoken:
        """The same, as if it were silence."""
        return Spoken(np.zeros_like(self.hops), -math.inf, 0.0, self.frames)


UNKNOWN = Spoken(np.zeros(0), -math.inf, 0.0, 0)
"""A cue that nobody has spoken yet."""


def loudness_of(spoken: Sequence[Spoken], unit: str) -> float:
    """All cues, as if they followed each other, in the unit of a profile; `-inf` for silence."""
    if unit == "LUFS":
        return integrated(np.concatenate([cue.hops for cue in spoken])) if spoken else -math.inf
    return decibels(sum(cue.energy for cue in spoken) / max(1, sum(cue.frames for cue in spoken)))


def levelled(voice: SessionVoice, speech: Sequence[Cue], profile: Profile) -> tuple[SessionVoice, tuple[Spoken, ...]]:
    """The voice at the level of a profile, and how loud each cue then is."""
    voice = voice.at(voice.gain_db, 10 ** (profile.ceiling_db / 20))
    for _ in range(_ROUNDS):
        spoken = measured(voice, speech)
        off = profile.speech - loudness_of(spoken, profile.unit)
        if off > _MOST_DB:
            return voice, tuple(cue.unheard() for cue in spoken)
        voice = voice.at(voice.gain_db + off, voice.ceiling)
        if abs(off) <= _NEAR_DB:
            return voice, tuple(cue.louder(off) for cue in spoken)
    return voice, spoken


def measured(voice: SessionVoice, speech: Sequence[Cue]) -> tuple[Spoken, ...]:
    """How loud each cue is; what is said again is measured once."""
    keys = [(cue.text, cue.pace, cue.level_db) for cue in speech]
    distinct = list(dict.fromkeys(keys))
    hops_of = zip(distinct, powers(voice.samples(*key) for key in distinct), strict=True)
    clips = {key: _spoken(voice.samples(*key), hops) for key, hops in hops_of}
    return tuple(clips[key] for key in keys)


def _spoken(samples: Samples, hops: Powers) -> Spoken:
    energy = float(np.square(samples, dtype=np.float64).sum())
    if not len(samples):
        return Spoken(hops, -math.inf, energy, 0)
    whole, mean = hops[: len(samples) // HOP], lufs_of(float(hops.sum()) * HOP / len(samples))
    gated = integrated(whole) if len(whole) >= _GATED else mean
    return Spoken(hops, gated if len(whole) >= _SENTENCE else (gated + mean) / 2, energy, len(samples))
