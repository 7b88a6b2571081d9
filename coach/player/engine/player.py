"""Moments → an output, and commands → other moments: the one thread that decides what is heard next.

A command's way: `ask` puts it into the queue, `_handle` takes it, `_obeyed` makes the state that it asks for
(session/transitions), and `_change` crossfades from what is heard now to that.
"""

from __future__ import annotations

import time
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

import numpy as np

from coach.errors import CoachError, MissingPart
from coach.player.engine.messages import Command, Fail, Message, Revise, Wake
from coach.player.engine.playback_buffer import Chunk, PlaybackBuffer
from coach.player.engine.renderer import Renderer
from coach.player.session.interruptions import (
    end_after_sentence,
    fade_at_rest,
    fade_fast,
    say,
    say_awaited,
    silence,
)
from coach.player.session.state import FADE, LEAD, STOP, Announcement, State
from coach.player.session.transitions import apply_verb, to_step, with_reminder
from coach.player.session.view_of_state import view_of
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.audio.samples import Samples
    from coach.player.devices.outputs import Output, Take
    from coach.player.engine.scene import Scene, SceneBuilder
    from coach.player.session.commands import Verb
    from coach.player.session.view import View
    from coach.timeline.guide_words import Phrases
    from coach.timeline.plan import Plan

    Change = Callable[[State], State]

AHEAD = RATE
"""Frames that are kept ready, in case the machine is busy with something else."""
_LOOK_S = 0.1
_LAST_S = 0.5
_LEAVING_S = 2.0
"""Seconds, more than a device takes to open or to be given up; a thread that hangs at a file is left behind."""
_TRY_AGAIN_S = 1.0

GONE = "The sound device is gone. The session is paused until there is one."
BACK = "There is a sound device again. Go on when you are ready."
NO_BACKGROUND = "The background cannot be read any more. The session goes on without it."


class Player:
    """Plays one session. `ask` and `view` may be called from any thread, at any time."""

    def __init__(
        self,
        builder: SceneBuilder,
        scene: Scene,
        phrases: Phrases | None,
        open_device: Callable[[Take], Output],
        *,
        step: int | Callable[[Plan], int] = 0,
        on_moment: Callable[[State], None] | None = None,
    ) -> None:
        state, step = State(scene.plan, scene.spoken_until), step(scene.plan) if callable(step) else step
        self.buffer = PlaybackBuffer(to_step(state, step) if step else state)
        self.over = Event()
        self.stopped = False
        """Whether the listener ended it."""
        self.failure: Exception | None = None
        """What ended the session, other than the listener: a CoachError, or a fault of coach itself."""
        self._builder, self._phrases, self._open_device = builder, phrases, open_device
        self._renderer = Renderer(builder, scene)
        self._messages: SimpleQueue[Message] = SimpleQueue()
        self._announcements: dict[str, Announcement | None] = {}
        """What has been spoken of coach's own words and is not in the state yet; None where it cannot be spoken."""
        self._leaving = False
        self.watchers = [on_moment] if on_moment else []
        """Each is told some times a second where it is, in the player's thread."""
        self._device = ExitStack()
        self._output: Output | None = None
        self._hungry = False
        self._tried = 0.0
        self._notice = self._noted = ""
        self._before: Chunk | None = None
        """The last stretch that was rendered, if the next one follows it."""
        self._thread = Thread(target=self._play, name="player", daemon=True)

    def __enter__(self) -> Self:
        """Begin to play; raises MissingPart where there is no sound device."""
        self._fill()
        self._open()
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

    def ask(self, verb: Verb, ago_ms: int = 0) -> None:
        """Let a verb be done as soon as can be; somebody began to ask for it `ago_ms` ago."""
        self._messages.put(Command(verb, ago_ms))

    def view(self) -> View:
        """Return what is heard just now."""
        notices = (self._notice, self._noted, NO_BACKGROUND if self.background_failure else "")
        return view_of(self.buffer.heard[0], " ".join(filter(None, notices)))

    def note(self, notice: str) -> None:
        """Show something that is wrong with a control, such as a microphone that is gone; nothing, when it is not."""
        self._noted = notice

    @property
    def background_failure(self) -> CoachError | None:
        """Why the session goes on without its background, if it does."""
        return self._builder.background.failure

    def overhear(self, listener: Callable[[Samples], None]) -> None:
        """Let somebody have all that the device takes, as it takes it; the listener never waits and never raises."""
        self.buffer.listener = listener

    def revise(self, plan: Callable[[State], Plan]) -> None:
        """Go on with a better plan, or with the same one when more is known of its words."""
        self._messages.put(Revise(plan))

    def fail(self, failure: Exception) -> None:
        """End softly, for there is something that cannot be said."""
        self._messages.put(Fail(failure))

    def _play(self) -> None:
        """Play until the end; what goes wrong ends the session, and is told by the one who started it."""
        try:
            while not self.over.is_set() and not self._ended():
                self._fill()
                with suppress(Empty):
                    self._handle(self._messages.get(timeout=_LOOK_S))
                self._look_after_announcement()
                self._look_after_device()
                if self._leaving:
                    self._change(fade_fast)
                if self.failure:
                    self._change(fade_at_rest)
                for watcher in self.watchers:
                    watcher(self.buffer.heard[0])
        except Exception as failure:  # noqa: BLE001 - whatever it is: nobody is to be startled by it
            self.failure = failure
            with suppress(Exception):  # it may be the same once more
                self._end_softly()
        self.over.wait(self._output.latency_ms / 1000 if self._output else 0)
        self.over.set()

    def _handle(self, message: Message) -> None:
        match message:
            case Command():
                self._change(partial(self._obeyed, command=message))
            case Revise():
                self._change(partial(self._revised, revision=message))
            case Fail():
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
        while not self.over.is_set() and not self._ended() and not (self._output and self._output.lost):
            self.over.wait(_LOOK_S)

    def _ended(self) -> bool:
        state = self.buffer.heard[0]
        return state.phase == "ended" or (self._output is None and state.fading is not None)

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
        due = with_reminder(state, self._phrases)
        if due.announcement is not state.announcement:
            due = self._measured(due)  # it has been spoken long ago
        chunk = self._renderer.chunk(due)
        before, self._before = self._before, chunk
        if before is None or (before.state.announcement is None) == (due.announcement is None):
            return chunk
        return self._renderer.crossfade_background(before, chunk)

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
        self.buffer.cut(taken, chunks, fade, self._renderer.earcon(state, 2 * FADE) if is_new else None)
        if state.announcement and state.announcement.frames is None:
            Thread(target=self._find, args=(state.announcement,), name="announcement", daemon=True).start()

    def _find(self, announcement: Announcement) -> None:
        """Have coach's own words spoken, and nobody waits for it: the background goes on, and verbs are obeyed."""
        self._announcements[announcement.text] = self._worded(announcement)
        self._messages.put(Wake())

    def _look_after_announcement(self) -> None:
        """Begin to say what has been spoken meanwhile, if it is still to be said."""
        while self._announcements:
            text, found = self._announcements.popitem()
            self._change(partial(say_awaited, text=text, found=found))

    def _obeyed(self, state: State, command: Command) -> State:
        after = apply_verb(state, command.verb, self._phrases, command.ago_ms)
        self.stopped = self.stopped or command.verb == "stop"
        if not after.paused and self._output is not None:
            self._notice = ""
        known = after.plan is state.plan and after.at >= self._renderer.scene.complete_from
        return after if known else self._staged(after, after.plan)

    def _revised(self, state: State, revision: Revise) -> State:
        return self._staged(state, revision.plan(state))

    def _staged(self, state: State, plan: Plan) -> State:
        scene = self._builder.scene(plan, state.at_ms)
        self._renderer.scene = scene
        stood = state.phase == "playing" and state.at >= min(state.spoken_until, state.end)
        return replace(
            state, plan=plan, spoken_until=scene.spoken_until, hold_frames=-LEAD if stood else state.hold_frames
        )

    def _measured(self, state: State) -> State:
        """Return a state with the length of coach's own words; without them, where they cannot be said."""
        return say(state, self._worded(state.announcement)) if state.announcement else state

    def _worded(self, announcement: Announcement) -> Announcement | None:
        try:
            return Announcement(announcement.text, self._renderer.announcement_frames(announcement.text))
        except Exception:  # noqa: BLE001 - whatever it is: nobody waits for words that do not come
            return None

    def _open(self) -> None:
        self._output = self._device.enter_context(self._open_device(self._take))

    def _look_after_device(self) -> None:
        """Pause when it is lost, and take up another one, but never go on by oneself into a quiet room.

        What comes back is silent, whatever was asked while nobody could hear it, and has no rest of a word in it.
        """
        if self._output and self._output.lost:
            self._device.close()
            self._output = None
            self._change(silence)
            self._notice = GONE
        if self._output is None and time.monotonic() - self._tried > _TRY_AGAIN_S:
            self._change(silence, fade=0)
            with suppress(MissingPart):
                self._open()
                self._notice = BACK
            self._tried = time.monotonic()
