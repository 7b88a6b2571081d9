"""All that decides the bytes of an exported file → its fingerprint, by which a file need not be made again.

It is had without opening a voice, speaking a word or planning a moment. Each part has a name, so that a person can be
told what has changed.
"""

from __future__ import annotations

import json
import platform
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import UsageError
from coach.export.about import NO_COVER
from coach.routine.model import file_name
from coach.sound.sound_library import recording_of
from coach.speech.casting import voice_identity
from coach.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.export.about import Tags
    from coach.routine.model import Routine
    from coach.session_options import SessionOptions

Fingerprint = dict[str, str]
"""What a file is made of → its content, as a hash or as a few words."""
_REPORTED = ("av", "lameenc", "numpy")
_DRAWING = ("matplotlib", "mutagen", "pillow")
"""The packages that write covers and tags."""
PACKAGES = (*_REPORTED, *_DRAWING)
"""The packages that decide the bytes of every file."""


@cache
def versions() -> dict[str, str]:
    """Return the versions of coach, of Python and of the packages that decide how a session sounds."""
    return {"coach": __version__, "python": platform.python_version(), **_installed(_REPORTED)}


def fingerprint_of(
    routine: Routine, options: SessionOptions, record: Mapping[str, Any], tags: Tags, texts: Iterable[str], kind: str
) -> Fingerprint:
    """Return the fingerprint of a file.

    Args:
        routine: The routine as it was adapted to the options.
        options: The options of its session.
        record: What was asked for, as `record_of` has it.
        tags: What a player shows of it.
        texts: The kinds of texts beside it.
        kind: The suffix of its format.

    Raises:
        UsageError, RoutineError: For a voice or a file that cannot be meant.
        MissingPart: For a voice that is not there.
    """
    made_by = versions()
    packages = {name: made_by[name] for name in made_by if name != "coach"} | _installed(_DRAWING)
    return {
        "routine": _hash(content_of_routine(routine)),
        "routine file": f"{file_name(routine)} {routine.sha256[:_SHOWN]}".rstrip(),
        **voice_identity(routine, options),
        "background": _of_file(recording_of(routine)),
        "cover": _of_file(Path(tags.cover) if tags.cover not in (None, NO_COVER) else None),
        "options": _hash(json.dumps([record, [*texts], kind], sort_keys=True)),
        "coach": made_by["coach"],
        "packages": ", ".join(f"{name} {packages[name]}" for name in packages),
    }


def content_of_routine(routine: Routine) -> str:
    """Return all that a routine says, with what was asked for: of a background that was named, the file's name alone.

    Its bytes are told apart by their hash, and where they lie decides nothing.
    """
    background = routine.background
    if background.known_place("sound") is None and recording_of(routine):
        background = background.model_copy(update={"sound": Path(background.sound).name})
        routine = routine.model_copy(update={"background": background})
    return routine.model_dump_json() + ("brief" if routine.is_brief else "")


_SHOWN = 32
"""The characters of a hash that are kept: 128 bits."""


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:_SHOWN]


def _of_file(path: Path | None) -> str:
    """Return the hash of a file of the listener's own; empty for none."""
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()[:_SHOWN]
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {getattr(error, 'strerror', error)}") from error


def _installed(packages: Iterable[str]) -> dict[str, str]:
    return {package: version(package) for package in packages}
