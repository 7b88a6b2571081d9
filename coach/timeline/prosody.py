"""Actions → how each is spoken: slower and softer through the session, and back in its last section.

Knowlton and Larkin (2006) found deeper relaxation with tone, volume and pace that fall through a session than with an
even voice. The engine itself speaks slower; no audio is stretched.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.routine.model import SLOWEST_PACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.routine.model import VoiceOptions
    from coach.timeline.expand import Action

SLOWER, SOFTER_DB = 0.12, 3.0
"""The share by which speech is slower, and the decibels by which it is softer, at the calmest point."""


@dataclass(frozen=True, slots=True)
class Prosody:
    """The pace and the level at which something is spoken."""

    pace: int | None = None
    """Words per minute; None for the voice's own."""
    level_db: float = 0.0
    """The level relative to the voice's own, in decibels."""


EVEN = Prosody()


def prosody_of(voice: VoiceOptions, actions: Sequence[Action]) -> list[Prosody]:
    """Return the prosody of each action; all are alike for a voice that does not settle."""
    if not voice.settle:
        return [EVEN] * len(actions)
    return [_manner(voice, depth) for depth in _depths(actions)]


def _depths(actions: Sequence[Action]) -> list[float]:
    """Return how calm each action is: rising from 0 to 1 before the last section, and falling to 0 through it."""
    last, end = _last_section(actions), len(actions)
    sinking = [step / max(1, last - 1) for step in range(last)]
    return sinking + [(end - 1 - step) / (end - last) for step in range(last, end)]


def _last_section(actions: Sequence[Action]) -> int:
    """Return the index at which the last section begins, or the last action if no other section comes before."""
    last = len(actions) - 1
    while last > 0 and actions[last].section and actions[last - 1].section == actions[last].section:
        last -= 1
    return last or len(actions) - 1


def _manner(voice: VoiceOptions, depth: float) -> Prosody:
    pace = max(SLOWEST_PACE, math.ceil(voice.pace * (1 - SLOWER * depth)))
    return Prosody(None if pace == voice.pace else pace, round(-SOFTER_DB * depth, 1) + 0.0)
