"""A voice's name, file or folder → the engine that speaks with it; without one, the best that this machine has."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import MissingPart, Problem, RoutineError
from coach.log import described, logger, swallowing
from coach.routine.paths import leads_out
from coach.speech import ENGINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.model import Routine

_log = logger(__name__)
VARIABLE = "COACH_VOICE"
"""The environment variable that names the voice where nobody else does."""
_MODEL_SUFFIX = ".onnx"
_OF_FILES = ("piper", "recorded")
"""The engines whose voices are files and folders of the user's."""
_PATH = re.compile(r"^[~/]|(^|/)\.\.?/")
"""How a path begins that no system's voice is called like."""


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
    if name:
        return VoiceChoice(engine, name) if engine else _named(name, Path())
    if routine.voice.name:
        return _named_by(routine, engine)
    if engine:
        return VoiceChoice(engine)
    if named := os.environ.get(VARIABLE):
        return _named(named, Path())
    return best_voice(routine.language)


def best_voice(language: str) -> VoiceChoice:
    """Return the natural voice where it is installed and speaks the language, or else the system's."""
    from coach.speech.engines.natural import Natural

    try:
        Natural().available(language)
    except MissingPart as missing:
        return VoiceChoice("system", note=f"{missing.what}, so the system's voice speaks; {missing.remedy}")
    return VoiceChoice("natural")


def _named(name: str, folder: Path) -> VoiceChoice:
    """Return the choice that a name makes: an engine, a natural voice, a voice file, a folder, or one of the system.

    `folder` is where a folder is looked for.
    """
    from coach.speech.kokoro.styles import STYLES

    if name in ENGINES:
        return VoiceChoice(name)
    if name in STYLES:
        return VoiceChoice("natural", name)
    if name.endswith(_MODEL_SUFFIX):
        return VoiceChoice("piper", name)
    if name.endswith(("/", os.sep)) or _PATH.search(name) or _is_folder(folder / name):
        return VoiceChoice("recorded", name)
    return VoiceChoice("system", name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # a name that is too long, for one
        _log.debug("no folder of recordings: %s", described(error))
        return False


def _named_by(routine: Routine, engine: str | None) -> VoiceChoice:
    """Return the choice of a routine, whose files and folders stand within its own folder, whoever names the engine."""
    name, place = str(routine.voice.name), routine.voice.known_place("name")
    folder = Path(place.file).parent if place else Path()
    choice = VoiceChoice(engine, name) if engine else _named(name, folder)
    if choice.engine not in _OF_FILES:
        return choice
    if place and (fault := next(filter(None, (leads_out(each, folder) for each in _files_of(name, folder))), "")):
        raise RoutineError([Problem(place, fault, "put it beside the routine, or name it yourself with --voice")])
    return VoiceChoice(choice.engine, str(folder / name))


def _files_of(name: str, folder: Path) -> Iterator[str]:
    """Yield the files of a voice that may lead out of a folder: its own, the one beside a model, links in a folder."""
    yield name
    yield f"{name}.json"
    if _is_folder(folder / name):
        with swallowing(_log, f"looking for links in the folder {name}", OSError):
            yield from (f"{name}/{path.name}" for path in (folder / name).iterdir() if path.is_symlink())
