"""A voice's name, file or folder → the engine that speaks with it; without one, the best that this machine has."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import MissingPart, Problem, RoutineError
from coach.routine.paths import leads_out
from coach.speech import ENGINES

if TYPE_CHECKING:
    from coach.routine.model import Routine

VARIABLE = "COACH_VOICE"
"""The environment variable that names the voice where nobody else does."""
_MODEL_SUFFIX = ".onnx"


@dataclass(frozen=True)
class VoiceChoice:
    """An engine, and its voice."""

    engine: str
    name: str | None = None
    note: str = ""
    """What a person is to know: that there could be a better voice, and how to have it."""


def choose_voice(routine: Routine, name: str | None, engine: str | None) -> VoiceChoice:
    """Return who speaks a routine: as the command line says, or else the routine, or COACH_VOICE, or else the best.

    Raises RoutineError for a routine that names a file outside its folder: somebody else may have written it.
    """
    if engine:
        return VoiceChoice(engine, name or routine.voice.name)
    if name:
        return _named(name)
    if routine.voice.name:
        return _named_by(routine)
    if named := os.environ.get(VARIABLE):
        return _named(named)
    return best_voice(routine.language)


def best_voice(language: str) -> VoiceChoice:
    """Return the natural voice where it is installed and speaks the language, or else the system's."""
    from coach.speech.engines.natural import Natural

    try:
        Natural().available(language)
    except MissingPart as missing:
        return VoiceChoice("system", note=f"{missing.what}, so the system's voice speaks; {missing.remedy}")
    return VoiceChoice("natural")


def _named(name: str) -> VoiceChoice:
    """Return the choice that a name makes: an engine, a natural voice, a voice file, a folder, or one of the system."""
    from coach.speech.kokoro.styles import STYLES

    if name in ENGINES:
        return VoiceChoice(name)
    if name in STYLES:
        return VoiceChoice("natural", name)
    if name.endswith(_MODEL_SUFFIX):
        return VoiceChoice("piper", name)
    if name.endswith(("/", os.sep)) or Path(name).is_dir():
        return VoiceChoice("recorded", name)
    return VoiceChoice("system", name)


def _named_by(routine: Routine) -> VoiceChoice:
    """Return the choice of a routine, whose files and folders stand within its own folder."""
    name = str(routine.voice.name)
    choice = _named(name)
    place = routine.voice.known_place("name")
    folder = Path(place.file).parent if place else Path()
    if choice.engine == "system" and (folder / name).is_dir():
        choice = VoiceChoice("recorded", name)
    if choice.engine not in ("piper", "recorded"):
        return choice
    if place and (fault := leads_out(name, folder)):
        raise RoutineError([Problem(place, fault, "put it beside the routine, or name it yourself with --voice")])
    return VoiceChoice(choice.engine, str(folder / name))
