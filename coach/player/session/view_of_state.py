"""State → what a screen shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.player.session.answers import answer_of, time_told
from coach.player.session.transitions import first_left, left_ms
from coach.player.session.view import View
from coach.routine.narration import Words

if TYPE_CHECKING:
    from coach.player.session.state import State
    from coach.player.session.view import Mode
    from coach.timeline.pieces import Part


def view_of(state: State, notice: str = "") -> View:
    """The view of one moment of a session, for people."""
    plan, step = state.plan, state.step
    here = plan.parts[step].action
    starts = (0, *plan.steps, plan.timeline.duration_ms)
    speech, practice = state.speech, plan.moments.practice_at(state.at_ms)
    waits = practice is not None and practice.waits
    return View(
        title=plan.title,
        mode=_mode(state, waits=waits),
        step=step,
        steps=len(plan.steps) - 1,
        section=here.section or "",
        step_title=here.title or "",
        saying=state.announcement.text if state.announcement else speech.text if speech else "",
        instruction=_instruction(state),
        next_title=_name(plan.parts[step + 1]) if step + 1 < len(plan.parts) - 1 and not _no_more(state) else "",
        practice_left_ms=practice.end_ms - state.at_ms if practice and not waits else None,
        step_left_ms=starts[step + 1] - state.at_ms,
        session_left_ms=left_ms(state),
        volume_db=state.volume_db,
        offered=state.announcement.text if state.scan and state.announcement else "",
        answer=answer_of(state),
        time_told=time_told(state),
        needs="; ".join(plan.routine.needs) if step < 1 else "",
        routine=state.number + 1,
        routines=state.number + 1 + len(state.following),
        timed=state.timer is not None,
        left_over=_left_over(state),
        notice=notice,
    )


def _left_over(state: State) -> str:
    """What the timer leaves undone, in words: how many steps from which on, and how many routines."""
    if not _no_more(state):
        return ""
    begun = _has_begun(state)
    steps = len(state.plan.steps) - 1 - max(0, state.step - (not begun)) if state.step < len(state.plan.steps) else 0
    parts = [_counted(steps, "step"), _counted(len(state.following), "routine")]
    told, first = " and ".join(filter(None, parts)), first_left(state)
    if not told:
        return ""
    return f"the timer ends it; left: {told}" + (f", from “{first}” on" if first else "")


def _instruction(state: State) -> str:
    """What is to be done; nothing in a step that a timer does not let begin."""
    if _no_more(state) and not _has_begun(state):
        return ""
    step = state.step if 0 < state.step < len(state.plan.steps) else None
    return state.plan.moments.instruction_at(state.at_ms, step)


def _no_more(state: State) -> bool:
    """Whether a timer lets nothing more begin."""
    return state.closed or state.ends_early


def _has_begun(state: State) -> bool:
    return state.step > 0 and state.at_ms > state.plan.steps[state.step - 1]


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'s' * (number > 1)}" if number else ""


def _mode(state: State, *, waits: bool) -> Mode:
    if state.phase == "ended":
        return "ended"
    if state.fading is not None or state.is_over:
        return "stopping"
    return "paused" if state.paused else "waiting" if waits else state.phase


def _name(part: Part) -> str:
    """The title of a step, or else the first words that are said in it, or were the first time."""
    action = part.action
    said = (piece.text for piece in (*action.narration, *action.whole) if isinstance(piece, Words))
    return part.action.title or next(said, "")
