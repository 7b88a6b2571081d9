"""The state of a session, as one frozen datum, and what time makes of it. Pure: time comes from outside, in frames."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from coach.player.session.view import START_DB
from coach.short_repr import shown_by
from coach.timeline.head_and_tail import SLEEP_FADE_MS
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from coach.player.session.commands import Verb
    from coach.player.session.scan import Scan
    from coach.timeline.plan import Plan
    from coach.timeline.timeline import Cue

Phase = Literal["playing", "waiting", "ended"]

LEAD = frames_at(350)
"""The frames of background alone before a session goes on after a jump: the crossfade would take the first syllable."""
FADE = frames_at(150)
"""Frames of the crossfade of every jump; it is shorter than the background before the first word after it."""
STOP = frames_at(1_800)
"""The frames in which a session fades out when it is stopped."""
ANNOUNCEMENT_LEAD, ANNOUNCEMENT_TAIL = frames_at(400), frames_at(600)
"""The frames of background alone before and after an announcement."""
REMIND = frames_at(60_000)
"""The frames between two reminders, by which a session that waits says what it waits for."""
SLEEP = frames_at(SLEEP_FADE_MS)
"""The frames in which a session fades out at the end of a timer."""
CROSSFADE = frames_at(6_000)
"""The frames in which the background of a routine fades under the beginning of the next one: with the rise of the
background there, both together stay within two decibels."""
TELLING = frames_at(15_000)
"""The frames for words that tell a caregiver that the session ends early."""
_LONG = frames_at(3_600_000)


@dataclass(frozen=True, slots=True)
class Announcement:
    """Words of coach's own, for which the timeline stands still."""

    text: str
    frames: int | None = None
    """The frames of them, with the rests around them; None until they have been spoken."""
    at: int = 0
    """The frame of them that is heard next."""
    least: int = 0
    """The frames that they take at least, with silence after them."""
    tail: int = ANNOUNCEMENT_TAIL
    """The frames of background alone after them."""
    gain_db: float = 0.0
    """Their level beside that of the voice, in dB."""

    @property
    def left(self) -> int:
        """The frames until it is over; so many that it never is, until the words have been spoken."""
        return _LONG if self.frames is None else max(self.frames, self.least) - self.at


@dataclass(frozen=True, slots=True)
class Earcon:
    """The sound that tells the listener what became of a verb, and what a screen shows of that."""

    name: str
    at: int = 0
    """The frame of it that is heard next."""
    verb: Verb | None = None
    """The verb that was asked for; None for a sound that coach makes by itself."""


@dataclass(frozen=True)
class State:
    """One moment of a session that is played."""

    plan: Plan
    spoken_until: int
    """The frame up to which the words are there; it is not played further."""
    at: int = 0
    """The frame of the plan's timeline that is heard next."""
    jumped: int = 0
    """The frame from which on it has been played without a jump."""
    phase: Phase = "playing"
    paused: bool = False
    hold_frames: int = 0
    """The frames of background by itself; negative while it leads in, before the rest goes on."""
    waited: int = 0
    """The frames for which the session has waited for the listener."""
    reminders: int = 0
    fading: int | None = None
    """The frames since it was stopped; None if it was not."""
    volume_db: float = START_DB
    announcement: Announcement | None = None
    scan: Scan | None = None
    """The verbs that are offered to a switch, while they are."""
    earcon: Earcon | None = None
    number: int = 0
    """The number of the routine among those of the sitting, from 0."""
    following: tuple[str, ...] = ()
    """The titles of the routines that follow."""
    later_ms: int = 0
    """The milliseconds that those take."""
    before: State | None = None
    """The end of the routine before, as far as it still fades under this one."""
    timer: int | None = None
    """The frames until the timer ends it all, pauses not counted; None without one."""
    fade_from: int | None = None
    """The frames of the fade in which the timer ends it, from its first on; None before that."""
    closed: bool = False
    """Whether the time is up before all is done: nothing is begun any more."""
    __repr__ = shown_by("plan.title", "phase", "step", "at_ms")

    @property
    def at_ms(self) -> int:
        """The place on the timeline, in ms."""
        return round(self.at * 1000 / RATE)

    @property
    def end(self) -> int:
        """The frame after the timeline's last; where something follows, that from which on the background rests."""
        goes_on = self.following or self.timer is not None
        return frames_at(self.plan.moments.rest_from_ms if goes_on else self.plan.timeline.duration_ms)

    @property
    def is_through(self) -> bool:
        """Whether all of this routine was heard, and what follows can begin."""
        return self.phase == "playing" and self.at >= self.end

    @property
    def is_over(self) -> bool:
        """Whether the timer lets nothing more be begun or said."""
        return self.closed or self.fade_from is not None

    @property
    def ends_early(self) -> bool:
        """Whether the timer ends it before all is done, and nothing more is to be begun."""
        if self.timer is None or self.closed or self.paused:
            return self.closed
        left, lead_in = self._until_fade, -min(self.hold_frames, 0)
        if self.at >= self.end or (not self.following and self._goes_on and self.end - self.at + lead_in <= left):
            return False
        return left <= self._telling or (self.phase == "playing" and self.at >= self.last)

    @property
    def step(self) -> int:
        """The number of the step, from 1; 0 before the first, one more than there are after the last."""
        return bisect_right(self.plan.steps, self.at_ms)

    @property
    def speech(self) -> Cue | None:
        """The words of the routine that are being spoken."""
        return self.plan.moments.spoken_at(self.at_ms)

    @property
    def waits_for(self) -> Cue | None:
        """The practice at whose end it waits for the listener."""
        return self.plan.moments.waits_at(self.at_ms) if self.phase == "waiting" else None

    @property
    def wait_left(self) -> int:
        """The frames until it goes on by itself; so many that it never comes, where it waits as long as need be."""
        cue = self.waits_for
        return _LONG if cue is None or cue.wait_ms is None else frames_at(cue.wait_ms) - self.waited

    @property
    def runs(self) -> bool:
        """Whether the timeline is running."""
        return self._goes_on and self.hold_frames >= 0

    @property
    def _goes_on(self) -> bool:
        """Whether the timeline runs, or will as soon as the background has led in."""
        return (
            self.phase == "playing"
            and not self.paused
            and self.announcement is None
            and not self.is_over
            and self.at < min(self.spoken_until, self.last)
        )

    @property
    def until_change(self) -> int:
        """The frames that can be heard before anything but time changes; none when the session has ended."""
        if self.phase == "ended":
            return 0
        changes = [_LONG, STOP - self.fading if self.fading is not None else _LONG, *self._changes_of_timer()]
        if self.announcement:
            changes.append(self.announcement.left)
        elif self.runs:
            changes.append(min(self.spoken_until, self._halt, self.last) - self.at)
        elif self.paused:
            pass
        elif self.phase == "waiting":
            changes += [self.wait_left, *([] if self.is_over else [REMIND * (self.reminders + 1) - self.waited])]
        elif self.hold_frames < 0:
            changes.append(-self.hold_frames)
        return max(1, min(changes))

    def after(self, frames: int) -> State:
        """The state `frames` frames later, at most `until_change`."""
        if self.phase == "ended":
            return self
        state = self._advance(frames)._timed(frames)
        if state.earcon:
            state = replace(state, earcon=replace(state.earcon, at=state.earcon.at + frames))
        faded = None if state.fading is None else state.fading + frames
        return state if faded is None else replace(state, fading=faded, phase="ended" if faded >= STOP else state.phase)

    @property
    def _until_fade(self) -> int:
        """The frames until the fade at the end of the timer."""
        return _LONG if self.timer is None else max(0, self.timer - SLEEP)

    @property
    def _telling(self) -> int:
        """The frames before that fade in which it is said that the session ends early."""
        return TELLING if self.plan.routine.for_ == "caregiver" else 0

    @property
    def last(self) -> int:
        """The frame at which it stands still: the end, or before something that would not be over when it fades."""
        if self.timer is None:
            return self.end
        silence_ms = self.at_ms + max(0, self._until_fade - self._telling) * 1000 // RATE
        whole_steps = self.plan.routine.for_ == "caregiver"
        halt_ms = self.plan.moments.halt_before(silence_ms, self.at_ms, whole_steps=whole_steps)
        return self.end if halt_ms is None else min(self.end, frames_at(halt_ms))

    def _changes_of_timer(self) -> list[int]:
        """The frames until the timer, or the end of the routine before, changes what is heard."""
        changes = [] if self.before is None else [self.before.until_change]
        if self.timer is not None and not self.paused:
            marks = (SLEEP + self._telling, SLEEP, 0)
            changes.append(next(self.timer - mark for mark in marks if self.timer > mark))
        return changes

    def _timed(self, frames: int) -> State:
        """The state with as much less on the timer, which a pause stops: it is a time of sound.

        No word is faded: where one is being said, it is heard first.
        """
        state = self
        if state.before:
            before = state.before.after(frames)
            state = replace(state, before=None if before.phase == "ended" else before)
        if state.timer is None or state.paused:
            return state
        timer = state.timer - frames
        state = replace(state, timer=timer, phase=state.phase if timer > 0 else "ended")
        is_due = state.fade_from is None and timer <= SLEEP
        return replace(state, fade_from=timer) if is_due and not state._is_said else state

    @property
    def _is_said(self) -> bool:
        """Whether a word is being said, of the routine's or of coach's own."""
        return self.announcement is not None or (self.runs and self.speech is not None)

    @property
    def _halt(self) -> int:
        """The frame at which it begins to wait for the listener; the session's end, where it does not wait.

        It waits in the last millisecond of the practice: the one after it belongs to what follows.
        """
        cues = (self.plan.moments.waiting_after(ms) for ms in (self.at_ms - 1, self.at_ms))
        ends = (cue.end_ms for cue in cues if cue and frames_at(cue.end_ms) > self.at)
        return max(self.at, min((frames_at(ms - 1) for ms in ends), default=self.end))

    def _advance(self, frames: int) -> State:
        if self.paused and not self.announcement:
            return self
        if self.runs:
            return self._onwards(frames)
        hold_frames, waited = self.hold_frames + frames, self.waited + frames * (self.phase == "waiting")
        if self.announcement:
            over = self.announcement.frames is not None and self.announcement.left <= frames
            announcement = None if over else replace(self.announcement, at=self.announcement.at + frames)
            hold_frames = -LEAD if over and self.phase == "playing" and self.scan is None else hold_frames
            return replace(self, announcement=announcement, hold_frames=hold_frames, waited=waited)
        waiting = replace(self, hold_frames=hold_frames, waited=waited)
        return waiting._go_on() if waiting.wait_left <= 0 else waiting

    def _go_on(self) -> State:
        """The state in which it has waited long enough, and goes on by itself with what follows the practice."""
        cue = self.waits_for
        return replace(self, at=frames_at(cue.end_ms) if cue else self.at, phase="playing", hold_frames=-LEAD)

    def _onwards(self, frames: int) -> State:
        at, halt = self.at + frames, self._halt
        if at < halt:
            return replace(self, at=at, hold_frames=0)
        if halt < self.end:
            return replace(self, at=halt, phase="waiting", hold_frames=0, waited=0, reminders=0)
        goes_on = self.following or self.timer is not None
        return replace(self, at=self.end, phase="playing" if goes_on else "ended", hold_frames=0)
