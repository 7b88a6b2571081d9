"""The microphone, and what the player plays → verbs. A control: it hears in a thread of its own."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from queue import SimpleQueue
from typing import TYPE_CHECKING, Self

from coach.player.controls.listen.apart import Apart
from coach.player.controls.listen.ears import Ears
from coach.player.controls.listen.in_step import InStep
from coach.player.controls.listen.microphone import Microphone

if TYPE_CHECKING:
    from coach.media import Samples
    from coach.player.verbs import Ask

_WAITING = 1_000
"""Stretches that may wait to be heard, some ten seconds: what comes on top of them is lost, and memory is not."""

_LEAVING_S = 5

AGO_MS = 2_500
"""When somebody began to say what is understood now: up to 1.2 s after the last word, of phrases up to 1.3 s long."""


def available() -> str:
    """What hears; raises MissingPart with what is lacking, for `coach doctor`."""
    with Listening(lambda _: None):
        return "hears, for `coach play --listen`"


class Listening:
    """Asks for what is said: "coach, pause". The player tells it what it plays, so that it does not hear itself."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        # One queue for both: the order in which they come tells what was played when something was heard.
        self._queue: SimpleQueue[tuple[bool, Samples] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._listen, name="coach listens", daemon=True)
        self._ready = False

    def played(self, stereo: Samples) -> None:
        """What goes to the loudspeaker now, at coach's rate: from any thread, at once, and never waiting."""
        if self._ready and self._queue.qsize() < _WAITING:
            self._queue.put((False, stereo.copy()))

    def __enter__(self) -> Self:
        """Begin; raises MissingPart without pocketsphinx, and without a microphone."""
        with ExitStack() as stack:
            self._ears = Ears(stack.enter_context(Apart()).guess)
            self._microphone = Microphone(self._heard)
            self._microphone.start()
            self._apart = stack.pop_all()
        self._thread.start()
        self._ready = True
        return self

    def __exit__(self, *_: object) -> None:
        """Cease, when what was being understood is."""
        self._ready = False
        self._microphone.close()
        self._queue.put(None)
        if threading.current_thread() is not self._thread:  # who asks to stop may leave at once, from within
            self._thread.join(_LEAVING_S)
        self._apart.close()

    def _heard(self, mono: Samples) -> None:
        if self._queue.qsize() < _WAITING:
            self._queue.put((True, mono))

    def _listen(self) -> None:
        side_by_side = InStep()
        while (stretch := self._queue.get()) is not None:
            was_heard, samples = stretch
            if not was_heard:
                side_by_side.played(samples)
                continue
            for heard, played in side_by_side.heard(samples):
                for command in self._ears.hear(heard, played):
                    self._ask(command.verb)
