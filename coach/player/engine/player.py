"""Moments → an output, and commands → other moments: the one thread that decides what is heard next.

A command's way: `ask` puts it into the queue, `_handle` takes it, `_obeyed` makes the state that it asks for
(session/transitions), and `_change` crossfades from what is heard now to that.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

import numpy as np

from coach.argument_types import A_FUNCTION, A_TEXT, A_WHOLE_NUMBER, AN_ERROR, MILLISECONDS, takes
from coach.log import logger, swallowing
from coach.player.engine.messages import Command, Fail, Message, Revise, Wake
from coach.player.engine.notices import BACK, GONE, NO_BACKGROUND, NO_WORDS, log_plan
from coach.player.engine.output_keeper import OutputKeeper
from coach.player.engine.playback_buffer import Chunk, PlaybackBuffer
from coach.player.engine.watchers import Watchers
from coach.player.session.commands import check_request
from coach.player.session.interruptions import end_after_sentence, fade_at_rest, fade_fast, say_awaited, silence
from coach.player.session.state import FADE, LEAD, STOP, Announcement, State
from coach.player.session.switches import apply_request, offered_texts, verb_done, with_own_words
from coach.player.session.transitions import frames_to_spare, leads_back
from coach.player.session.view_of_state import view_of
from coach.short_repr import shown_by
from coach.uncopied import uncopied
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.audio.samples import Samples
    from coach.errors import CoachError
    from coach.player.devices.outputs import Output, Take
    from coach.player.engine.sitting import Sitting
    from coach.player.session.commands import Request
    from coach.player.session.scan import Scanning
    from coach.player.session.view import View
    from coach.timeline.plan import Plan

    Change = Callable[[State], State]

_log = logger(__name__)
AHEAD = RATE
"""Frames that are kept ready, in case the machine is busy with something else."""
_LOOK_S = 0.1
_LAST_S = 0.5
_LEAVING_S = 2.0
"""Seconds, more than a device takes to open or to be given up; a thread that hangs at a file is left behind."""


class Player:
    """Plays one sitting. `ask` and `view` may be called from any thread, at any time."""

    __repr__ = shown_by("view")
    __reduce__ = uncopied("open another one")

    def __init__(
        self,
        sitting: Sitting,
        first: State,
        open_device: Callable[[Take], Output],
        on_moment: Callable[[State], None] | None = None,
        scanning: Scanning | None = None,
    ) -> None:
        self.sitting, self.scanning = sitting, scanning
        self.buffer = PlaybackBuffer(first)
        self.over = Event()
        self.stopped = False
        """Whether the listener ended it."""
        self.failure: Exception | None = None
        """What ended the session, other than the listener: a CoachError, or a fault of coach itself."""
        self._messages: SimpleQueue[Message] = SimpleQueue()
        self._sought: set[tuple[int, Announcement]] = set()
        """What is being spoken of coach's own words, by the routine whose voice speaks it."""
        self._announcements: dict[tuple[int, Announcement], Announcement | None] = {}
        """What has been spoken of it, and is not in the state yet; None where it cannot be spoken."""
        self._leaving = False
        self.watchers = Watchers(on_moment)
        """Each is told some times a second where it is, in the player's thread."""
        self._device = OutputKeeper(partial(open_device, self._take))
        self._hungry = False
        self._notice = self._noted = ""
        self._before: Chunk | None = None
        """The last stretch that was rendered, if the next one follows it."""
        self._thread = Thread(target=self._play, name="player", daemon=True)

    def __enter__(self) -> Self:
        """Begin to play; raises MissingPart where there is no sound device."""
        self._fill()
        self._device.open()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End at once, though not with a click."""
        if not self.over.is_set():
            self._leaving = True
            self._messages.put(Wake())
            self.over.wait(_LAST_S)
        self.over.set()
        self._thread.join(_LEAVING_S)
        self._device.close()

    @takes(ago_ms=MILLISECONDS)
    def ask(self, verb: Request, ago_ms: int = 0) -> None:
        """Let a verb be done, or a switch, as soon as can be; it was begun `ago_ms` ago. Others raise UsageError."""
        check_request(verb)
        _log.debug("asked for: %s", verb)
        self._messages.put(Command(verb, ago_ms))

    def view(self) -> View:
        """Return what is heard just now."""
        state = self.buffer.heard[0]
        builder = self.sitting.track(state).builder
        lacking = (NO_BACKGROUND if builder.background.failure else "", NO_WORDS if builder.lacks_words else "")
        return view_of(state, " ".join(filter(None, (self._notice, self._noted, *lacking))))

    @takes(notice=A_TEXT)
    def note(self, notice: str) -> None:
        """Show something that is wrong with a control, such as a microphone that is gone; nothing, when it is not."""
        self._noted = notice

    @property
    def background_failure(self) -> CoachError | None:
        """Why the session goes on without a background, if it does."""
        failures = (track.builder.background.failure for track in self.sitting.tracks)
        return next(filter(None, failures), None)

    @takes(listener=A_FUNCTION)
    def overhear(self, listener: Callable[[Samples], None]) -> None:
        """Let somebody have all that the device takes, as it takes it; the listener never waits and never raises."""
        self.buffer.listener = listener

    @takes(plan=A_FUNCTION, number=A_WHOLE_NUMBER)
    def revise(self, plan: Callable[[State], Plan], number: int = 0) -> None:
        """Go on with a better plan of a routine, or with the same one when more is known of its words."""
        self._messages.put(Revise(plan, number))

    @takes(failure=AN_ERROR)
    def fail(self, failure: Exception) -> None:
        """End softly, for there is something that cannot be said."""
        self._messages.put(Fail(failure))

    def _play(self) -> None:
        """Play until the end; what goes wrong ends the session, and is told by the one who started it."""
        try:
            while not self.over.is_set() and not self._has_ended():
                self._fill()
                with suppress(Empty):
                    self._handle(self._messages.get(timeout=_LOOK_S))
                self._look_after_announcement()
                self._look_after_device()
                if self._leaving:
                    self._change(fade_fast)
                if self.failure:
                    self._change(fade_at_rest)
                self.watchers.tell(self.buffer.heard[0])
        except Exception as failure:  # noqa: BLE001 - whatever it is: nobody is to be startled by it
            _log.error("the player fails", exc_info=failure)
            self.failure = failure
            with swallowing(_log, "fading out", Exception):  # it may be the same once more
                self._end_softly()
        _log.info("the sound ends after %d frames, with %d missing", self.buffer.taken, self.buffer.missing)
        self.over.wait(self._device.latency_s)
        self.over.set()

    def _handle(self, message: Message) -> None:
        match message:
            case Command():
                self._change(partial(self._obey, command=message))
            case Revise():
                self._change(partial(self._revise, revision=message))
            case Fail():
                _log.warning("something cannot be said", exc_info=message.failure)
                self.failure = message.failure
                self._change(end_after_sentence)
            case Wake():
                if message.seen:
                    message.seen.set()

    def _end_softly(self) -> None:
        """Fade out over what is ready, for no more can be made."""
        state, taken = self.buffer.heard
        frames = min(len(self.buffer), RATE // 2)
        quiet = Chunk(replace(state, announcement=None, fading=STOP - frames), np.zeros((frames, 2), np.float32))
        self.buffer.cut(taken, [quiet], frames)
        while not self.over.is_set() and not self._has_ended() and not self._device.is_lost():
            self.over.wait(_LOOK_S)

    def _has_ended(self) -> bool:
        state = self.buffer.heard[0]
        return state.phase == "ended" or (self._device.output is None and state.fading is not None)

    def _take(self, frames: int) -> Samples:
        """Return what a device takes; when little is left, the player wakes up before it would."""
        taken = self.buffer.take(frames)
        if not self._hungry and len(self.buffer) <= AHEAD // 2:
            self._hungry = True
            self._messages.put(Wake())
        return taken

    def _fill(self) -> None:
        self._hungry = False
        while len(self.buffer) < AHEAD and self.buffer.after.until_change:
            self.buffer.add(self._next(self.buffer.after))

    def _next(self, state: State) -> Chunk:
        """Return the chunk after a moment, with what coach says there by itself."""
        state = self.sitting.onwards(state)
        due = with_own_words(state, self.sitting.track(state).phrases)
        if due.announcement is not state.announcement:
            due = self.sitting.with_announcement(due)  # it has been spoken long ago
        self._before = self.sitting.chunk(due, self._before)
        return self._before

    def _change(self, change: Change, fade: int = FADE) -> None:
        """Go from what is heard just now to something else, in a crossfade."""
        heard, taken = self.buffer.heard
        state = change(heard)
        if state is heard:
            return
        self._before = None
        chunks = [self._next(state)]
        while sum(len(chunk.samples) for chunk in chunks) < self.buffer.taken - taken + 2 * FADE:
            after = chunks[-1].state.after(len(chunks[-1].samples))
            if not after.until_change:
                break
            chunks.append(self._next(after))
        is_new = state.earcon is not heard.earcon  # one that sounds already is in both, and would be doubled
        earcon = self.sitting.track(state).renderer.earcon(state, 2 * FADE) if is_new else None
        self.buffer.cut(taken, chunks, fade, earcon, frames_to_spare(heard, state))
        if state.announcement and state.announcement.frames is None:
            sought = (state.number, state.announcement)
            if sought not in self._sought:  # it may be changed again meanwhile
                self._sought.add(sought)
                Thread(target=self._find, args=sought, name="announcement", daemon=True).start()

    def _find(self, number: int, announcement: Announcement) -> None:
        """Have coach's own words spoken, and nobody waits for it: the background goes on, and verbs are obeyed."""
        track = self.sitting.tracks[number]
        found = track.renderer.worded(announcement)
        for text in offered_texts(track.phrases, self.scanning) if announcement.least else ():
            track.renderer.worded(Announcement(text))  # the verbs of a scan follow one another in time
        self._announcements[number, announcement] = found
        self._messages.put(Wake())

    def _look_after_announcement(self) -> None:
        """Begin to say what has been spoken meanwhile, if it is still to be said."""
        while self._announcements:
            (number, sought), found = self._announcements.popitem()
            self._sought.discard((number, sought))
            self._change(partial(say_awaited, number=number, text=sought.text, found=found))

    def _obey(self, state: State, command: Command) -> State:
        after = apply_request(state, command.verb, self.sitting.track(state).phrases, self.scanning, command.ago_ms)
        self.stopped = self.stopped or (after.fading is not None and state.fading is None)
        if verb_done(state, after) == "back" and not after.closed and leads_back(state):
            return self.sitting.back(replace(state, earcon=after.earcon))
        if not after.paused and self._device.output is not None:
            self._notice = ""
        log_plan(state.plan, after.plan, command.verb)
        known = after.plan is state.plan and after.at >= self.sitting.track(state).scene.complete_from
        return after if known else self._build_scene(after, after.plan)

    def _revise(self, state: State, revision: Revise) -> State:
        """Return the moment in a better plan; of a routine that is not heard now, only how long it takes is news."""
        if revision.number == state.number:
            plan = revision.plan(state)
            log_plan(state.plan, plan, "what is known of its words")
            return self._build_scene(state, plan)
        return self.sitting.revise(state, revision)

    def _build_scene(self, state: State, plan: Plan) -> State:
        track = self.sitting.track(state)
        track.renderer.scene = scene = track.builder.scene(plan, state.at_ms)
        stood = state.phase == "playing" and state.at >= min(state.spoken_until, state.end)
        return replace(
            state, plan=plan, spoken_until=scene.spoken_until, hold_frames=-LEAD if stood else state.hold_frames
        )

    def _look_after_device(self) -> None:
        """Pause when it is lost, and take up another one, but never go on by oneself into a quiet room.

        What comes back is silent, whatever was asked while nobody could hear it, and has no rest of a word in it.
        """
        if self._device.is_lost():
            self._device.give_up()
            self._change(silence)
            self._notice = GONE
        if self._device.is_due():
            self._change(silence, fade=0)
            if self._device.find_another():
                self._notice = BACK
