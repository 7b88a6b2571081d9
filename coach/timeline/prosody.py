"""Actions → how each is spoken: slower and softer through the session, and back in its last section.

Of tone, volume and pace that fall through a session, Knowlton and Larkin (2006) found deeper relaxation than of an even
voice. The engine speaks slower by itself; nothing is stretched.
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
"""At the calmest point."""


@dataclass(frozen=True, slots=True)
class Prosody:
    """How something is spoken."""

    pace: int | None = None
    """Words per minute; None for the voice's own."""
    level_db: float = 0.0
    """Against the voice's own level."""


EVEN = Prosody()


def prosody_of(voice: VoiceOptions, actions: Sequence[Action]) -> list[Prosody]:
    """One for each action; all alike for a voice that does not settle."""
    if not voice.settle:
        return [EVEN] * len(actions)
    return [_manner(voice, depth) for depth in _depths(actions)]


def _depths(actions: Sequence[Action]) -> list[float]:
    """From 0 up to 1 before the last section, and down to 0 through it."""
    last, end = _last_section(actions), len(actions)
    sinking = [step / max(1, last - 1) for step in range(last)]
    return sinking + [(end - 1 - step) / (end - last) for step in range(last, end)]


def _last_section(actions: Sequence[Action]) -> int:
    """Where the last section begins; the last action, if there is no other section before it."""
    last = len(actions) - 1
    while last > 0 and actions[last].section and actions[last - 1].section == actions[last].section:
        last -= 1
    return last or len(actions) - 1


def _manner(voice: VoiceOptions, depth: float) -> Prosody:
    pace = max(SLOWEST_PACE, math.ceil(voice.pace * (1 - SLOWER * depth)))
    return Prosody(None if pace == voice.pace else pace, round(-SOFTER_DB * depth, 1) + 0.0)
