"""The state of a session, as one frozen datum, and what time makes of it. Pure: time comes from outside, in frames."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from coach.player.session.view import START_DB
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
_LONG = frames_at(3_600_000)


@dataclass(frozen=True, slots=True)
class Announcement:
    """Words of coach's own, for which the timeline stands still."""

    text: str
    frames: int | None = None
    """The frames that they take, with the rests around them; None until they have been spoken."""
    at: int = 0
    """The frame of them that is heard next."""
    least: int = 0
    """The frames that they take at least."""
    tail: int = ANNOUNCEMENT_TAIL
    """The frames of background alone after them."""
    gain_db: float = 0.0
    """Their level beside that of the voice, in dB."""


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
    """The frames for which the background has gone on by itself; negative while it leads in, before the rest goes
    on."""
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

    @property
    def at_ms(self) -> int:
        """The place on the timeline, in ms."""
        return round(self.at * 1000 / RATE)

    @property
    def end(self) -> int:
        """The frame after the timeline's last."""
        return frames_at(self.plan.timeline.duration_ms)

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
        return (
            self.phase == "playing"
            and not self.paused
            and self.announcement is None
            and self.hold_frames >= 0
            and self.at < min(self.spoken_until, self.end)
        )

    @property
    def until_change(self) -> int:
        """The frames that can be heard before anything but time changes; none when the session has ended."""
        if self.phase == "ended":
            return 0
        changes = [_LONG, STOP - self.fading if self.fading is not None else _LONG]
        if self.announcement:
            changes.append((self.announcement.frames or _LONG) - self.announcement.at)
        elif self.runs:
            changes.append(min(self.spoken_until, self._halt) - self.at)
        elif self.paused:
            pass
        elif self.phase == "waiting":
            changes += [REMIND * (self.reminders + 1) - self.waited, self.wait_left]
        elif self.hold_frames < 0:
            changes.append(-self.hold_frames)
        return max(1, min(changes))

    def after(self, frames: int) -> State:
        """The state `frames` frames later, at most `until_change`."""
        if self.phase == "ended":
            return self
        state = self._advance(frames)
        if state.earcon:
            state = replace(state, earcon=replace(state.earcon, at=state.earcon.at + frames))
        if state.fading is not None:
            state = replace(state, fading=state.fading + frames)
            return replace(state, phase="ended") if (state.fading or 0) >= STOP else state
        return state

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
            at = self.announcement.at + frames
            over = self.announcement.frames is not None and at >= self.announcement.frames
            announcement = None if over else replace(self.announcement, at=at)
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
        return replace(self, at=self.end, phase="ended", hold_frames=0)
