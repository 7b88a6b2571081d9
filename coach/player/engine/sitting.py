"""The routines of one sitting, one after the other → the moment that follows another, and the sound of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.argument_types import check_values, whole
from coach.player.engine.renderer import Renderer, gain_of_stop
from coach.player.session.interruptions import say
from coach.player.session.state import CROSSFADE, State
from coach.player.session.transitions import to_step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.player.engine.messages import Revise
    from coach.player.engine.playback_buffer import Chunk
    from coach.player.engine.scene import Scene, SceneBuilder
    from coach.timeline.guide_words import Phrases
    from coach.timeline.plan import Plan

_NEWS_MS = 1_000
"""The milliseconds by which what follows has to be longer or shorter for that to be told."""


@dataclass(frozen=True, eq=False)
class Track:
    """One routine of a sitting: what makes its sound, and coach's own words in its language."""

    builder: SceneBuilder
    renderer: Renderer
    phrases: Phrases | None

    @classmethod
    def of(cls, builder: SceneBuilder, plan: Plan, phrases: Phrases | None) -> Track:
        """Return the track of a plan."""
        return cls(builder, Renderer(builder, builder.scene(plan)), phrases)

    @property
    def scene(self) -> Scene:
        """The routine as it can be heard now."""
        return self.renderer.scene

    @property
    def start(self) -> State:
        """The moment at which it begins, heard alone."""
        return State(self.scene.plan, self.scene.spoken_until)


class Sitting:
    """The tracks in their order; each begins while the background of the one before fades."""

    def __init__(self, tracks: Sequence[Track]) -> None:
        self.tracks = tracks

    def track(self, state: State) -> Track:
        """Return the track that is heard at a moment."""
        return self.tracks[state.number]

    def first(self, number: int, step: int | Callable[[Plan], int], timer: int | None) -> State:
        """Return the moment at which the sitting begins, `timer` frames before it ends if that is set."""
        start = replace(self._begin(number), timer=timer)
        step = _checked_step(step(start.plan) if callable(step) else step, start.plan)
        return to_step(start, step) if step else start

    def onwards(self, state: State) -> State:
        """Return the same moment, or that of the next routine, where the one before is through."""
        stands = state.paused or state.announcement or state.scan or state.fading is not None
        if stands or not (state.following and state.is_through):
            return state
        return replace(self._carried(state, state.number + 1), before=_fading_out(state))

    def back(self, state: State) -> State:
        """Return the moment at which the last step of the routine before begins."""
        before = self._carried(state, state.number - 1)
        return replace(to_step(before, len(before.plan.steps) - 1), before=_fading_out(state))

    def revise(self, state: State, revision: Revise) -> State:
        """Take a better plan for a routine that is not heard now; the moment changes where all takes another time."""
        track = self.tracks[revision.number]
        track.renderer.scene = track.builder.scene(revision.plan(track.start))
        later_ms = self.later_ms(state.number)
        return state if abs(later_ms - state.later_ms) < _NEWS_MS else replace(state, later_ms=later_ms)

    def with_announcement(self, state: State) -> State:
        """Return a moment with the length of coach's own words; without them, where they cannot be said."""
        if state.announcement is None or state.announcement.frames is not None:
            return state
        return say(state, self.track(state).renderer.worded(state.announcement))

    def chunk(self, state: State, last: Chunk | None = None) -> Chunk:
        """Return the stretch that is heard from a moment on, after the last one, with what fades of the one before."""
        renderer = self.track(state).renderer
        chunk = renderer.chunk(state)
        if last and _turns(last.state, state):
            chunk = renderer.crossfade_background(last, chunk)
        if state.before:
            fading = self.chunk(state.before).samples[: len(chunk.samples)]
            chunk.samples[: len(fading)] += fading * gain_of_stop(state, len(fading))
        return chunk

    def later_ms(self, number: int) -> int:
        """Return how long all takes that follows a routine, in ms."""
        plans = (track.scene.plan for track in self.tracks[number + 1 :])
        return sum(plan.moments.rest_from_ms for plan in plans)

    def _begin(self, number: int) -> State:
        following = tuple(track.scene.plan.title for track in self.tracks[number + 1 :])
        return replace(self.tracks[number].start, number=number, following=following, later_ms=self.later_ms(number))

    def _carried(self, state: State, number: int) -> State:
        """Return the beginning of another routine, with what holds for the whole sitting."""
        return replace(
            self._begin(number),
            volume_db=state.volume_db,
            earcon=state.earcon,
            timer=state.timer,
            fade_from=state.fade_from,
            closed=state.closed,
        )


def _checked_step(step: int, plan: Plan) -> int:
    """Return the number of a step, or 0; raises UsageError for another one."""
    steps = len(plan.steps) - 1
    one_of_them = whole(f"a whole number from 0 to {steps}, the last step of “{plan.title}”", 0, steps)
    check_values({"step": step}, {"step": one_of_them})
    return step


def _fading_out(state: State) -> State:
    """Return a moment as its background fades from there, without words or signs."""
    return replace(
        state,
        paused=False,
        announcement=None,
        scan=None,
        earcon=None,
        before=None,
        timer=CROSSFADE,
        fade_from=CROSSFADE,
    )


def _turns(before: State, after: State) -> bool:
    """Whether the background of a routine goes to another place of it from one moment to the next."""
    is_said = (before.announcement is None) != (after.announcement is None)
    goes_on = (before.phase, after.phase) == ("waiting", "playing")
    return before.number == after.number and (is_said or goes_on)
