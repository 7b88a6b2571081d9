"""`use: ROUTINE/TITLE` in a document → the step or section of that title, from the same folder or the library.

Documents are joined before they are validated, so that a used step is checked where it is used, with its own place.
Nothing is copied: the same mapping stands in several places, and everything that it unrolls to is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import CoachError, Problem, RoutineError
from coach.folders import LIBRARY, routines_folder
from coach.log import described, logger
from coach.routine.carried_words import carry_words, items_around
from coach.routine.inherited_words import inherit_conditions
from coach.routine.paths import OUTSIDE, SUFFIXES
from coach.routine.pronounce import folded
from coach.routine.routine_files import language_of_name
from coach.suggestion import suggest
from coach.yaml_document import MAX_DEPTH, MAX_VALUES, Listing, Mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.errors import Place

_log = logger(__name__)
_LOOKED_AT = 200
"""The most names that are compared with a wrong one."""


_UNREADABLE = object()


class _Unusable(Exception):
    """A `use` that leads nowhere: the message, and a hint what to do."""


@dataclass
class IncludeResolver:
    """A resolver that finds the steps and sections named by `use`, and reads each file once."""

    folder: Path | None
    """The folder of the routine; None for one that can only use the user's own routines and the library."""
    read: Callable[[Path], tuple[Any, list[Problem]]]
    """The function that reads a file as a document with its problems; it raises RoutineError or UsageError."""
    problems: list[Problem] = field(default_factory=list)
    _root: str = ""
    _files: dict[Path, Any] = field(default_factory=dict)
    _titles: dict[int, dict[str, list[Mapping]]] = field(default_factory=dict)
    _joined: set[int] = field(default_factory=set)
    _open: list[int] = field(default_factory=list)
    """The ids of the mappings around the one that is being joined, and of their lists of steps."""

    def join(self, document: Mapping, path: Path) -> None:
        """Put each used step or section in the place of its `use`; raise RoutineError where this becomes too much."""
        self._root = document.place.file
        self._files[path.resolve()] = document
        self._join(document)
        self._mind_too(document)
        self._pronounce_too(document)
        if message := _excess(document):
            raise RoutineError([*self.problems, Problem(document.place, message, "use less in one routine")])

    def _mind_too(self, document: Mapping) -> None:
        """Add the cautions of used routines to the document, or nobody would hear of them."""
        files = (file.get("cautions") for file in self._files.values() if isinstance(file, Mapping))
        used = [pair for them in files if isinstance(them, Listing) for pair in zip(them, them.places, strict=True)]
        own = document.get("cautions")
        if used and own is None:
            own = document["cautions"] = Listing(document.place)
            document.places["cautions"] = used[0][1]
        if isinstance(own, Listing):
            names = set(map(_caution_name, own))
            for item, place in used:
                if _caution_name(item) not in names:
                    names.add(_caution_name(item))
                    own.append(item)
                    own.places.append(place)

    def _pronounce_too(self, document: Mapping) -> None:
        """Add the pronunciations of used routines to the document, or their words would be said in another way."""
        files = (file.get("pronounce") for file in self._files.values() if isinstance(file, Mapping))
        used = [words for words in files if isinstance(words, Mapping)]
        own = document.get("pronounce")
        if used and own is None:
            own = document["pronounce"] = Mapping(document.place)
            document.places["pronounce"] = used[0].place
        if isinstance(own, Mapping):
            known = set(map(folded, own))
            for words in used:
                for word in [word for word in words if folded(word) not in known]:
                    known.add(folded(word))
                    own[word], own.places[word] = words[word], words.places[word]

    def _join(self, item: Any) -> None:  # noqa: ANN401 - as typed
        if not isinstance(item, Mapping) or id(item) in self._joined:
            return
        self._joined.add(id(item))
        self._open.append(id(item))
        if "use" in item:
            self._replace(item, item.places["use"])
        steps = _steps(item)
        self._open.append(id(steps))
        for step in steps:
            self._join(step)
        del self._open[-2:]

    def _replace(self, item: Mapping, place: Place) -> None:
        """Turn the mapping into a group whose only step is the used item."""
        try:
            found, around = self._usable(item, self._folders(place))
        except _Unusable as fault:
            message, hint = fault.args
            self.problems.append(Problem(place, message, hint))
            item["use"], found = "nothing", _stub(place)
        else:
            carry_words(item, found, around)
        steps = Listing(place)
        steps.append(found)
        steps.places.append(place)
        item["steps"], item.places["steps"] = steps, place

    def _usable(self, item: Mapping, folders: tuple[Path, ...]) -> tuple[Mapping, list[Mapping]]:
        """Return what an item uses, and what stands around that in its own file; raise _Unusable."""
        if "steps" in item:
            raise _Unusable("'use' and 'steps' in one group", "put one group inside the other")
        found, around = self._find(item["use"], folders)
        if not {id(found), id(_steps(found))}.isdisjoint(self._open):
            raise _Unusable(f"'{item['use']}' uses itself", "a step cannot stand inside itself")
        if len(self._open) > 2 * MAX_DEPTH:
            raise _Unusable(f"more than {MAX_DEPTH} levels of steps that use others", "use them directly")
        return found, around

    def _find(self, used: Any, folders: tuple[Path, ...]) -> tuple[Mapping, list[Mapping]]:  # noqa: ANN401 - as typed
        if not isinstance(used, str) or not used.strip():
            raise _Unusable("'use' needs a name", "write 'use: ROUTINE' or 'use: ROUTINE/TITLE'")
        name, title = _parts(used.strip(), folders)
        document = self._document(name, self._path(name, used, folders).resolve())
        if not title and "steps" not in document:
            self.problems.append(Problem(document.place, "'steps' is missing", "add 'steps:', and under it each step"))
            return _stub(document.place), []
        if not title:
            return _whole(document), []
        titles = self._titles_of(document)
        found = titles.get(_slug(title), [])
        if len(found) == 1:
            return found[0], items_around(document, found[0])
        if found:
            lines = " and ".join(str(item.place.line) for item in found)
            raise _Unusable(f"'{name}' has more than one '{title}', in lines {lines}", "give them different titles")
        meant, otherwise = islice(titles, _LOOKED_AT), "the title of a step, or the name of a section"
        hint = suggest(_slug(title), meant, otherwise, written=f"'{name}/{{}}'")
        raise _Unusable(f"'{name}' has no step or section called '{title}'", hint)

    def _titles_of(self, document: Mapping) -> dict[str, list[Mapping]]:
        """Return each title of a routine with the steps and sections that have it."""
        if id(document) not in self._titles:
            titles = self._titles[id(document)] = {}
            for item in _items(document):
                titles.setdefault(_slug(_title(item)), []).append(item)
            titles.pop("", None)
        return self._titles[id(document)]

    def _document(self, name: str, path: Path) -> Mapping:
        if path not in self._files:
            self._files[path] = self._read(path)
        if self._files[path] is _UNREADABLE:
            raise _Unusable(f"'{name}' cannot be used: it cannot be read", "mend that routine first")
        if not isinstance(document := self._files[path], Mapping):
            raise _Unusable(f"'{name}' is not a routine", "a routine begins with 'title:' and has 'steps:'")
        return document

    def _read(self, path: Path) -> Any:  # noqa: ANN401 - as typed
        """Return the document of a file, or _UNREADABLE; its problems are noted."""
        try:
            document, problems = self.read(path)
        except CoachError as error:
            _log.info("%s cannot be used: %s", path, described(error))
            self.problems += getattr(error, "problems", ())
            return _UNREADABLE
        self.problems += [*problems, *(inherit_conditions(document) if isinstance(document, Mapping) else ())]
        return document

    def _folders(self, place: Place) -> tuple[Path, ...]:
        """Return the folders in which a file looks for routines: its own, then the user's, then the library."""
        beside = self.folder if place.file == self._root else Path(place.file).parent
        return tuple(folder for folder in (beside, routines_folder(), LIBRARY) if folder)

    def _path(self, name: str, used: str, folders: tuple[Path, ...]) -> Path:
        if OUTSIDE.search(used):
            hint = "a routine uses what is in its own folder or in the library"
            raise _Unusable(f"'{used}' leads out of the folder", hint)
        stem = name.removesuffix(".yaml").removesuffix(".yml")
        for folder in folders:
            for path in (folder / f"{stem}{suffix}" for suffix in SUFFIXES):
                if _is_file(path):
                    if folder != LIBRARY and path.resolve().parent != folder.resolve() / Path(name).parent:
                        raise _Unusable(f"'{name}' is a link that leads out of the folder", "copy the file")
                    return path
        hint = suggest(stem, self._names(folders), "name a routine of the library or of the same folder")
        raise _Unusable(f"there is no routine called '{name}' to use", hint)

    def _names(self, folders: tuple[Path, ...]) -> list[str]:
        """Return the names of routines that can be used."""
        files = (path for folder in folders for suffix in SUFFIXES for path in folder.glob(f"*{suffix}"))
        return [path.stem for path in islice(files, _LOOKED_AT)]


def _parts(used: str, folders: tuple[Path, ...]) -> tuple[str, str]:
    """Return the name of a routine, with the folder of its language where it stands in one, and the title in it."""
    first, _, rest = used.partition("/")
    second, _, title = rest.partition("/")
    inner = f"{first}/{second}"
    if language_of_name(inner) and any(_is_file(each / f"{inner}{end}") for each in folders for end in SUFFIXES):
        return inner, title
    return first, rest


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:  # a name that no folder can hold
        _log.debug("no file: %s", described(error))
        return False


def _slug(title: str) -> str:
    return "-".join(re.findall(r"\w+", title.casefold()))


def _title(item: Mapping) -> str:
    titles = (item.get(key) for key in ("title", "section"))
    return next((title for title in titles if isinstance(title, str)), "")


def _caution_name(item: Any) -> str:  # noqa: ANN401 - as typed
    if isinstance(item, Mapping):
        return str(item.get("name") or next(iter(item), ""))
    return str(item)


def _whole(document: Mapping) -> Mapping:
    """Return all steps of a routine as a section that has its title."""
    group = Mapping(document.place)
    for key, source in (("section", "title"), ("words", "words"), ("steps", "steps")):
        if source in document:
            group[key], group.places[key] = document[source], document.places[source]
    return group


def _stub(place: Place) -> Mapping:
    """Return a step to stand where none was found, so that the rest can be checked."""
    stub = Mapping(place)
    stub["pause"], stub.places["pause"] = "0s", place
    return stub


def _steps(item: Mapping) -> list[Any]:
    steps = item.get("steps")
    return steps if isinstance(steps, Listing) else []


def _items(item: Mapping) -> Iterator[Mapping]:
    """Yield every step and group of a routine."""
    for step in _steps(item):
        if isinstance(step, Mapping):
            yield step
            yield from _items(step)


def _excess(document: Mapping) -> str:
    """Return the limit that the document passes with all that it uses, if any; each mapping is measured once."""
    measured: dict[int, tuple[int, int]] = {}

    def measure(node: Any) -> tuple[int, int]:  # noqa: ANN401 - as typed
        if not isinstance(node, (Mapping, Listing)):
            return 1, 0
        if id(node) not in measured:
            inner = [measure(each) for each in (node.values() if isinstance(node, Mapping) else node)]
            keys = len(node) if isinstance(node, Mapping) else 0
            depth = 1 + max((deep for _, deep in inner), default=0)
            measured[id(node)] = min(1 + keys + sum(size for size, _ in inner), MAX_VALUES + 1), depth
        return measured[id(node)]

    values, depth = measure(document)
    if depth > MAX_DEPTH:
        return f"with what it uses, more than {MAX_DEPTH} levels deep"
    return f"with what it uses, more than {MAX_VALUES:,} keys and values" if values > MAX_VALUES else ""
