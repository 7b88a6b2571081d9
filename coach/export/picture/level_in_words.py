"""Levels + the background's own loudness → how far under the voice it lies, in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import HOP, integrated
from coach.sound.profiles import PROFILES
from coach.sound.voice import loudness_of
from coach.units import frames_at

if TYPE_CHECKING:
    from coach.export.picture.caption import Backdrop
    from coach.sound.level_plan import LevelPlan

_FAR = ((18, "far under the voice"), (14, "clearly under the voice"), (9, "under the voice"), (0, "close to the voice"))
"""LU that speech is to lie over the background at least → what that is called; `accessible`, `clear` and `calm` are
20, 16 and 12."""
_SAME_LU = 1.0


def level_in_words(levels: LevelPlan, backdrop: Backdrop, duration_ms: int) -> str:
    """Return the background's name, and how far it lies under the voice: while that speaks, and in between."""
    far = next(words for least, words in _FAR if backdrop.over >= least)
    between = between_lu(levels, backdrop, duration_ms)
    rises = f", {_lu(between)} in between" if backdrop.over - between >= _SAME_LU else ""
    return f"{backdrop.name or 'background'}, {far} ({backdrop.over:g} LU while it speaks{rises})"


def _lu(between: float) -> str:
    return f"{between:.0f} LU" if between >= _SAME_LU else "as loud as it"


def between_lu(levels: LevelPlan, backdrop: Backdrop, duration_ms: int) -> float:
    """Return by how many LU the background stays under the voice where it comes nearest: between the words."""
    if not len(backdrop.powers):
        return backdrop.over
    hops = max(1, -(-frames_at(duration_ms) // HOP))
    gains = levels.curve.levels(np.arange(hops) * HOP + HOP // 2)
    return voice_lufs(levels) - (integrated(backdrop.powers) + float(np.max(gains)))


def voice_lufs(levels: LevelPlan) -> float:
    """Return how loud the voice is, in LUFS; where none is heard, how loud one would be."""
    lufs = loudness_of(levels.spoken, "LUFS")
    return lufs if math.isfinite(lufs) else PROFILES["session"].speech + 20 * math.log10(levels.cue_gain)
