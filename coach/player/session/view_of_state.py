"""State → what a screen shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.player.session.transitions import left_ms
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
    speech = state.speech
    return View(
        title=plan.title,
        mode=_mode(state),
        step=step,
        steps=len(plan.steps) - 1,
        section=here.section or "",
        step_title=here.title or "",
        saying=state.announcement.text if state.announcement else speech.text if speech else "",
        doing=plan.done_at(state.at_ms),
        next_title=_name(plan.parts[step + 1]) if step + 1 < len(plan.parts) - 1 else "",
        step_left_ms=starts[step + 1] - state.at_ms,
        session_left_ms=left_ms(state),
        volume_db=state.volume_db,
        notice=notice,
    )


def _mode(state: State) -> Mode:
    if state.phase == "ended":
        return "ended"
    if state.fading is not None:
        return "stopping"
    return "paused" if state.paused else state.phase


def _name(part: Part) -> str:
    """The title of a step, or else the first words that are said in it, or were the first time."""
    action = part.action
    said = (piece.text for piece in (*action.narration, *action.whole) if isinstance(piece, Words))
    return part.action.title or next(said, "")
