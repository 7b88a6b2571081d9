"""View → words that both screens say in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.player.session.view import View


def ending_of(view: View, *, stopped: bool, resumes: bool) -> str:
    """The last line of a session: whether it was stopped, where, and how to go on there."""
    if not (stopped or view.left_over):
        return "Finished."
    place = f"at step {view.step} of {view.steps}" if view.step <= view.steps else "after the last step"
    place = place if view.step else "before the first step"
    place += f", in routine {view.routine} of {view.routines}" if view.routines > 1 else ""
    return f"{'Stopped' if stopped else 'The timer ended it'} {place}." + (
        " `coach play --resume` goes on there." if resumes else ""
    )


def needs_of(view: View) -> str:
    """What to have at hand, as a sentence, until the first step begins."""
    return f"Have ready: {view.needs}." if view.needs else ""


def clock(ms: int) -> str:
    """The time as 1:05 or 1:00:05; a second that has begun counts whole, so 0:00 shows at the end only."""
    minutes, seconds = divmod(seconds_of(ms), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def seconds_of(ms: int) -> int:
    """The time that is left, in seconds that have begun."""
    return -(-max(ms, 0) // 1000)


def title_of(view: View) -> str:
    """The title of the routine, and which it is where there are several."""
    return f"Routine {view.routine} of {view.routines}: {view.title}" if view.routines > 1 else view.title


def step_of(view: View) -> str:
    """The step, and of how many, in words; what comes before and after the steps has words of its own."""
    if view.step < 1:
        return "Beginning"
    return f"Step {view.step} of {view.steps}" if view.step <= view.steps else "Closing"
