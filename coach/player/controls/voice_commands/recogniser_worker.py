"""An utterance → its guess, by a recogniser in a process of its own.

pocketsphinx keeps Python's lock while it decodes, some 60 ms; in one process with the player, no sound would be handed
to the device meanwhile, and the echo of what was played would no longer be where it was.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from coach.child_process import ChildProcess, ChildProcessEnded
from coach.player.controls.voice_commands.recogniser import Guess, SpokenSound, pocketsphinx

if TYPE_CHECKING:
    from coach.audio.decode import Samples

_MODULE = "coach.player.controls.voice_commands.recogniser_process"
_LIMIT_S = 5.0
"""For an utterance of some seconds, of which each takes some 60 ms; and for loading the model, 0.2 s."""


class RecogniserWorker:
    """A recogniser elsewhere. One that dies or hangs costs an utterance, and another one takes its place."""

    def __enter__(self) -> Self:
        """Begin to make it, and do not wait; raises MissingPart without pocketsphinx."""
        pocketsphinx()
        self._helper = ChildProcess(_MODULE)
        return self

    def __exit__(self, *_: object) -> None:
        self._helper.end()

    def guess(self, utterance: Samples) -> Guess | None:
        """As `Recogniser.guess`."""
        request = base64.b64encode(utterance.astype(np.float32).tobytes())
        try:
            return _guessed(json.loads(self._helper.ask(request, _LIMIT_S)))
        except (ChildProcessEnded, TimeoutError):
            self._helper.end()
            self._helper = ChildProcess(_MODULE)
            return None


def encode_guess(guess: Guess | None) -> bytes:
    """What the other process answers."""
    return json.dumps(asdict(guess) if guess else None).encode()


def heard(request: bytes) -> Samples:
    """What it is asked about."""
    return np.frombuffer(base64.b64decode(request), np.float32)


def _guessed(fields: dict[str, Any] | None) -> Guess | None:
    if fields is None:
        return None
    words = tuple(tuple(SpokenSound(*sound) for sound in word) for word in fields["words"])
    return Guess(fields["phrase"], words, tuple(SpokenSound(*sound) for sound in fields["silences"]), fields["length"])
