"""State + verb → state. Pure: every verb, from every state, is one row of a table."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.player.session.state import ANNOUNCEMENT_LEAD, LEAD, REMIND, SLEEP, TELLING, Announcement, Earcon
from coach.player.session.view import LOUDEST_DB, SOFTEST_DB
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.player.session.commands import Verb
    from coach.player.session.state import State
    from coach.timeline.guide_words import Phrases
    from coach.timeline.plan import Plan

MORE_MS = 15_000
SLOWER = 1.25
"""The factor of `slower`: practices and pauses become a quarter longer; `faster` takes back one `slower`."""
AGAIN_MS = 3_000
"""The time in ms after a step's beginning within which `back` means the step before."""
LOUDER_DB = 2.0

HEARD, CANNOT = "heard", "cannot"
"""The earcons: the verb is done, or there is nothing to do."""


REACTION_MS = 300
"""The time in ms after a step has begun by itself in which nobody who asks for another one knows of it yet."""


def apply_verb(state: State, verb: Verb, phrases: Phrases | None, ago_ms: int = 0) -> State:
    """The state after a verb; `phrases` are coach's own words, None in a language without any.

    `ago_ms` is how long before this moment somebody began to ask: `next` and `repeat` mean the step that was heard
    then.

    An earcon answers every verb of a session that goes on, for the listener does not look. An announcement that is
    being said is cut short.
    """
    if state.phase == "ended" or state.fading is not None or (state.fade_from is not None and verb != "stop"):
        return state
    if state.closed and leads_on(state, verb):
        return replace(without_words(state) if state.scan else state, earcon=Earcon(CANNOT, verb=verb))
    before = without_words(state) if state.announcement or state.scan else state
    if verb in ("next", "repeat") and _began_since(before, ago_ms + REACTION_MS):
        after: State | None = before if verb == "next" else to_step(before, before.step - 1)
    else:
        after = _how_long(before, phrases) if verb == "how long" else _VERBS[verb](before)
    name, after = (CANNOT, before) if after is None else (HEARD, after)
    return replace(after, earcon=Earcon(name, verb=verb))


def without_words(state: State) -> State:
    """The state without coach's own words, and without a scan; the session leads in again."""
    hold_frames = -LEAD if state.phase == "playing" else state.hold_frames
    return replace(state, announcement=None, scan=None, hold_frames=hold_frames)


def with_reminder(state: State, phrases: Phrases | None) -> State:
    """The state with what coach says by itself: once a minute, what it waits for."""
    is_due = state.waited >= REMIND * (state.reminders + 1) and not state.is_over
    if state.phase != "waiting" or state.paused or state.announcement or not is_due:
        return state
    text = (state.waits_for.remind if state.waits_for else "") or (phrases.ready if phrases else "")
    announcement = Announcement(text) if text else None
    return replace(
        state, reminders=state.reminders + 1, announcement=announcement, earcon=None if announcement else Earcon(HEARD)
    )


def with_early_end(state: State, phrases: Phrases | None) -> State:
    """The state in which nothing is begun any more, where the timer ends it early; a caregiver is told what is left."""
    if state.closed or not state.ends_early or state.fading is not None or state.phase == "ended":
        return state
    if state.announcement and state.announcement.frames is not None:
        return state  # it is heard first
    told = state.plan.routine.for_ == "caregiver" and not state.paused and state.fade_from is None
    text = early_words(state, phrases) if told else ""
    return replace(state, closed=True, scan=None, announcement=Announcement(text) if text else None)


def early_words(state: State, phrases: Phrases | None) -> str:
    """Return the words with which a timer ends a session at a moment; none in a language without any."""
    return phrases.ends_early(first_left(state)) if phrases else ""


def early_words_ahead(state: State, phrases: Phrases | None) -> str:
    """Return those that a caregiver will hear within two minutes, as it seems now; empty where nobody will."""
    soon = state.timer is not None and SLEEP < state.timer < SLEEP + TELLING + REMIND * 2
    if not soon or state.closed or state.plan.routine.for_ != "caregiver":
        return ""
    return early_words(replace(state, at=max(state.at, state.last)), phrases)


def first_left(state: State) -> str:
    """Return the title of what is done first of all that is not done yet; empty where it has none."""
    begun = state.step > 0 and state.at_ms > state.plan.steps[state.step - 1]
    number = state.step + 1 if begun else max(1, state.step)
    if number < len(state.plan.parts) - 1:
        return state.plan.parts[number].action.title or ""
    return state.following[0] if state.following else ""


def _began_since(state: State, ms: int) -> bool:
    """Whether the step began by itself less than `ms` ago: another `next` would skip one that nobody heard."""
    start = (0, *state.plan.steps)[state.step]
    by_itself = state.step > 1 and frames_at(start) > state.jumped
    return by_itself and state.runs and state.at_ms - start < ms


def to_step(state: State, step: int) -> State:
    """The state that plays from the beginning of a step, counted from 1; 0 is the session's beginning."""
    starts = (0, *state.plan.steps)
    start = starts[max(0, min(step, len(starts) - 1))]
    plan = state.plan.unheard(start)
    at = frames_at(start)
    return replace(state, plan=plan, at=at, jumped=at, phase="playing", paused=False, hold_frames=-LEAD, before=None)


def leads_back(state: State) -> bool:
    """Whether `back` leads to the routine before: it is at its beginning, or at that of its first step."""
    starts = (0, *state.plan.steps)
    return bool(state.number) and state.step <= 1 and state.at_ms - starts[state.step] < AGAIN_MS


def frames_to_spare(before: State, after: State) -> int | None:
    """Return how many frames of a moment may be left out, before words of it that were not led in to would be lost.

    Nothing, where none begin: all that was playing goes on in time.
    """
    spare = _lead(after)
    return spare if spare and not _lead(before) else None


def _lead(state: State) -> int:
    """The frames of background alone that still lead in to words; none where nothing leads in to any."""
    if state.announcement:
        return 0 if state.announcement.frames is None else max(0, ANNOUNCEMENT_LEAD - state.announcement.at)
    return 0 if state.paused else max(0, -state.hold_frames)


def _pause(state: State) -> State:
    return replace(at_first_word(state), paused=True, before=None)


def at_first_word(state: State) -> State:
    """Go back to the first of the words being spoken, as half a sentence says nothing, or something wrong.

    They will be said again from their beginning.
    """
    return replace(state, at=frames_at(state.speech.start_ms)) if state.speech else state


def _continue(state: State) -> State | None:
    """End a pause, or go on from waiting to the next step: a listener who says "continue" is ready."""
    if state.paused:
        return replace(state, paused=False, hold_frames=-LEAD)
    return _next(state) if state.phase == "waiting" else state


def _pause_or_continue(state: State) -> State | None:
    return _continue(state) if state.paused or state.phase == "waiting" else _pause(state)


def _repeat(state: State) -> State:
    return to_step(state, min(state.step, len(state.plan.steps) - 1))


def _back(state: State) -> State:
    step = state.step
    starts = (0, *state.plan.steps)
    if state.at_ms - starts[step] < AGAIN_MS:
        step = bisect_left(starts, starts[step]) - 1
    return to_step(state, min(step, len(state.plan.steps) - 1))  # what comes after the last has no words


def _next(state: State) -> State | None:
    if state.step < len(state.plan.steps):
        return to_step(state, state.step + 1)
    return replace(state, at=state.end, paused=False) if state.following else None


def _more_time(state: State) -> State | None:
    practice = state.plan.moments.practice_at(state.at_ms)
    if state.phase == "waiting" or (practice and practice.waits and practice.most_ms is None):
        return None  # there is no end that could be put off
    return _with_plan(state, state.plan.more_time(state.at_ms, MORE_MS))


def _slower(state: State) -> State | None:
    return _with_plan(state, state.plan.with_pace(state.at_ms, SLOWER))


def _faster(state: State) -> State | None:
    return _with_plan(state, state.plan.with_pace(state.at_ms, 1 / SLOWER))


def _with_plan(state: State, plan: Plan) -> State | None:
    return None if plan is state.plan else replace(state, plan=plan)


def _louder(state: State) -> State | None:
    return _loud(state, state.volume_db + LOUDER_DB)


def _softer(state: State) -> State | None:
    return _loud(state, state.volume_db - LOUDER_DB)


def _loud(state: State, db: float) -> State | None:
    return replace(state, volume_db=db) if SOFTEST_DB <= db <= LOUDEST_DB else None


def _stop(state: State) -> State:
    return replace(state, fading=0)


def _how_long(state: State, phrases: Phrases | None) -> State | None:
    if phrases is None:
        return None
    return replace(at_first_word(state), announcement=Announcement(phrases.time_left(left_ms(state))))


def left_ms(state: State) -> int:
    """The time until all is over in ms, if nobody asks for anything more: by the timer, where there is one."""
    left = state.end - state.at if state.timer is None else state.timer
    return round(left * 1000 / RATE) + (state.later_ms if state.timer is None else 0)


def leads_on(state: State, verb: Verb) -> bool:
    """Whether a verb leads to something else to do: there is none any more when the time is up.

    A pause ends all the same: what is left of the time is still to be heard.
    """
    if verb in ("continue", "pause or continue"):
        return state.phase == "waiting" and not state.paused
    return verb in _MOVES


_MOVES: set[Verb] = {"repeat", "back", "next", "more time", "slower", "faster"}
_VERBS: dict[Verb, Callable[[State], State | None]] = {
    "pause": _pause,
    "continue": _continue,
    "pause or continue": _pause_or_continue,
    "repeat": _repeat,
    "back": _back,
    "next": _next,
    "more time": _more_time,
    "slower": _slower,
    "faster": _faster,
    "louder": _louder,
    "softer": _softer,
    "stop": _stop,
}
