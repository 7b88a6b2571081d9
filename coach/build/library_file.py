"""library.yaml → Library, or every problem at once with its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError, WithJsonSchema

from coach.build.matrix import Matrix, Rule
from coach.build.name_pattern import default_pattern, leads_out, pattern_problems
from coach.build.settings import AXES, Settings, Value
from coach.errors import Place, Problem, RoutineError
from coach.routine.base_model import RoutineModel
from coach.routine.error_messages import problem_of
from coach.routine.loader import read_yaml
from coach.routine.texts import Text  # noqa: TC001 - pydantic reads the annotations
from coach.suggestion import suggest
from coach.yaml_document import Listing, Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TO_FIND = "`coach help build` shows how one is written"
_RULES = ("include", "exclude")


class LibraryFile(RoutineModel):
    """A library: which sessions there are, and what their files are called."""

    matrix: Annotated[Any, WithJsonSchema({"type": "object"})]
    """Axes, each with a list of values: a file is made for each combination, but for what `exclude` and `include`
    say."""
    name: Text | None = None
    """The name of a file, without its suffix, such as `{language}/{routine}-{length}`."""
    files: Text | None = None
    """The file of a routine beside the library, such as `{language}/{routine}.yaml`; without it, `routine` says it."""
    options: Annotated[Settings, Field(default_factory=Settings)]
    """What holds for all files, unless the matrix says otherwise."""


@dataclass(frozen=True)
class Library:
    """A library as it was read."""

    path: Path
    matrix: Matrix
    name: str
    """The pattern of the files' names."""
    files: str | None
    """The pattern of the routines' files."""
    options: dict[str, Value]

    @property
    def folder(self) -> Path:
        """The folder in which its routines, sounds and pictures stand."""
        return self.path.parent


def read_library(path: Path) -> Library:
    """Read a library's file; nothing that it names is opened.

    Raises:
        UsageError: If there is no such file.
        RoutineError: For what is wrong in it, all at once, each with file, line and column.
    """
    document, problems = read_yaml(path, "library", _TO_FIND)
    if not isinstance(document, Mapping):
        what = "this file is empty" if document in (None, "") else "this is not a library"
        raise RoutineError([*problems, Problem(Place(str(path)), what, _TO_FIND)])
    matrix = _read_matrix(document, problems)
    problems += _pattern_problems(document)
    try:
        file = LibraryFile.model_validate(document)
    except ValidationError as error:
        raise RoutineError([*problems, *(problem_of(each, document, _nearest) for each in error.errors())]) from None
    options = file.options.given()
    if matrix and not any("routine" in named for named in (matrix.axes, options, *(r.choice for r in matrix.include))):
        problems.append(Problem(matrix.place, "no routine is named", "add 'routine: [...]', or name one in 'options'"))
    if problems:
        raise RoutineError(problems)
    return Library(path, matrix, file.name or default_pattern(matrix.axes), file.files, options)


def _pattern_problems(document: Mapping) -> Iterator[Problem]:
    for key in ("name", "files"):
        if not isinstance(pattern := document.get(key), str):
            continue
        place = document.places[key]
        found = [*pattern_problems(pattern, partial(_place_in, document, key, pattern))]
        yield from found
        if key == "name" and not found and leads_out(pattern):
            hint = "use letters, digits, - and, for a folder, /"
            yield Problem(place, f"'{pattern}' leads out of the folder, or is no name", hint)


def _place_in(document: Mapping, key: str, text: str, offset: int) -> Place:
    """Return the place of a character of a text, or that of its key if it is not found."""
    place = document.places[key]
    return (document.source and document.source.find(place, text, offset)) or place


def _nearest(key: str, loc: tuple[int | str, ...]) -> str:
    """Return the hint for a key that there is not."""
    known = AXES if len(loc) > 1 else tuple(LibraryFile.model_fields)
    return suggest(key.lower(), known, f"known here: {', '.join(known)}")


def _read_matrix(document: Mapping, problems: list[Problem]) -> Matrix:
    """Return the matrix, and add what is wrong in it to the problems."""
    node = document.get("matrix")
    if not isinstance(node, Mapping):
        if node is not None or "matrix" in document:
            hint = "write each axis on a line of its own, such as 'length: [5m, 10m]'"
            problems.append(
                Problem(document.places.get("matrix", document.place), "'matrix' needs keys and values", hint)
            )
        return Matrix(place=document.place)
    axes = {key: tuple(_values(node, key, problems)) for key in node if key not in _RULES}
    include, exclude = (tuple(_rules(node, key, problems)) for key in _RULES)
    for rule in exclude:
        for key in rule.choice.keys() - axes.keys():
            hint = suggest(key, axes, f"the axes are {', '.join(axes)}")
            problems.append(Problem(rule.choice[key].place, f"'{key}' is no axis of this matrix", hint))
    if not axes and not include:
        problems.append(Problem(document.places["matrix"], "'matrix' is empty", "such as 'routine: [desk-break]'"))
    return Matrix(axes, include, exclude, document.places["matrix"])


def _listing(node: Mapping, key: str, problems: list[Problem]) -> Iterator[tuple[Any, Place]]:
    """Yield the items of a list with their places; what is no list, or is empty, is a problem."""
    found = node[key]
    if not isinstance(found, Listing):
        hint = "each item on a line of its own after '- ', or [one, another]"
        problems.append(Problem(node.places[key], f"'{key}' needs a list", hint))
        return
    if not found:
        problems.append(Problem(node.places[key], f"'{key}' is empty", "give it at least one item"))
    yield from zip(found, found.places, strict=True)


def _values(node: Mapping, key: str, problems: list[Problem]) -> Iterator[Value]:
    """Yield the values of an axis."""
    if key not in AXES:
        known = (*AXES, *_RULES)
        problems.append(
            Problem(node.places[key], f"unknown axis '{key}'", suggest(key, known, f"known: {', '.join(known)}"))
        )
        return
    seen: list[object] = []
    for item, place in _listing(node, key, problems):
        settings = _settings(_mapping(key, item, place), problems)
        for value in settings.given().values() if settings else ():
            if value.value in seen:
                problems.append(Problem(place, f"'{key}' has '{item}' twice", "keep one of them"))
            seen.append(value.value)
            yield value


def _mapping(key: str, item: Any, place: Place) -> Mapping:  # noqa: ANN401 - as typed
    """Return a value of an axis as an item of `include` would say it."""
    mapping = Mapping(place)
    mapping[key], mapping.places[key] = item, place
    return mapping


def _rules(node: Mapping, key: str, problems: list[Problem]) -> Iterator[Rule]:
    for item, place in _listing(node, key, problems) if key in node else ():
        if not isinstance(item, Mapping) or not item:
            problems.append(Problem(place, f"an item of '{key}' needs keys", "such as '{routine: desk-break}'"))
        elif settings := _settings(item, problems):
            yield Rule(settings.given(), place)


def _settings(document: Mapping, problems: list[Problem]) -> Settings | None:
    try:
        return Settings.model_validate(document)
    except ValidationError as error:
        problems += [problem_of(each, document, lambda key, loc: _nearest(key, ("", *loc))) for each in error.errors()]
        return None
