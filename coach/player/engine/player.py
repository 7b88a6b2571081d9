"""Moments → an output, and verbs → other moments: the one thread that decides what is heard next."""

from __future__ import annotations

import time
from contextlib import ExitStack, suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

import numpy as np

from coach.errors import CoachError, MissingPart
from coach.player.engine.playback_buffer import Chunk, PlaybackBuffer
from coach.player.engine.renderer import Renderer
from coach.player.session.state import LEAD, STOP, Announcement, State
from coach.player.session.transitions import apply_verb, to_step, with_reminder
from coach.player.session.view_of_state import view_of
from coach.units import RATE, frames_at

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
"""Frames that are kept ready: so long the machine may be busy with something else."""
FADE = frames_at(150)
"""Of every jump; shorter than the background before the first word after it."""
_LOOK_S = 0.1
_LAST_S = 0.5
_LEAVING_S = 2.0
"""Longer than a device takes to open, or to be given up; what waits for a file that hangs is left behind."""
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
        """What ended the session, where it was not the listener; a CoachError, unless it is a fault of coach itself."""
        self._builder, self._phrases, self._open_device = builder, phrases, open_device
        self._renderer = Renderer(builder, scene)
        self._changes: SimpleQueue[Change] = SimpleQueue()
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
            self._changes.put(
                lambda state: replace(state, fading=max(state.fading or 0, STOP - 2 * FADE), announcement=None)
            )
            self.over.wait(_LAST_S)
        self.over.set()
        self._thread.join(_LEAVING_S)
        self._device.close()

    def ask(self, verb: Verb, ago_ms: int = 0) -> None:
        """Let it be done as soon as can be; somebody began to ask for it so long ago."""
        self._changes.put(lambda state: self._obeyed(state, verb, ago_ms))

    def view(self) -> View:
        """What is heard just now."""
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
        self._changes.put(lambda state: self._staged(state, plan(state)))

    def fail(self, failure: Exception) -> None:
        """End softly, for there is something that cannot be said."""
        self.failure = failure
        self._changes.put(_no_further)

    def _play(self) -> None:
        """Until the end; what goes wrong ends the session, and is told by whoever started it."""
        try:
            while not self.over.is_set() and not self._ended():
                self._fill()
                with suppress(Empty):
                    self._change(self._changes.get(timeout=_LOOK_S))
                self._look_after_device()
                if self.failure:
                    self._change(_fade_at_rest)
                for watcher in self.watchers:
                    watcher(self.buffer.heard[0])
        except Exception as failure:  # noqa: BLE001 - whatever it is: nobody is to be startled by it
            self.failure = failure
            with suppress(Exception):  # it may be the same once more
                self._end_softly()
        self.over.wait(self._output.latency_ms / 1000 if self._output else 0)
        self.over.set()

    def _end_softly(self) -> None:
        """With what is ready, for no more can be made."""
        state, taken = self.buffer.heard
        frames = min(len(self.buffer), RATE // 2)
        silence = Chunk(replace(state, announcement=None, fading=STOP - frames), np.zeros((frames, 2), np.float32))
        self.buffer.cut(taken, [silence], frames)
        while not self.over.is_set() and not self._ended() and not (self._output and self._output.lost):
            self.over.wait(_LOOK_S)

    def _ended(self) -> bool:
        state = self.buffer.heard[0]
        return state.phase == "ended" or (self._output is None and state.fading is not None)

    def _take(self, frames: int) -> Samples:
        """What a device takes; when little is left, the player wakes up before it would."""
        taken = self.buffer.take(frames)
        if not self._hungry and len(self.buffer) <= AHEAD // 2:
            self._hungry = True
            self._changes.put(_as_it_is)
        return taken

    def _fill(self) -> None:
        self._hungry = False
        while len(self.buffer) < AHEAD and self.buffer.after.until_change:
            self.buffer.add(self._next(self.buffer.after))

    def _next(self, state: State) -> Chunk:
        """The stretch after a moment, with what coach says there by itself."""
        due = with_reminder(state, self._phrases)
        if due.announcement is not state.announcement:
            due = self._measured(due)  # it has been spoken long ago
        chunk = self._renderer.chunk(due)
        before, self._before = self._before, chunk
        if before is None or (before.state.announcement is None) == (due.announcement is None):
            return chunk
        return self._renderer.crossfade_background(before, chunk)

    def _change(self, change: Change, fade: int = FADE) -> None:
        """From what is heard just now, to something else, in a crossfade."""
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
            Thread(target=self._find, args=(state.announcement,), name="aside", daemon=True).start()

    def _find(self, announcement: Announcement) -> None:
        """Have coach's own words spoken, and nobody waits for it: the background goes on, and verbs are obeyed."""
        found = self._worded(announcement)
        self._changes.put(
            lambda state: (
                _said(state, found) if state.announcement and state.announcement.text == announcement.text else state
            )
        )

    def _obeyed(self, state: State, verb: Verb, ago_ms: int) -> State:
        after = apply_verb(state, verb, self._phrases, ago_ms)
        self.stopped = self.stopped or verb == "stop"
        if not after.paused and self._output is not None:
            self._notice = ""
        known = after.plan is state.plan and after.at >= self._renderer.scene.complete_from
        return after if known else self._staged(after, after.plan)

    def _staged(self, state: State, plan: Plan) -> State:
        scene = self._builder.scene(plan, state.at_ms)
        self._renderer.scene = scene
        stood = state.phase == "playing" and state.at >= min(state.spoken_until, state.end)
        return replace(
            state, plan=plan, spoken_until=scene.spoken_until, hold_frames=-LEAD if stood else state.hold_frames
        )

    def _measured(self, state: State) -> State:
        """With the length of what coach says by itself; without that, where it cannot be said."""
        return _said(state, self._worded(state.announcement)) if state.announcement else state

    def _worded(self, announcement: Announcement) -> Announcement | None:
        try:
            return Announcement(announcement.text, self._renderer.announcement_frames(announcement.text))
        except Exception:  # noqa: BLE001 - whatever it is: nobody waits for words that do not come
            return None

    def _open(self) -> None:
        self._output = self._device.enter_context(self._open_device(self._take))

    def _look_after_device(self) -> None:
        """Pause when it is lost, and take up another one, but never go on by oneself into a quiet room.

        Whatever was asked while nobody could hear it: what comes back is silent, and has no rest of a word in it.
        """
        if self._output and self._output.lost:
            self._device.close()
            self._output = None
            self._change(_silent)
            self._notice = GONE
        if self._output is None and time.monotonic() - self._tried > _TRY_AGAIN_S:
            self._change(_silent, fade=0)
            with suppress(MissingPart):
                self._open()
                self._notice = BACK
            self._tried = time.monotonic()


def _silent(state: State) -> State:
    return replace(apply_verb(state, "pause", None), earcon=None)


def _said(state: State, announcement: Announcement | None) -> State:
    """With coach's own words from their beginning; going on without them, where they cannot be said."""
    if announcement or state.phase != "playing":
        return replace(state, announcement=announcement)
    return replace(state, announcement=None, hold_frames=-LEAD)


def _no_further(state: State) -> State:
    """The sentence that is being said is the last: half of it would be worse than none."""
    speech = state.speech if state.at < state.spoken_until else None
    return replace(state, spoken_until=frames_at(speech.end_ms) if speech else state.at, announcement=None)


def _fade_at_rest(state: State) -> State:
    return state if state.runs or state.fading is not None else replace(state, fading=0)


def _as_it_is(state: State) -> State:
    return state
