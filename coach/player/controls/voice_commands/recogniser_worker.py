"""An utterance → its guess, by a recogniser in a child process.

Pocketsphinx keeps Python's lock (the GIL) while it decodes, some 60 ms; in one process with the player, no sound would
be handed to the device meanwhile, and the echo of what was played would no longer be where it was.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from coach.child_process import ChildProcess, ChildProcessEnded
from coach.log import described, logger
from coach.player.controls.voice_commands.recogniser import Guess, SpokenSound, pocketsphinx

if TYPE_CHECKING:
    from coach.audio.samples import Samples

_log = logger(__name__)
_MODULE = "coach.player.controls.voice_commands.recogniser_process"
_LIMIT_S = 5.0
"""The longest time in seconds for a guess: an utterance has some seconds, of which each takes some 60 ms, and loading
the model takes 0.2 s."""


class RecogniserWorker:
    """A recogniser in a child process; one that dies or hangs costs an utterance, and another one takes its place."""

    def __enter__(self) -> Self:
        """Start the child process, and do not wait for it; raises MissingPart without pocketsphinx."""
        pocketsphinx()
        self._process = ChildProcess(_MODULE)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.end()

    def guess(self, utterance: Samples) -> Guess | None:
        """Recognise like `Recogniser.guess`; None as well when the child process dies or hangs."""
        request = base64.b64encode(utterance.astype(np.float32).tobytes())
        try:
            return _guessed(json.loads(self._process.ask(request, _LIMIT_S)))
        except (ChildProcessEnded, TimeoutError) as error:
            _log.warning("an utterance is lost, and the recogniser is started again: %s", described(error))
            self._process.end()
            self._process = ChildProcess(_MODULE)
            return None


def encode_guess(guess: Guess | None) -> bytes:
    """The reply of the child process."""
    return json.dumps(asdict(guess) if guess else None).encode()


def heard(request: bytes) -> Samples:
    """The utterance that the child process is asked about."""
    return np.frombuffer(base64.b64decode(request), np.float32)


def _guessed(fields: dict[str, Any] | None) -> Guess | None:
    if fields is None:
        return None
    words = tuple(tuple(SpokenSound(*sound) for sound in word) for word in fields["words"])
    return Guess(fields["phrase"], words, tuple(SpokenSound(*sound) for sound in fields["silences"]), fields["length"])
