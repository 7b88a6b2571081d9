"""Text → Clip: an engine speaks in a worker process; what it gives is trimmed, levelled, limited and kept.

To add an engine: one file in `engines/` with a class that fits `Engine`, one row in `ENGINES`, one line in the shared
contract test. Engines never import each other, and import what is heavy only when they speak.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from coach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ENGINES = {
    "system": "coach.speech.engines.system:System",
    "silent": "coach.speech.engines.silent:Silent",
    "faulty": "coach.speech.engines.faulty:Faulty",
}
"""Name → class: `system` speaks, `silent` needs no voice, `faulty` fails in every way an engine can (for tests)."""
_OFFERED = [name for name in ENGINES if name != "faulty"]


@dataclass(frozen=True)
class Voice:
    """Who speaks and how: all that decides how a text sounds."""

    language: str = "en"
    name: str | None = None
    """As the engine calls it; None for the engine's calmest in the language."""
    pace: int = 125
    """Words per minute."""


class Engine(Protocol):
    """Something that speaks. It lives in the worker process: it may print, hang or die there."""

    fork_per_text: bool
    """Whether each text is to be spoken in a fork of the worker, so that none leaves a trace in the next."""

    def version(self) -> str:
        """What decides the sound beside the voice: a new version means that clips are spoken again."""

    def prepare(self) -> None:
        """Load what is the same for every text; raises MissingPart."""

    def voices(self) -> Sequence[str]:
        """The names that `Voice.name` can have; raises MissingPart."""

    def variants(self) -> Sequence[str]:
        """The names that can stand behind one of `voices` and a `+`."""

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Write the spoken text as any sound file; raises MissingPart for a voice or a part that is not there."""


def engine_named(name: str) -> Engine:
    """The engine of that name; raises UsageError for an unknown one."""
    if name not in ENGINES:
        raise UsageError(f"there is no voice engine '{name}'; there are {', '.join(_OFFERED)}")
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)()
    return engine
