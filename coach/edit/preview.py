"""Take + step → that step in the loudspeaker, over its background, in a thread of its own.

The words of the step are spoken first where nobody has spoken them yet; those of all other steps can wait.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Self

import numpy as np

from coach.edit.background_keeper import BackgroundKeeper
from coach.edit.speech_ahead import SpeechAhead
from coach.errors import CoachError, MissingPart
from coach.log import logger
from coach.player.devices.outputs.device_messages import no_device
from coach.player.engine.excerpt_player import FADE, ExcerptPlayer
from coach.player.engine.scene import SceneBuilder
from coach.sound.mix import Mix
from coach.sound.sound_library import NONE
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.audio.samples import Samples
    from coach.edit.rehearsal import Take
    from coach.player.devices.outputs import Output
    from coach.player.devices.outputs import Take as Give
    from coach.speech.narrator import Narrator

_log = logger(__name__)
_LOOK_S = 0.1
"""The seconds between two looks at what is ready, and at the device."""
_LEAVING_S = 0.6
"""The seconds that the end waits for the fade, and for the thread; a voice that hangs is left behind."""
_ENDING = frames_at(400)
"""The frames of the fade in which an excerpt ends, if so much of it is behind its last word."""
NO_DEVICE = "there is no sound device that works: what changes is shown, and nothing is played until there is one"
BACK = "there is a sound device again"
NO_WORDS = "some words cannot be spoken: a sound stands for them"


@dataclass(frozen=True, slots=True)
class _Play:
    take: Take
    step: int
    number: int
    """Counts what was asked for: what comes later takes the place of it."""


@dataclass(frozen=True, slots=True)
class _Prepare:
    take: Take


@dataclass(frozen=True, slots=True)
class _Close:
    narrators: Sequence[Narrator]


class Preview:
    """Plays steps of takes, from `with` on: it keeps a sound device open. Everything may be asked from any thread.

    Args:
        open_device: Makes the output from a function that gives the frames it asks for.
    """

    def __init__(self, open_device: Callable[[Give], Output]) -> None:
        self.news: SimpleQueue[str] = SimpleQueue()
        """What an author is to know: words that are being spoken, or that something cannot be heard."""
        self.failure: Exception | None = None
        """Why the last step that was asked for could not be played."""
        self.missing: MissingPart | None = None
        """What is lacking while there is no sound device."""
        self.silent = Event()
        """Set while nothing is played, and nothing is to be."""
        self.silent.set()
        self.begun = Event()
        """Set once a step that was asked for has begun, or cannot be played."""
        self._player = ExcerptPlayer(open_device)
        self._background, self._ahead = BackgroundKeeper(), SpeechAhead()
        self._messages: SimpleQueue[_Play | _Prepare | _Close | None] = SimpleQueue()
        self._asked, self._asking = 0, Lock()
        self._leaving = False
        self._thread = Thread(target=self._run, name="preview", daemon=True)

    def __enter__(self) -> Self:
        """Open the sound device; without one, `missing` says why, and it is looked for again and again."""
        try:
            self._player.open()
        except MissingPart as missing:
            self.missing = missing
        self._ahead.__enter__()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End softly, and soon."""
        self.stop()
        deadline = time.monotonic() + _LEAVING_S
        while self._player.sounds and time.monotonic() < deadline:
            time.sleep(_LOOK_S / 10)
        time.sleep(self._player.latency_s)
        self._messages.put(None)
        self._thread.join(_LEAVING_S)
        self._ahead.__exit__()
        self._player.close()
        if not self._thread.is_alive():
            self._background.close()

    def play(self, take: Take, step: int) -> None:
        """Play a step of a take, by its number; what is heard now is stopped softly."""
        self.stop()
        self.failure = None
        self.begun.clear()
        self._messages.put(_Play(take, step, self._asked))
        self.silent.clear()  # not before: the thread sets it while there is nothing to do

    def stop(self) -> None:
        """Stop what is heard, softly, and forget what was to be."""
        with self._asking:
            self._asked += 1
            self._player.stop()

    def prepare(self, take: Take) -> None:
        """Make ready, while nobody waits for it, what the steps of a take will be played with."""
        self._messages.put(_Prepare(take))

    def close(self, narrators: Sequence[Narrator]) -> None:
        """Close voices after all that was asked for until now."""
        self._messages.put(_Close(narrators))

    def _run(self) -> None:
        """Do one thing after the other; what goes wrong is told, and the next save is played all the same."""
        while not self._leaving:
            for work in (self._handle_next, self._go_on):
                try:
                    work()
                except Exception as failure:  # noqa: BLE001 - whatever it is: nobody waits for ever for a step
                    self._fail(failure)
            if self._messages.empty() and not self._player.sounds:
                self.silent.set()

    def _handle_next(self) -> None:
        try:
            message = self._messages.get(timeout=_LOOK_S)
        except Empty:
            return
        match message:
            case None:
                self._leaving = True
            case _Play():
                try:
                    self._begin(message)
                finally:
                    self.begun.set()
            case _Prepare():
                self._prepare(message.take)
            case _Close():
                self._ahead.close(message.narrators)

    def _go_on(self) -> None:
        """Make ready what comes next, on a device that is there."""
        self._player.fill()
        self._look_after_device()

    def _look_after_device(self) -> bool:
        """Return whether there is a sound device, and tell where that has changed."""
        has_device = self._player.look_after_device()
        if has_device != (self.missing is None):
            self.missing = None if has_device else no_device()
            self.news.put(BACK if has_device else NO_DEVICE)
        return has_device

    def _fail(self, failure: Exception) -> None:
        _log.warning("a step cannot be played", exc_info=failure)
        self._player.stop()
        self.failure = failure
        fault = "" if isinstance(failure, CoachError) else f"a fault of coach itself: {type(failure).__name__}: "
        self.news.put(f"{fault}{failure}")

    def _begin(self, play: _Play) -> None:
        """Have the words spoken that nobody has spoken yet, and begin to play, if it is still asked for."""
        if not self._look_after_device():
            return
        builder, take = self._builder(play.take), play.take
        if unspoken := [cue for cue in take.words_of(play.step) if take.narrator.known_ms(cue.text, cue.pace) is None]:
            self.news.put(f"speaking {len(unspoken)} new text{'s' if len(unspoken) > 1 else ''} …")
        for cue in take.words_of(play.step):
            if play.number != self._asked:
                return
            builder.hear(cue)
        if builder.lacks_words:
            self.news.put(NO_WORDS)
        take = take.measured(play.step)
        excerpt = _excerpt(builder, take, play.step)
        with self._asking:
            if play.number == self._asked:
                self._player.play(excerpt)
                _log.debug("step %d begins to be heard", play.step)

    def _builder(self, take: Take) -> SceneBuilder:
        routine, plan = take.plan.routine, take.plan
        background = self._background.open(routine, frames_at(plan.timeline.duration_ms))
        level = None if routine.background.sound == NONE else routine.background.level
        return SceneBuilder(take.narrator, background, take.profile, level)

    def _prepare(self, take: Take) -> None:
        """Have all words spoken in time, and mix the first second of a step to nobody: it decodes the background."""
        self._ahead.speak(take)
        next(_excerpt(self._builder(take), take, 1))


def _excerpt(builder: SceneBuilder, take: Take, step: int) -> Iterator[Samples]:
    """Yield the sound of a step, and before it, a fade of background without a word of the step before."""
    start, end = take.frames_of(step)
    mix = builder.scene(take.plan, take.plan.steps[step - 1]).mix
    heard = tuple(cue for cue in mix.timeline.cues if (cue.step or 0) >= step or not cue.step)
    mix = Mix(replace(mix.timeline, cues=heard), mix.levels, mix.background)
    spoken = max((frames_at(cue.end_ms) for cue in take.words_of(step)), default=start)
    fading = max(spoken, end - _ENDING)
    joined: list[Samples] = []
    for block in mix.blocks(max(0, start - FADE), end):
        joined.append(_faded(block.samples, block.start, fading, end))
        if sum(map(len, joined)) >= FADE:
            yield np.concatenate(joined)
            joined = []
    yield np.concatenate([np.zeros((0, 2), np.float32), *joined])


def _faded(samples: Samples, at: int, start: int, end: int) -> Samples:
    """Return samples that begin at a frame, with a fade between two others."""
    way = np.clip((np.arange(at, at + len(samples), dtype=np.float32) - start) / max(1, end - start), 0, 1)
    faded: Samples = samples * np.cos(way * np.float32(np.pi / 2))[:, None] ** 2
    return faded
