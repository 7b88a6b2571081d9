"""Levels → levels at which everything together is as loud as a profile promises.

A meter leaves out what is more than 10 LU softer than the rest (BS.1770's gate). A background just over that counts for
all the time in which nobody speaks, and the voice would have to shout to make up for it. So everything but the voice is
lowered until the gate leaves it out, and no further.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import HOP, integrated, powers
from coach.sound.mix import Mix

if TYPE_CHECKING:
    from coach.audio.loudness import Powers
    from coach.sound.background import Background
    from coach.sound.level_plan import LevelPlan
    from coach.timeline.timeline import Timeline

_DOWNS = tuple(half / 2 for half in range(49))
"""The reductions of everything but the voice that are tried, in decibels."""
_CUES_DOWN_DB = 12.0
"""The most by which bells, ticks and breaths are lowered: they still have to be heard."""
_NEAR_DB, _CLOSE_DB = 0.2, 0.1
_ROUNDS = 4
"""The most rounds: the limiter takes a little of each gain, and the next round gives that back."""
_LOUDER_DB = 3.0
"""The most by which everything is raised: with more, the limiter is heard in the voice."""


def at_programme_loudness(timeline: Timeline, levels: LevelPlan, background: Background, lufs: float) -> LevelPlan:
    """Return the levels at which the session's integrated loudness is `lufs`, or as near to it as can be."""
    mix = Mix(timeline, levels, background)
    cues = _powers(mix.stem("cues"))
    behind = background.powers * 10 ** (levels.curve.levels(np.arange(len(cues)) * HOP + HOP // 2) / 10)
    up = down = 0.0
    for _ in range(_ROUNDS):
        voice = _powers(Mix(timeline, _move(levels, up, down, background), background).stem("narration"), side=0)
        wholes = {down: integrated(voice + _beside(cues, behind, up, down)) for down in _DOWNS}
        enough = max(wholes.values()) - _NEAR_DB
        if not math.isfinite(enough):
            return levels
        down = next(down for down, whole in wholes.items() if whole >= enough)
        off = lufs - wholes[down]
        if abs(off) <= _CLOSE_DB or up >= _LOUDER_DB:
            break
        up = min(_LOUDER_DB, up + off)
    return _move(levels, up, down, background)


def _powers(mix: Mix, side: int | slice = slice(None)) -> Powers:
    """Return the power of each hop of stems that are silent most of the time: only where they sound is measured.

    A stem that is the same on both sides is measured on one.
    """
    hops = np.zeros(-(-mix.frames // HOP))
    blocks = [*mix.sounding()]
    measured = powers(block.samples[:, side] for start, end in blocks for block in mix.blocks(start, end))
    for (start, _), heard in zip(blocks, measured, strict=True):
        hops[start // HOP : start // HOP + len(heard)] = heard
    return hops


def _beside(cues: Powers, behind: Powers, up: float, down: float) -> Powers:
    """Return the power of everything but the voice."""
    return cues * 10 ** ((up - min(down, _CUES_DOWN_DB)) / 10) + behind * 10 ** ((up - down) / 10)


def _move(levels: LevelPlan, up: float, down: float, background: Background) -> LevelPlan:
    """Return the levels, all raised by `up` and all but the voice lowered by `down`, in decibels.

    The inaudible noise floor of a session without a background stays where it is.
    """
    heard = background.powers.any()
    return replace(
        levels,
        voice=levels.voice.at(levels.voice.gain_db + up, levels.voice.ceiling),
        cue_gain=levels.cue_gain * 10 ** ((up - min(down, _CUES_DOWN_DB)) / 20),
        curve=replace(levels.curve, decibels=levels.curve.decibels + up - down) if heard else levels.curve,
        spoken=tuple(cue.louder(up) for cue in levels.spoken),
        under_lufs=tuple(lufs + up - down for lufs in levels.under_lufs),
    )
