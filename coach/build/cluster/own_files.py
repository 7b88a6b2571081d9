"""Files of the listener's own that decide a session: a background, a voice, a cover → a worker's copies of them.

On the way they are known by the SHA-256 of their bytes. A worker has them under the same names, in a folder of its own.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Literal

from coach.errors import Place
from coach.export.about import NO_COVER
from coach.log import logger, swallowing
from coach.routine.for_listener import with_background
from coach.routine.model import file_name
from coach.sound.sound_library import background_of
from coach.speech.recordings.voice_folder import recordings_in
from coach.speech.voices import OF_FILES, VARIABLE, choose_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.build.cluster.store import Store
    from coach.export.about import Tags
    from coach.routine.model import Routine
    from coach.session_options import SessionOptions

_log = logger(__name__)
Role = Literal["background", "voice", "cover"]


@dataclass(frozen=True)
class OwnFile:
    """A file that lies in the store."""

    role: Role
    name: str
    """Its path within the folder of its role, with `/`."""
    sha256: str


def keep_own_files(
    store: Store, routine: Routine, options: SessionOptions, tags: Sequence[Tags]
) -> tuple[OwnFile, ...]:
    """Put the files of the listener's own into the store that a session needs.

    Raises CoachError as `open_session` does for files that cannot be used, OSError for those that cannot be read.
    """
    found = [*_background(routine, options), *_voice(routine, options), *_covers(tags)]
    return tuple(OwnFile(role, name, store.keep(path)) for role, name, path in dict.fromkeys(found))


def _background(routine: Routine, options: SessionOptions) -> Iterator[tuple[Role, str, Path]]:
    sound = background_of(with_background(routine, options.background, options.mix))
    if sound and sound.recording:
        yield "background", _within(sound.name, named=sound.place is None), sound.recording


def _voice(routine: Routine, options: SessionOptions) -> Iterator[tuple[Role, str, Path]]:
    choice = choose_voice(routine, options.voice, options.engine)
    if choice.engine not in OF_FILES or not choice.name:
        return
    named = bool(options.voice) or not routine.voice.name
    path, name = Path(choice.name), _within(choice.name if named else str(routine.voice.name), named=named)
    if path.is_dir():
        for paths in recordings_in(path).values():
            yield from (("voice", f"{name}/{each.name}", each) for each in paths)
    else:
        yield from (("voice", f"{name}{end}", Path(f"{path}{end}")) for end in ("", ".json"))


def _covers(tags: Sequence[Tags]) -> Iterator[tuple[Role, str, Path]]:
    for each in tags:
        if each.cover not in (None, NO_COVER):
            path = Path(str(each.cover))
            yield "cover", f"{_short(str(path))}/{path.name}", path


def _within(name: str, *, named: bool) -> str:
    """Return where a file is to lie: by its name alone if somebody named it, or as a routine has it beside itself."""
    return Path(name).name if named else PurePosixPath(Path(name)).as_posix()


def _short(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True)
class Unpacked:
    """A worker's copies, in a folder."""

    folder: Path
    own: tuple[OwnFile, ...]

    def routine(self, routine: Routine) -> Routine:
        """Return a routine that finds here what lay beside it."""
        changed = {}
        for role, part, key in (("background", routine.background, "sound"), ("voice", routine.voice, "name")):
            if self._has(role) and part.known_place(key):
                changed[role] = part.moved(Place(str(self.folder / role / file_name(routine))))
        return routine.model_copy(update=changed)

    def options(self, options: SessionOptions) -> SessionOptions:
        """Return options that name these copies."""
        changed = {
            role: str(self.folder / role / Path(named).name) + ("/" if role == "voice" and _is_folder(named) else "")
            for role, named in (("background", options.background), ("voice", options.voice))
            if named and self._has(role)
        }
        return options.replace(**changed)

    def tags(self, tags: Tags) -> Tags:
        """Return tags that name the copy of their cover."""
        if tags.cover in (None, NO_COVER):
            return tags
        path = Path(str(tags.cover))
        return replace(tags, cover=str(self.folder / "cover" / _short(str(path)) / path.name))

    def voice_variable(self, value: str, options: SessionOptions, routine: Routine) -> str:
        """Return what `COACH_VOICE` has to be for the same voice."""
        if value and self._has("voice") and not options.voice and not routine.voice.name:
            return str(self.folder / "voice" / Path(value).name) + ("/" if _is_folder(value) else "")
        return value

    def _has(self, role: str) -> bool:
        return any(each.role == role for each in self.own)


def _is_folder(named: str) -> bool:
    return not named.endswith(".onnx")


def unpack(store: Store, own: tuple[OwnFile, ...], scratch: Path) -> Unpacked:
    """Return a worker's copies, in a folder that is made once for the same files; raises MissingPart, OSError."""
    folder = scratch / "own" / _short(repr(own))
    if own and not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(mkdtemp(dir=folder.parent))
        for each in own:
            path = unfinished / each.role / each.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                store.fetch(each.sha256, file)
        with swallowing(_log, "putting own files into place, which another thread has done", OSError):
            unfinished.replace(folder)
    return Unpacked(folder, own)


def chosen_voice() -> str:
    """Return the voice that the environment names; empty for none."""
    return os.environ.get(VARIABLE, "")
