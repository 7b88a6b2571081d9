"""An utterance → its guess, by a recogniser in a process of its own.

pocketsphinx keeps Python's lock while it decodes, some 60 ms; in one process with the player, no sound would be handed
to the device meanwhile, and the echo of what was played would no longer be where it was.
"""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Self

from coach.player.controls.listen.recogniser import Guess, Recogniser, pocketsphinx

if TYPE_CHECKING:
    from coach.media import Samples

_ENDING_S = 1.5
_recogniser: Recogniser | None = None
"""Of the process apart."""


class Apart:
    """A recogniser elsewhere. One that dies costs an utterance, and another one takes its place."""

    def __enter__(self) -> Self:
        """Begin to make it, and do not wait; raises MissingPart without pocketsphinx."""
        pocketsphinx()
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        """Let it end, and wait for that a moment: Python, when it ends meanwhile, writes to a pipe that is closed."""
        ending = threading.Thread(target=partial(self._pool.shutdown, cancel_futures=True), daemon=True)
        ending.start()
        ending.join(_ENDING_S)

    def guess(self, utterance: Samples) -> Guess | None:
        """As `Recogniser.guess`."""
        try:
            return self._pool.submit(_guess, utterance).result()
        except BrokenProcessPool:
            self._start()
            return None

    def _start(self) -> None:
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), _begin)
        self._pool.submit(_begun)


def _begin() -> None:
    """Ctrl-C is for coach, which ends this process in its own time."""
    global _recogniser  # noqa: PLW0603 - a process has one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_coach, daemon=True).start()
    _recogniser = Recogniser()


def _end_with_coach() -> None:
    """Whatever ended it: one that is killed tells nobody, and this process would wait for ever."""
    if coach := parent_process():
        coach.join()
    os._exit(0)


def _begun() -> None:
    """Something to do makes a pool start its process."""


def _guess(utterance: Samples) -> Guess | None:
    assert _recogniser
    return _recogniser.guess(utterance)
