"""Text → Clip: an engine speaks in a worker process; what it gives is trimmed, levelled, limited and kept.

To add an engine: one file in `engines/` with a class that fits `Engine`, and one row in `ENGINES`; the shared contract
test takes it from there. Engines never import each other, and import what is heavy only when they speak. One that is
no part of coach is named as MODULE:CLASS.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

ENGINES = {
    "system": "coach.speech.engines.system:System",
    "silent": "coach.speech.engines.silent:Silent",
    "recorded": "coach.speech.engines.recorded:Recorded",
}
"""Name → class: `system` speaks, `silent` needs no voice, `recorded` has a folder of recordings."""


@dataclass(frozen=True)
class Voice:
    """Who speaks and how: all that decides how a text sounds."""

    language: str = "en"
    name: str | None = None
    """The engine's name for it; None for the engine's calmest in the language."""
    pace: int = 125
    """Words per minute."""


@dataclass(frozen=True)
class EngineTraits:
    """What the rest of coach has to know of an engine."""

    filters: tuple[tuple[str, str], ...] = ()
    """FFmpeg filters, as (name, arguments), that make its sound a pleasant one."""
    time_limit_s_per_500: float = 8.0
    """Seconds after which a text of up to 500 characters is given up, and as many more for each 500 more."""
    load_limit_s: float = 0.0
    """Seconds that the first text may take longer, because the engine is loaded then."""
    fork_per_text: bool = False
    """Whether each text is to be spoken in a fork of the worker, so that none leaves a trace in the next."""
    ipa: bool = False
    """Whether it reads words that are marked with their pronunciation."""
    languages: tuple[str, ...] | None = None
    """The languages that it speaks; None where it tells by itself, or speaks any."""
    written: bool = False
    """Whether it takes texts as they are written, without any word spelled out or marked for a voice."""


class Engine(Protocol):
    """Something that speaks. It lives in the worker process: it may print, hang or die there."""

    traits: EngineTraits

    def version(self) -> str:
        """What decides the sound beside the voice: a new version means that clips are spoken again."""

    def prepare(self) -> None:
        """Load what is the same for every text; raises MissingPart."""

    def voices(self) -> Sequence[str]:
        """The names that `Voice.name` can have; raises MissingPart."""

    def variants(self) -> Sequence[str]:
        """The names that can stand behind one of `voices` and a `+`."""

    def identity(self, voice: Voice, text: str) -> str:
        """Return what decides how a text sounds beside the version and the voice's fields, such as the voice's file.

        It is empty where there is nothing. It is asked for in coach's own process, so it takes no time.
        """

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Write the spoken text as any sound file; raises MissingPart for a voice or a part that is not there."""


def engine_named(name: str) -> Engine:
    """Return the engine of a name in the table, or of MODULE:CLASS; raises UsageError for what is neither."""
    if name not in ENGINES and ":" not in name:
        raise UsageError(f"there is no voice engine '{name}'; there are {', '.join(ENGINES)}")
    module, _, attribute = ENGINES.get(name, name).partition(":")
    try:
        return _checked(getattr(import_module(module), attribute)())
    except (ImportError, AttributeError, ValueError, TypeError) as error:
        if name in ENGINES:
            raise
        remedy = "name a class as MODULE:CLASS, in a module that Python finds"
        raise UsageError(f"the voice engine '{name}' cannot be imported ({error}); {remedy}") from error


def _checked(engine: Engine) -> Engine:
    """Return an engine; raises TypeError for what is none."""
    if not isinstance(getattr(engine, "traits", None), EngineTraits):
        raise TypeError("it is no voice engine")
    return engine


def import_folders(name: str) -> list[str]:
    """Return where a worker finds an engine that is no part of coach: the folder from which it was imported here."""
    if name in ENGINES:
        return []
    package = name.partition(":")[0].partition(".")[0]
    file = Path(str(getattr(sys.modules[package], "__file__", None) or ""))
    return [str(file.resolve().parent.parent if file.name == "__init__.py" else file.resolve().parent)]
