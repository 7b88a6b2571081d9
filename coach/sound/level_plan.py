"""Timeline + voice + background + profile → how loud everything is: the one place where levels are decided.

The speech gets the level that the profile promises. Under each cue, the background lies as far below that cue as was
asked for, however loud the two are just there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import HOP, integrated, lufs_of
from coach.sound.ducking import curve_of, flat
from coach.sound.profiles import PROFILES
from coach.sound.voice import SessionVoice, level_voice
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.audio.loudness import Powers
    from coach.sound.background import Background
    from coach.sound.ducking import Curve, Decibels
    from coach.sound.known_levels import KnownClips
    from coach.sound.profiles import Profile
    from coach.sound.voice import Spoken
    from coach.speech.clip import Clip
    from coach.timeline.timeline import Cue, Timeline

_RAISED_DB = 4.0
"""The most decibels by which a quiet passage of the background is raised under a word: more would pump."""
_HEADROOM = 10 ** (-3 / 20)
_ROUNDS = 2
_GRAINS = 16
"""The points of each cue between which the background under it is measured."""


@dataclass(frozen=True, eq=False)
class LevelPlan:
    """How loud everything in a session is."""

    voice: SessionVoice
    cue_gain: float
    """The gain of ticks, bells and breaths, as a factor."""
    curve: Curve
    """The gain of the background over time."""
    spoken: tuple[Spoken, ...]
    """How loud each cue of the speech is."""
    under_lufs: tuple[float, ...]
    """How loud the background is under each of them, in LUFS."""
    base_db: float = 0.0
    """The gain of the background where somebody speaks, as a rule."""


def plan_levels(
    timeline: Timeline,
    clip: Callable[[str, int | None], Clip],
    background: Background,
    profile: Profile,
    speech_to_background_lu: float | None,
    known: KnownClips | None = None,
) -> LevelPlan:
    """Return the levels of a session whose speech lies `speech_to_background_lu` over its background.

    That distance is None where nobody hears a background. What is `known` of the clips is not measured again.
    """
    voice, spoken = level_voice(SessionVoice(clip, known=known), timeline.speech, profile)
    return plan_levels_for(timeline, voice, spoken, background, profile, speech_to_background_lu)


def plan_levels_for(
    timeline: Timeline,
    voice: SessionVoice,
    spoken: tuple[Spoken, ...],
    background: Background,
    profile: Profile,
    speech_to_background_lu: float | None,
) -> LevelPlan:
    """Return the same for a voice that has its level already; cues that are not spoken yet may be `UNKNOWN`."""
    cue_gain = 10 ** ((anchor(profile) - PROFILES["session"].speech) / 20)
    if speech_to_background_lu is None:
        frames = frames_at(timeline.duration_ms)
        return LevelPlan(voice, cue_gain, flat(frames), spoken, (-math.inf,) * len(spoken))
    base = _base(
        background.powers[: -(-frames_at(timeline.duration_ms) // HOP)], anchor(profile) - speech_to_background_lu
    )
    curve, under = _duck(timeline, spoken, background, base, speech_to_background_lu)
    return LevelPlan(voice, cue_gain, curve, spoken, under, base)


def anchor(profile: Profile) -> float:
    """Return how loud a profile's speech is, in LUFS: the RMS level of speech is about two decibels lower."""
    return profile.speech if profile.unit == "LUFS" else profile.speech + 2


def _base(background: Powers, lufs: float) -> float:
    """Return the gain in decibels at which a background's integrated loudness is `lufs`; 0 for silence."""
    own = integrated(background)
    return lufs - own if math.isfinite(own) else 0.0


def _duck(
    timeline: Timeline, spoken: Sequence[Spoken], background: Background, base: float, speech_to_background_lu: float
) -> tuple[Curve, tuple[float, ...]]:
    """Return the ducking curve, and how loud the background then is under each cue, in LUFS."""
    most = 20 * math.log10(_HEADROOM / background.peak) if background.peak else math.inf
    wanted = np.array([cue.lufs - speech_to_background_lu if math.isfinite(cue.lufs) else math.nan for cue in spoken])
    gains = np.full(len(wanted), base)
    for last in (False,) * _ROUNDS + (True,):
        curve = curve_of(timeline, base, gains.tolist(), most)
        heard = _under(timeline.speech, background.powers, curve)
        if last:
            break
        known = np.isfinite(heard) & np.isfinite(wanted)
        gains = np.minimum(gains + np.where(known, wanted - heard, 0), base + _RAISED_DB)
    return curve, tuple(heard.tolist())


def _under(speech: Sequence[Cue], background: Powers, curve: Curve) -> Decibels:
    """Return how loud the background is under each cue, in LUFS."""
    edges = np.linspace([frames_at(cue.start_ms) for cue in speech], [frames_at(cue.end_ms) for cue in speech], _GRAINS)
    energy = np.concatenate(([0.0], np.cumsum(background) * HOP))
    grains = np.diff(np.interp(edges, np.arange(len(energy)) * HOP, energy), axis=0)
    middles = ((edges[1:] + edges[:-1]) / 2).astype(np.int64)
    heard = (grains * 10 ** (curve.levels(middles) / 10)).sum(axis=0) / np.maximum(1, edges[-1] - edges[0])
    return np.array([lufs_of(power) for power in heard.tolist()])
