"""The microphone, and what the player plays → verbs: a control by voice, with a thread of its own."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from math import inf
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Self

from coach.errors import MissingPart
from coach.log import Retries, logger
from coach.player.controls.voice_commands.command_detector import CommandDetector
from coach.player.controls.voice_commands.microphone import Microphone
from coach.player.controls.voice_commands.recogniser_worker import RecogniserWorker
from coach.player.controls.voice_commands.stream_alignment import StreamAlignment

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.audio.samples import Samples
    from coach.player.session.commands import Ask

_log = logger(__name__)
_WAITING = 1_000
"""The most stretches that wait to be heard, some ten seconds: further ones are dropped, so that memory does not
grow."""

_LEAVING_S = 2
_LOOK_S = 0.5
_TRY_AGAIN_S = 2.0
_SHOWN_S = 10.0
"""The time in seconds for which it is shown that there is a microphone again."""

GONE = "The microphone is gone, and nobody is heard. Connect it again; keys and pedals still work."
DEAF = "Coach hears nobody any more, by a fault of its own ({fault}). Keys and pedals still work."
BACK = "There is a microphone again. Coach listens."

AGO_MS = 2_500
"""The time in ms since somebody began to say what is understood now: up to 1.2 s after the last word, of phrases up to
1.3 s long."""


def available() -> str:
    """Try to listen, and return a line about it for `coach doctor`; raises MissingPart with what is lacking."""
    with Listening():
        return "hears, for `coach play --listen`"


class Listening:
    """A control by voice ("coach, pause"), told what the player plays so that it does not hear coach itself.

    It begins before there is a player: a session that relies on it makes no sound where nobody would be heard, and a
    headset that changes over to its microphone does so in silence.
    """

    def __init__(self) -> None:
        self._ask: Ask = lambda _: None
        self._tell: Callable[[str], None] = lambda _: None
        self._notice = ""
        # One queue for both: the order in which they come tells what was played when something was heard.
        self._queue: SimpleQueue[tuple[bool, Samples]] = SimpleQueue()
        self._thread = threading.Thread(target=self._listen, name="coach listens", daemon=True)
        self._recogniser = RecogniserWorker()
        self._over = threading.Event()
        self._ready = False

    def serve(self, ask: Ask, tell: Callable[[str], None]) -> None:
        """Begin to ask for what is said; what was said before this is not asked for.

        `tell` gets what to show of the microphone: that it is gone, that it is back, or an empty text when all is well.
        """
        self._ask, self._tell = ask, tell
        if self._notice:
            tell(self._notice)

    def played(self, stereo: Samples) -> None:
        """Take what goes to the loudspeaker now, at coach's rate; returns at once, from any thread, and never waits."""
        if self._ready and self._queue.qsize() < _WAITING:
            self._queue.put((False, stereo.copy()))

    def __enter__(self) -> Self:
        """Begin to listen; raises MissingPart without pocketsphinx, and without a microphone."""
        with ExitStack() as stack:
            stack.enter_context(self._recogniser)
            self._open()
            stack.pop_all()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening, once the utterance in progress has been understood, or after `_LEAVING_S`."""
        self._ready = False
        self._over.set()
        if threading.current_thread() is not self._thread:  # a "stop" that was heard may end it from within
            self._thread.join(_LEAVING_S)
        self._recogniser.__exit__()

    def _open(self) -> None:
        self._queue = SimpleQueue()
        self._microphone = Microphone(self._heard)
        self._microphone.start()
        self._ready = True

    def _heard(self, mono: Samples) -> None:
        if self._queue.qsize() < _WAITING:
            self._queue.put((True, mono))

    def _listen(self) -> None:
        try:
            self._go_on()
        except Exception as fault:  # noqa: BLE001 - whatever it is: the listener relies on it, and is to be told
            _log.error("coach hears nobody any more", exc_info=fault)
            self._show(DEAF.format(fault=repr(fault)))
        finally:
            self._ready = False
            self._microphone.close()

    def _go_on(self) -> None:
        self._hear()
        while not self._over.is_set():
            self._find_another()
            self._hear()

    def _hear(self) -> None:
        """Ask for the commands that are heard, until this control ends or the microphone is lost."""
        detector, alignment, shown_until = (
            CommandDetector(self._recogniser.guess),
            StreamAlignment(),
            time.monotonic() + _SHOWN_S,
        )
        while not self._over.is_set() and not self._microphone.lost:
            if time.monotonic() > shown_until:
                self._show("")
                shown_until = inf
            try:
                was_heard, samples = self._queue.get(timeout=_LOOK_S)
            except Empty:
                continue
            if not was_heard:
                alignment.played(samples)
                continue
            for heard, played in alignment.heard(samples):
                for command in detector.hear(heard, played):
                    _log.debug("heard: %s", command.phrase)
                    self._ask(command.verb)

    def _show(self, notice: str) -> None:
        self._notice = notice
        self._tell(notice)

    def _find_another(self) -> None:
        """Wait for a microphone, another one or the same one when it is back, and open it."""
        _log.warning("the microphone is gone")
        self._ready = False
        self._show(GONE)
        self._microphone.close()
        retries = Retries(_log, "opening a microphone", MissingPart)
        while not self._over.wait(_TRY_AGAIN_S):
            with retries.swallowing():
                self._open()
                self._show(BACK)
                return
