"""Clips → the voice of a session: at one gain, under a ceiling, and softer in a cue that is to be softer.

Its loudness is that of the words alone, one after the other, without what lies between them.
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

    from coach.audio.loudness import Powers
    from coach.audio.samples import Samples
    from coach.sound.known_levels import KnownClips
    from coach.sound.profiles import Profile
    from coach.speech.clip import Clip
    from coach.timeline.timeline import Cue

_IN_MEMORY = 4
_GATED, _SENTENCE = 4, 10
"""The hops that a sound needs for BS.1770 to gate it, and for its gated loudness to be reliable. A meter's reading of a
word under a second depends on whether its edges count, by up to 1.2 LU; the middle is near to both."""
_ROUNDS = 6
_MOST_DB = 40.0
"""The most gain that a voice needs. Anything softer comes from the engine without a voice, and stays as it is."""
_NEAR_DB = 0.3
"""The change below which a gain needs no other measurement: the limiter takes off less than a tenth of it."""


class SessionVoice:
    """The voice of one session. What is `known` of its clips is not measured again, and they are not read for it."""

    def __init__(
        self,
        clip: Callable[[str, int | None], Clip],
        gain_db: float = 0,
        ceiling: float = CEILING,
        known: KnownClips | None = None,
    ) -> None:
        self.gain_db, self.ceiling = gain_db, ceiling
        self._clip, self._known = clip, known
        self.samples = lru_cache(_IN_MEMORY)(self._samples)

    def _samples(self, text: str, pace: int | None, level_db: float) -> Samples:
        """Return the clip of a text at its level and under the ceiling, mono, as a new array."""
        gain = np.float32(10 ** ((self.gain_db + level_db) / 20))
        return limit(self._clip(text, pace).samples * gain, self.ceiling)

    def of(self, cue: Cue) -> Samples:
        """Return the samples of a cue, mono, as a new array."""
        return self._samples(cue.text, cue.pace, cue.level_db)

    def at(self, gain_db: float, ceiling: float) -> SessionVoice:
        """Return the same voice at another level."""
        return SessionVoice(self._clip, gain_db, ceiling, self._known)

    def with_clips(self, clip: Callable[[str, int | None], Clip]) -> SessionVoice:
        """Return the same voice with other clips."""
        return SessionVoice(clip, self.gain_db, self.ceiling)

    def measure(self, text: str, pace: int | None, level_db: float) -> Spoken:
        """Return how loud the clip of a text is at its level, whatever is said before it."""
        place = text, pace, self.gain_db + level_db, self.ceiling
        if self._known and (numbers := self._known.get(*place)) is not None:
            return _from_numbers(numbers)
        samples = self._samples(text, pace, level_db)  # of all clips, each once: none is worth keeping
        (hops,) = powers([samples])
        spoken = _spoken(samples, hops)
        if self._known:
            self._known.put(_numbers(spoken), *place)
        return spoken


@dataclass(frozen=True, eq=False, slots=True)
class Spoken:
    """How loud one cue is."""

    hops: Powers
    lufs: float
    energy: float
    """The sum of its squared samples, in one channel."""
    frames: int

    def louder(self, gain_db: float) -> Spoken:
        """Return the same cue, `gain_db` louder."""
        factor = 10 ** (gain_db / 10)
        return Spoken(self.hops * factor, self.lufs + gain_db, self.energy * factor, self.frames)

    def unheard(self) -> Spoken:
        """Return the same cue as if it were silence."""
        return Spoken(np.zeros_like(self.hops), -math.inf, 0.0, self.frames)


def _numbers(spoken: Spoken) -> Powers:
    """Return all that is known of a cue as one row of numbers."""
    return np.concatenate(([spoken.lufs, spoken.energy, spoken.frames], spoken.hops))


def _from_numbers(numbers: Powers) -> Spoken:
    """Return what `_numbers` was made of."""
    lufs, energy, frames = numbers[:3].tolist()
    return Spoken(numbers[3:], lufs, energy, round(frames))


UNKNOWN = Spoken(np.zeros(0), -math.inf, 0.0, 0)
"""The measurements of a cue that nobody has spoken yet."""


def loudness_of(spoken: Sequence[Spoken], unit: str) -> float:
    """Return the loudness of all cues in a row, in the unit of a profile; `-inf` for silence."""
    if unit == "LUFS":
        return integrated(np.concatenate([cue.hops for cue in spoken])) if spoken else -math.inf
    return decibels(sum(cue.energy for cue in spoken) / max(1, sum(cue.frames for cue in spoken)))


def level_voice(
    voice: SessionVoice, speech: Sequence[Cue], profile: Profile
) -> tuple[SessionVoice, tuple[Spoken, ...]]:
    """Return the voice at the level of a profile, and how loud each cue then is."""
    voice = voice.at(voice.gain_db, 10 ** (profile.ceiling_db / 20))
    for _ in range(_ROUNDS):
        spoken = measure_cues(voice, speech)
        off = profile.speech - loudness_of(spoken, profile.unit)
        if off > _MOST_DB:
            return voice, tuple(cue.unheard() for cue in spoken)
        voice = voice.at(voice.gain_db + off, voice.ceiling)
        if abs(off) <= _NEAR_DB:
            return voice, tuple(cue.louder(off) for cue in spoken)
    return voice, spoken


def measure_cues(voice: SessionVoice, speech: Sequence[Cue]) -> tuple[Spoken, ...]:
    """Measure how loud each cue is; a text that is said again is measured once."""
    keys = [(cue.text, cue.pace, cue.level_db) for cue in speech]
    clips = {key: voice.measure(*key) for key in dict.fromkeys(keys)}
    return tuple(clips[key] for key in keys)


def _spoken(samples: Samples, hops: Powers) -> Spoken:
    energy = float(np.square(samples, dtype=np.float64).sum())
    if not len(samples):
        return Spoken(hops, -math.inf, energy, 0)
    whole, mean = hops[: len(samples) // HOP], lufs_of(float(hops.sum()) * HOP / len(samples))
    gated = integrated(whole) if len(whole) >= _GATED else mean
    return Spoken(hops, gated if len(whole) >= _SENTENCE else (gated + mean) / 2, energy, len(samples))
