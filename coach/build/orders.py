"""Entry of a library → an order for one file: the routine and all that was asked for, as a worker needs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.build.name_pattern import filled, texts_of
from coach.build.settings import AXES, shown
from coach.errors import CoachError, Problem, RoutineError, UsageError
from coach.export.about import Tags
from coach.export.formats import format_of
from coach.export.made_with import record_of
from coach.export.texts import TRANSCRIPT, kinds_named
from coach.routine.library import open_routine
from coach.routine.paths import SUFFIXES
from coach.routine.routine_files import named_routines
from coach.session_options import SessionOptions
from coach.sound.profiles import profile_of
from coach.speech.language import speaks

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.build.library_file import Library
    from coach.build.matrix import Entry
    from coach.errors import Place
    from coach.routine.model import Routine


@dataclass(frozen=True)
class Order:
    """One file that is wanted. It can be sent to another process: it holds the routine, and not its file."""

    path: Path
    routine: Routine
    """The routine as it was read."""
    options: SessionOptions
    tags: Tags = Tags()  # noqa: RUF009 - frozen
    bitrate: int | None = None
    mono: bool = False
    texts: tuple[str, ...] = ()
    library: str = ""

    @cached_property
    def beside(self) -> tuple[Path, ...]:
        """The texts beside it."""
        return tuple(kind.path(self.path) for kind in kinds_named(self.texts))

    @property
    def record(self) -> dict[str, Any]:
        """What is asked for, as the report of the file has it."""
        return record_of(self.options, self.tags, self.bitrate, mono=self.mono)


@dataclass(frozen=True)
class Unclear:
    """An entry of which no file can be ordered."""

    entry: Entry
    problems: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called, as its file's name may not be known."""
        chosen = sorted(self.entry.values.items(), key=lambda pair: AXES.index(pair[0]))
        return " ".join(shown(key, value) for key, value in chosen)


class OrderDesk:
    """Makes orders of the entries of a library; each routine is read once, as it is in the first moment."""

    def __init__(self, library: Library, out: Path) -> None:
        self._library, self._out = library, out
        self._routine: Callable[[Path | str], Routine | CoachError] = cache(_opened)

    def order(self, entry: Entry) -> Order | Unclear:
        """Return the order for an entry, or what is wrong with it: every problem of its routine."""
        try:
            return self._order(entry)
        except CoachError as error:
            told = error.problems if isinstance(error, RoutineError) else (error,)
            return Unclear(entry, tuple(map(str, told)))

    def _order(self, entry: Entry) -> Order:
        if entry.get("routine") is None:
            raise RoutineError([Problem(entry.place, "no routine is named for this", "add 'routine'")])
        routine = self._routine(self._file_of(entry))
        if isinstance(routine, UsageError):
            raise RoutineError([Problem(entry.place_of("routine"), str(routine))])
        if isinstance(routine, CoachError):
            raise routine
        _check_language(entry, routine)
        path = self._path(entry, routine.language)
        bitrate = entry.get("bitrate")
        if bitrate is not None:
            format_of(path).check_bitrate(bitrate)
        return Order(
            path, routine, self._options(entry), self._tags(entry), bitrate, bool(entry.get("mono")),
            tuple(_texts(entry)), self._library.path.name,
        )  # fmt: skip

    def _file_of(self, entry: Entry) -> Path | str:
        """Return the file of a routine: beside the library first, as for `use`; else a name that coach knows.

        A name means the routine in the folder of the wanted language, where there is one.
        """
        folder, name = self._library.folder, str(entry.get("routine"))
        if self._library.files:
            return folder / self._library.files.format_map({**texts_of(entry.values, ""), "routine": name})
        beside = [folder / name, *(folder / f"{name}{suffix}" for suffix in SUFFIXES)]
        found = next((path for path in beside if path.suffix in SUFFIXES and path.is_file()), None)
        in_language = f"{entry.get('language')}/{name}"
        named = in_language if in_language in named_routines() else name
        return found or (folder / name if Path(name).suffix in SUFFIXES else named)

    def _path(self, entry: Entry, language: str) -> Path:
        texts = texts_of(entry.values, language)
        try:
            return self._out / f"{filled(self._library.name, texts)}.{texts['format']}"
        except ValueError as error:
            raise RoutineError([Problem(entry.place_of("routine"), *error.args)]) from None

    def _options(self, entry: Entry) -> SessionOptions:
        conditions = entry.get("condition") or ()
        return SessionOptions(
            engine=entry.get("engine"),
            voice=self._beside(entry, "voice"),
            fill=bool(entry.get("fill")),
            length_ms=entry.get("length"),
            conditions=conditions,
            despite=tuple(name for name in entry.get("despite") or () if name in conditions),
            background=self._beside(entry, "background"),
            mix=entry.get("mix"),
            profile=profile_of(entry.get("profile") or "session").name,
            words=entry.get("words") or "full",
        )

    def _tags(self, entry: Entry) -> Tags:
        asked = {key: entry.get(key) for key in ("title", "artist", "album", "comment", "chapters", "year")}
        return Tags(**asked, cover=self._beside(entry, "cover"))

    def _beside(self, entry: Entry, key: str) -> str | None:
        """Return what was named: a file or a folder beside the library by its path, anything else as it is."""
        name = entry.get(key)
        path = self._library.folder / str(name)
        return str(path) if name is not None and path.exists() else name


def _opened(file: Path | str) -> Routine | CoachError:
    """Return a routine, or the error that it gives: it is told for each entry, and found once."""
    try:
        return open_routine(file)
    except CoachError as error:
        return error


def _check_language(entry: Entry, routine: Routine) -> None:
    """Raise RoutineError for a routine in another language than the entry's."""
    wanted = entry.get("language")
    if wanted is None or wanted == routine.language or ("-" not in wanted and speaks(routine.language, wanted)):
        return
    message = f"'{shown('routine', entry.get('routine'))}' is in '{routine.language}', and not in '{wanted}'"
    hint = "leave it out by 'exclude', or say by 'files' where the routine of each language is"
    raise RoutineError([Problem(entry.place_of("language"), message, hint)])


def _texts(entry: Entry) -> list[str]:
    return [
        *(entry.get("captions") or ()),
        *(TRANSCRIPT if entry.get("transcript") else ()),
        *(["json"] if entry.get("chapters-json") else ()),
    ]


def place_of_difference(one: Entry, other: Entry) -> tuple[Place, Place]:
    """Return the places by which two entries can be told apart: where the first thing stands in which they differ."""
    key = key_of_difference(one, other)
    return one.place_of(key), other.place_of(key)


def key_of_difference(one: Entry, other: Entry) -> str:
    """Return the first key in which two entries differ."""
    keys = sorted({**one.choice, **other.choice}, key="format".__eq__)  # that is seldom why
    return next((key for key in keys if one.get(key) != other.get(key)), "routine")
