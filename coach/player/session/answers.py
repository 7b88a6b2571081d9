"""Verb + what became of it → the sign that a screen shows for some seconds, for those who do look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.player.session.transitions import CANNOT, LOUDER_DB, MORE_MS
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.player.session.commands import Verb
    from coach.player.session.state import State

SHOWN = frames_at(4_000)
"""The frames for which a sign is shown: time to look up from a hand."""

_SIGNS: Mapping[Verb, str] = {
    "repeat": "once more",
    "more time": f"+{MORE_MS // 1000} s",
    "slower": "slower",
    "faster": "faster",
    "louder": f"louder +{LOUDER_DB:g} dB",
    "softer": f"softer −{LOUDER_DB:g} dB",
}
"""The sign of each verb that nothing else on a screen shows: not of a pause, another step, or words that are said."""
_CANNOT: Mapping[Verb, str] = {
    "next": "there is no next step",
    "more time": "it waits for you anyway",
    "slower": "slower is not possible here",
    "faster": "faster is not possible here",
    "louder": "it is as loud as it can be",
    "softer": "it is as soft as it can be",
    "how long": "the time cannot be said in this language",
}


def answer_of(state: State) -> str:
    """Return the sign of the last verb, while it is to be shown; empty before and after."""
    earcon = state.earcon
    if earcon is None or earcon.verb is None or earcon.at >= SHOWN:
        return ""
    if state.closed and earcon.name == CANNOT:
        return "the timer ends it"
    return (_CANNOT if earcon.name == CANNOT else _SIGNS).get(earcon.verb, "")


def time_told(state: State) -> str:
    """Return the words that say how long it takes, while they answer who asked; for a screen without a clock."""
    asked = state.earcon is not None and state.earcon.verb == "how long"
    return state.announcement.text if asked and state.announcement else ""
