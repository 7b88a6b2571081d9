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
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ENGINES = {
    "natural": "coach.speech.engines.natural:Natural",
    "system": "coach.speech.engines.system:System",
    "piper": "coach.speech.engines.piper:Piper",
    "recorded": "coach.speech.engines.recorded:Recorded",
    "silent": "coach.speech.engines.silent:Silent",
}
"""Name → class: `natural` and `system` have voices of their own, `piper` has a voice file of the user's, `recorded` a
folder of recordings; `silent` needs no voice."""


@dataclass(frozen=True)
class VoiceInfo:
    """A voice that can be chosen."""

    name: str
    language: str
    """A tag of BCP 47; empty where the voice does not say."""
    character: str = ""
    licence: str = ""
    language_name: str = ""
    """What the engine calls the language, in English; empty where it gives the tag alone."""
    default: bool = False
    """Whether the engine takes it where only its language is known."""


@dataclass(frozen=True)
class Voice:
    """Who speaks and how: all that decides how a text sounds."""

    language: str = "en"
    name: str | None = None
    """The engine's name for it, or its file or folder; None for the engine's calmest in the language."""
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
    """Whether each text is to be spoken in a fork of the worker, so that none leaves a trace in the next; several texts
    that are given together share forks where the engine has several `workers`."""
    level_each: bool = False
    """Whether each clip is levelled by itself, because its voice is not even; else one gain fits all of a voice."""
    sentences: bool = False
    """Whether it is given a sentence at a time, and a text is made of them, at its pace by rests."""
    ipa: bool = False
    """Whether it reads words with their pronunciation, as ⟦word|ipa⟧."""
    written: bool = False
    """Whether it takes texts as they are written, without any word spelled out or marked for a voice."""
    workers: int = 1
    """The most processes that speak at the same time, each some texts: more than one where no text sounds otherwise
    behind another."""
    seconds_per_minute: float = 1.0
    """About how many seconds of a processor a minute of speech takes (one core of 2026)."""


NO_SUCH_INSTRUCTION = (
    "the voice's engine has instructions that this machine's processor does not know",
    "choose another voice, such as --voice system",
)
"""What is lacking where an engine is killed by its first step, and what would help."""


class Refused(Exception):
    """An engine cannot speak a text, and would not the next time; the message says why."""


class Engine(Protocol):
    """Something that speaks. It lives in the worker process: it may print, hang or die there."""

    traits: EngineTraits

    def version(self) -> str:
        """What decides the sound beside the voice: a new version means that clips are spoken again."""

    def prepare(self, voice: Voice) -> None:
        """Load what is the same for every text of a voice; raises MissingPart."""

    def voices(self) -> Sequence[VoiceInfo]:
        """The voices whose names `Voice.name` can have; raises MissingPart."""

    def variants(self) -> Sequence[str]:
        """The names that can stand behind one of `voices` and a `+`."""

    def identity(self, voice: Voice, text: str) -> str:
        """What decides how a text sounds beside the version and the voice's fields, such as the voice's file.

        For an empty text, it is what decides how all texts sound together. It is empty where there is nothing of the
        kind. Raises MissingPart for a voice that is not there.
        """

    def estimate(self, voice: Voice) -> Callable[[str], int]:
        """A measure in milliseconds of what `speak` gives, that speaks nothing."""

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Write a spoken text, or a sentence of it, as any sound file.

        Raises MissingPart for a voice or a part that is not there.
        """


def engine_named(name: str) -> Engine:
    """Return the engine of a name in the table, or of MODULE:CLASS; raises UsageError for what is neither."""
    if name not in ENGINES and ":" not in name:
        hint = suggest(name, ENGINES, f"there are {', '.join(ENGINES)}")
        raise UsageError(f"there is no voice engine '{name}'; {hint}")
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
