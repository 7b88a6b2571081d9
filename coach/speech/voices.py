"""A voice's name, file or folder → the engine that speaks with it; without one, the best that this machine has."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import MissingPart, Problem, RoutineError, UsageError
from coach.log import described, logger, swallowing
from coach.routine.paths import leads_out
from coach.speech import ENGINES
from coach.speech.language import language_in_words, primary_language, speaks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.model import Routine

_log = logger(__name__)
VARIABLE = "COACH_VOICE"
"""The environment variable that names the voice where nobody else does."""
_MODEL_SUFFIX = ".onnx"
OF_FILES = ("piper", "recorded")
"""The engines whose voices are files or folders of the user's own."""
_BESIDE = "put it beside the routine, or name it yourself with --voice"
_CHOOSE = "choose one of `coach voices` in that language, or change `language`"


@dataclass(frozen=True)
class VoiceChoice:
    """An engine, and its voice."""

    engine: str
    name: str | None = None
    note: str = ""
    """What a person is to know: that there could be a better voice, and how to have it."""


def choose_voice(routine: Routine, name: str | None, engine: str | None) -> VoiceChoice:
    """Return who speaks a routine: as the command line says, or else the routine, or COACH_VOICE, or else the best.

    Raises RoutineError for a routine that names a file outside its folder: somebody else may have written it. Raises
    it, or UsageError, for a natural voice of another language than the routine's.
    """
    if name:
        return _checked(VoiceChoice(engine, name), routine.language) if engine else voice_named(name, routine.language)
    if routine.voice.name:
        return _named_by(routine, engine)
    return VoiceChoice(engine) if engine else _preferred(routine.language)


def best_voice(language: str) -> VoiceChoice:
    """Return the natural voice where it is installed and speaks the language, or else the system's."""
    from coach.speech.engines.natural import Natural

    try:
        Natural().available(language)
    except MissingPart as missing:
        return VoiceChoice("system", note=f"{missing.what}, so the system's voice speaks; {missing.remedy}")
    return VoiceChoice("natural")


def voice_named(name: str, language: str | None = None) -> VoiceChoice:
    """Return the choice that a name makes; raises UsageError for a natural voice that does not speak the language."""
    choice = _named(name)
    return _checked(choice, language) if language else choice


def _preferred(language: str) -> VoiceChoice:
    """Return the voice of COACH_VOICE, or the best one; a voice of another language holds for that one alone."""
    named = os.environ.get(VARIABLE)
    choice = _named(named) if named else best_voice(language)
    if fault := _other_language(choice, language):
        return replace(best_voice(language), note=f"{VARIABLE}: {fault}, so another voice speaks")
    return choice


def _checked(choice: VoiceChoice, language: str) -> VoiceChoice:
    if fault := _other_language(choice, language):
        raise UsageError(f"{fault}; {_CHOOSE}")
    return choice


def _other_language(choice: VoiceChoice, language: str) -> str:
    """Return what is wrong where a natural voice speaks another language; those of other engines tell by themselves."""
    from coach.speech.kokoro.styles import STYLES

    style = STYLES.get(choice.name or "") if choice.engine == "natural" else None
    if style is None or speaks(style.language, language):
        return ""
    theirs, wanted = map(language_in_words, (primary_language(style.language), language))
    return f"the voice '{choice.name}' speaks {theirs}, and the words are in {wanted}"


def _named(name: str, folder: Path | None = None) -> VoiceChoice:
    """Return the choice that a name makes: an engine, a natural voice, a voice file, a folder, or one of the system."""
    from coach.speech.kokoro.styles import STYLES

    if name in ENGINES:
        return VoiceChoice(name)
    if name in STYLES:
        return VoiceChoice("natural", name)
    if name.endswith(_MODEL_SUFFIX):
        return VoiceChoice("piper", name)
    if name.endswith(("/", os.sep)) or name.startswith("~") or _is_folder((folder or Path()) / name):
        return VoiceChoice("recorded", name)
    return VoiceChoice("system", name)


def shown_voice(engine: str, name: str | None) -> str | None:
    """Return a voice's name as a report has it, and as it decides how a clip sounds: of a file, the file's name alone.

    Example:
        >>> shown_voice("piper", "/home/mia/voices/joe.onnx"), shown_voice("recorded", "mine/")
        ('joe.onnx', 'mine')
        >>> shown_voice("system", "gmw/en-us")
        'gmw/en-us'
    """
    return Path(name).name if name and engine in OF_FILES else name


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # a name that is too long, for one
        _log.debug("no folder of recordings: %s", described(error))
        return False


def _named_by(routine: Routine, engine: str | None) -> VoiceChoice:
    """Return the choice of a routine, whose files and folders stand within its own folder."""
    name, place = str(routine.voice.name), routine.voice.known_place("name")
    folder = Path(place.file).parent if place else Path()
    if place and (Path(name).is_absolute() or ".." in Path(name).parts):  # not even looked for, to tell nothing of it
        raise RoutineError([Problem(place, leads_out(name, folder), _BESIDE)])
    choice = VoiceChoice(engine, name) if engine else _named(name, folder)
    if place and (fault := _other_language(choice, routine.language)):
        raise RoutineError([Problem(place, fault, _CHOOSE)])
    if choice.engine not in OF_FILES:
        return choice
    if place and (fault := next(filter(None, (leads_out(each, folder) for each in _files_of(name, folder))), "")):
        raise RoutineError([Problem(place, fault, _BESIDE)])
    return VoiceChoice(choice.engine, str(folder / name))


def _files_of(name: str, folder: Path) -> Iterator[str]:
    """Yield the files of a voice that may lead out of a folder: its own, the one beside a model, links in a folder."""
    yield from (name, f"{name}.json")
    if _is_folder(folder / name):
        with swallowing(_log, f"looking for links in the folder {name}", OSError):
            yield from (f"{name}/{path.name}" for path in (folder / name).iterdir() if path.is_symlink())
