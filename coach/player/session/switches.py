"""State + switch → state: the verbs are said one after another, and a press takes the one that was heard. Pure.

The timeline stands still meanwhile, and the background goes on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from coach.player.session.commands import SWITCHES
from coach.player.session.scan import Scan
from coach.player.session.state import ANNOUNCEMENT_LEAD, Announcement
from coach.player.session.transitions import REACTION_MS, apply_verb, at_first_word, with_reminder, without_words
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

    In a language without words for the verbs, it does the first verb at once.
    """
    if state.phase == "ended" or state.fading is not None:
        return state
    if phrases is None:
        return apply_verb(state, scanning.verbs[0], None)
    if state.scan is None:
        return _offer(at_first_word(state), Scan(scanning), phrases)
    if switch == "step":
        return _offer(state, state.scan.following(), phrases)
    verb = _verb_meant(state, state.scan)
    return apply_verb(state, verb, phrases) if verb else state


def with_own_words(state: State, phrases: Phrases | None) -> State:
    """The state with what coach says there by itself: the next verb of a scan, or a reminder."""
    if state.scan and state.announcement is None:
        state = _go_on(state, state.scan, phrases)
    return with_reminder(state, phrases)


def offered_texts(phrases: Phrases | None, scanning: Scanning | None) -> list[str]:
    """Return all that a scan can say."""
    if phrases is None or scanning is None:
        return []
    sides = {"pause or continue": ("pause", "continue")}
    return [phrases.verbs[word] for verb in scanning.verbs for word in sides.get(verb, (verb,))]


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
