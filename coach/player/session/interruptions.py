"""State → state where no command says so: an announcement is ready, the device is gone, or the session has to end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.player.session.state import FADE, STOP
from coach.player.session.transitions import apply_verb, without_words
from coach.units import frames_at

if TYPE_CHECKING:
    from coach.player.session.state import Announcement, State


def silence(state: State) -> State:
    """Pause without an earcon: nobody can hear it."""
    return replace(apply_verb(state, "pause", None), earcon=None)


def say(state: State, announcement: Announcement | None) -> State:
    """Say coach's own words from their beginning, or go on where they cannot be said."""
    return replace(state, announcement=announcement) if announcement else without_words(state)


def say_awaited(state: State, number: int, text: str, found: Announcement | None) -> State:
    """Say words that have been spoken by the voice of a routine, if the session still waits there for just these.

    Where a voice cannot say the verbs, a press of a switch does the first one at once.
    """
    is_there = state.number == number
    awaited = is_there and state.announcement and state.announcement.frames is None and state.announcement.text == text
    if awaited and found is None and state.scan and state.scan.at == 0:
        return apply_verb(state, state.scan.verb, None)
    return say(state, found) if awaited else state


def end_after_sentence(state: State) -> State:
    """Make the sentence that is being said the last: half of it would be worse than none."""
    speech = state.speech if state.at < state.spoken_until else None
    until = frames_at(speech.end_ms) if speech else state.at
    return replace(state, spoken_until=until, announcement=None, scan=None)


def fade_at_rest(state: State) -> State:
    """Fade out as soon as nothing is being said."""
    return state if state.runs or state.fading is not None else replace(state, fading=0)


def fade_fast(state: State) -> State:
    """Fade out within two crossfades, for somebody who leaves."""
    fading = max(state.fading or 0, STOP - 2 * FADE)
    begun = fading == state.fading and state.announcement is None
    return state if begun or state.phase == "ended" else replace(state, fading=fading, announcement=None, scan=None)
