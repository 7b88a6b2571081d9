"""State + switch → state: the verbs are said one after another, and a press takes the one that was heard. Pure.

The timeline stands still meanwhile, and the background goes on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from coach.player.session.commands import SWITCHES
from coach.player.session.scan import Scan
from coach.player.session.state import ANNOUNCEMENT_LEAD, SLEEP, Announcement, Earcon
from coach.player.session.transitions import (
    CANNOT,
    REACTION_MS,
    apply_verb,
    at_first_word,
    leads_on,
    with_early_end,
    with_reminder,
    without_words,
)
from coach.units import frames_at

if TYPE_CHECKING:
    from coach.player.session.commands import Request, Switch, Verb
    from coach.player.session.scan import Scanning
    from coach.player.session.state import State
    from coach.timeline.guide_words import Phrases

SOFT_DB = -6.0
"""The level of the verbs beside that of the voice, in dB: they are offered, and not told."""
_TAIL = frames_at(100)
_KNOWN = ANNOUNCEMENT_LEAD + frames_at(REACTION_MS)
"""The frames of a verb after which somebody who presses can have heard it."""


def apply_request(
    state: State, request: Request, phrases: Phrases | None, scanning: Scanning | None, ago_ms: int = 0
) -> State:
    """The state after a verb or a switch; a switch does nothing where nothing is scanned."""
    if request in SWITCHES:
        return apply_switch(state, request, phrases, scanning) if scanning else state
    return apply_verb(state, cast("Verb", request), phrases, ago_ms)


def apply_switch(state: State, switch: Switch, phrases: Phrases | None, scanning: Scanning) -> State:
    """The state after a press of a switch: the first one begins to scan, whichever it is.

    In a language without words for the verbs, it does the first verb at once. Where a timer ends all, nothing is said.
    """
    if phrases is None:
        return apply_verb(state, scanning.verbs[0], None)
    if state.phase == "ended" or state.fading is not None:
        return state
    if state.scan is None:
        return state if _is_time_up(state) else _begin(state, scanning, phrases)
    if switch == "step":
        return _offer(state, state.scan.following(), phrases)
    verb = _verb_meant(state, state.scan)
    return apply_verb(state, verb, phrases) if verb else state


def with_own_words(state: State, phrases: Phrases | None) -> State:
    """The state with what coach says there by itself: the next verb of a scan, that it ends early, or a reminder."""
    if state.scan and _is_time_up(state):
        state = _say_last(state)
    elif state.scan and state.announcement is None:
        state = _go_on(state, state.scan, phrases)
    return with_reminder(with_early_end(state, phrases), phrases)


def verb_done(before: State, after: State) -> Verb | None:
    """Return the verb that a request has done, or has tried to do; None where it did none."""
    return after.earcon.verb if after.earcon and after.earcon is not before.earcon else None


def offered_texts(phrases: Phrases | None, scanning: Scanning | None) -> list[str]:
    """Return all that a scan can say."""
    if phrases is None or scanning is None:
        return []
    sides = {"pause or continue": ("pause", "continue")}
    return [phrases.verbs[word] for verb in scanning.verbs for word in sides.get(verb, (verb,))]


def _is_time_up(state: State) -> bool:
    """Whether a timer lets nothing more be offered: it fades now, or will as soon as nothing is said."""
    return (state.ends_early and not state.closed) or (state.timer is not None and state.timer <= SLEEP)


def _begin(state: State, scanning: Scanning, phrases: Phrases) -> State:
    """Offer the first verb; when the time is up, the first of those that do not lead on, if there is any."""
    if state.closed:
        verbs = () if state.announcement else tuple(verb for verb in scanning.verbs if not leads_on(state, verb))
        if not verbs:
            return replace(state, earcon=Earcon(CANNOT, verb=scanning.verbs[0]))
        scanning = replace(scanning, verbs=verbs)
    return _offer(at_first_word(state), Scan(scanning), phrases)


def _say_last(state: State) -> State:
    """Say the verb of a scan to its end, and no other one."""
    said = state.announcement
    if said is None or said.frames is None or said.at >= said.frames:
        return without_words(state)
    return replace(state, announcement=replace(said, least=0))


def _go_on(state: State, scan: Scan, phrases: Phrases | None) -> State:
    following = scan.following()
    stops = state.fading is not None or not scan.scanning.by_itself or following.is_over
    return without_words(state) if stops or phrases is None else _offer(state, following, phrases)


def _offer(state: State, scan: Scan, phrases: Phrases) -> State:
    """Say a verb, softly; what a switch does to it comes later."""
    text = phrases.verbs[_word(scan.verb, state)]
    return replace(state, scan=scan, announcement=Announcement(text, least=scan.frames, tail=_TAIL, gain_db=SOFT_DB))


def _word(verb: Verb, state: State) -> Verb:
    """The verb that is said: one button pauses what plays, and lets go on what does not."""
    if verb != "pause or continue":
        return verb
    return "continue" if state.paused or state.phase == "waiting" else "pause"


def _verb_meant(state: State, scan: Scan) -> Verb | None:
    """The verb that was heard when somebody began to press: the one before, where nobody can know the new one yet."""
    said, known = state.announcement, _KNOWN + frames_at(scan.scanning.late_ms)
    is_known = said is not None and said.frames is not None and said.at >= known
    return scan.verb if is_known or not scan.scanning.by_itself else scan.verb_before
