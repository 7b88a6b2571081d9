"""Take → its words in the cache, in a thread of its own: they are there when somebody changes the seconds of a step."""

from __future__ import annotations

from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Self

from coach.log import logger, swallowing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.edit.rehearsal import Take
    from coach.speech.narrator import Narrator

_log = logger(__name__)
_LEAVING_S = 0.5
"""The seconds that the end waits for a text that is being spoken; a voice that hangs is left behind."""


@dataclass(frozen=True, slots=True)
class _Close:
    narrators: Sequence[Narrator]


class SpeechAhead:
    """Has the words of the last take spoken, from `with` on, until there is another take."""

    def __init__(self) -> None:
        self._messages: SimpleQueue[Take | _Close | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="speech-ahead", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._messages.put(None)
        self._thread.join(_LEAVING_S)

    def speak(self, take: Take) -> None:
        """Let the words of a take be spoken, and those of the one before it no more."""
        self._messages.put(take)

    def close(self, narrators: Sequence[Narrator]) -> None:
        """Close voices of earlier takes, of which a text may still be being spoken."""
        self._messages.put(_Close(narrators))

    def _run(self) -> None:
        while (message := self._messages.get()) is not None:
            if isinstance(message, _Close):
                for narrator in message.narrators:
                    narrator.close()
            else:
                with swallowing(_log, "speaking ahead", Exception):  # it is told where the step is to be played
                    self._speak(message)

    def _speak(self, take: Take) -> None:
        for cue in take.plan.timeline.speech:
            if not self._messages.empty():
                return
            if take.narrator.known_ms(cue.text, cue.pace) is None:
                take.narrator.clip(cue.text, cue.pace)
