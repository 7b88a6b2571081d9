"""Sound heard and sound played, stretch by stretch → the commands of a listener. Pure: no devices, no threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.player.controls.voice_commands.acceptance import is_accepted, is_likely
from coach.player.controls.voice_commands.command_grammar import VERB_OF
from coach.player.controls.voice_commands.echo_canceller import BLOCK, EchoCanceller
from coach.player.controls.voice_commands.endpointing import Endpointer
from coach.player.controls.voice_commands.recogniser import Recogniser, pocketsphinx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.audio.samples import Samples
    from coach.player.controls.voice_commands.endpointing import Utterance
    from coach.player.controls.voice_commands.recogniser import Guess
    from coach.player.session.commands import Verb


AGAIN_MS = 8_000
"""The time in ms within which people say again what was not obeyed: they wait 3 s or so, and say it in two."""


@dataclass(frozen=True)
class Command:
    """A verb that somebody in the room has asked for."""

    verb: Verb
    phrase: str
    heard_ms: int
    """The end of its last word, in ms since the detector began to hear."""


class CommandDetector:
    """Detects commands in sound at 16 kHz and mono; raises MissingPart without pocketsphinx."""

    def __init__(self, guess: Callable[[Samples], Guess | None] | None = None) -> None:
        """Recognise utterances by `guess`, or by a recogniser in this process if it is None."""
        library = pocketsphinx()
        self._guess = guess or Recogniser().guess
        self._utterances = Endpointer(library.Vad(library.Vad.MEDIUM_LOOSE, 16_000, 0.03).is_speech)
        self._echo = EchoCanceller()
        self._heard = self._played = np.zeros(0, np.float32)
        self._doubted: Command | None = None

    def hear(self, heard: Samples, played: Samples) -> Iterator[Command]:
        """Take a stretch of the microphone's sound and one of what coach plays then, of one length; yield the commands.

        What is played may be heard up to half a second later, at any loudness; sound that is played without being given
        here is taken for someone's talk.
        """
        self._heard, self._played = np.concatenate([self._heard, heard]), np.concatenate([self._played, played])
        while len(self._heard) >= BLOCK:
            cleared = self._echo.clear(self._heard[:BLOCK], self._played[:BLOCK])
            self._heard, self._played = self._heard[BLOCK:], self._played[BLOCK:]
            if utterance := self._utterances.add(cleared):
                yield from self._understood(utterance)

    def _understood(self, utterance: Utterance) -> Iterator[Command]:
        if not (guess := self._guess(utterance.samples)):
            return
        command = Command(VERB_OF[guess.phrase], guess.phrase, utterance.end_ms)
        if is_accepted(guess) or (is_likely(guess) and self._was_doubted(command)):
            self._doubted = None
            yield command
        elif is_likely(guess):
            self._doubted = command

    def _was_doubted(self, command: Command) -> bool:
        """Whether the same command was likely a moment ago, but not sure enough."""
        before = self._doubted
        return before is not None and before.verb == command.verb and command.heard_ms - before.heard_ms < AGAIN_MS
