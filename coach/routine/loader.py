"""Bytes → Routine, or every problem at once with its place."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from coach.argument_types import A_PATH, takes
from coach.errors import Place, Problem, RoutineError, UsageError
from coach.files import NotARegularFile, read_regular_file
from coach.gc_pause import gc_paused
from coach.routine.error_messages import KEYS, problems_of
from coach.routine.hidden_names import check_hidden
from coach.routine.includes import IncludeResolver
from coach.routine.inherited_words import inherit_conditions
from coach.routine.limits_check import check_names, check_size, check_written
from coach.routine.model import Routine
from coach.routine.routine_files import find_routine
from coach.yaml_document import Mapping, find_control, read_document
from coach.yaml_texts import CutOff

if TYPE_CHECKING:
    from collections.abc import Mapping as Mapping_

_MOST_READINGS = 5
"""The most times that a file is read, each time with more of the keys that were meant."""
MAX_BYTES = 8_000_000
"""The most bytes of a routine file: well over 20,000 long steps."""
_OTHERWISE: dict[type[OSError], str] = {
    IsADirectoryError: "name a file",
    NotARegularFile: "name a file, or pipe it in and name it -",
}
"""The hints for a path at which something other than a regular file is found."""
_TO_FIND = "`coach list` shows the routines that come with coach"


@takes(path=A_PATH)
def load_routine(path: Path | str) -> Routine:
    r"""Read a routine.

    Args:
        path: Its file, or its name, as `coach list` shows it; a `Path` is always a file. What it uses is looked for
            beside it, among one's own routines and in the library.

    Returns:
        A `Routine`, a frozen value with the steps as they are written.

    Raises:
        UsageError: If there is no such routine, and for what is no path.
        RoutineError: For what is wrong in it, all at once, each with file, line and column.

    Example:
        >>> import coach, os, tempfile
        >>> path = os.path.join(tempfile.mkdtemp(), "rest.yaml")
        >>> with open(path, "w") as file:
        ...     _ = file.write("title: A rest\nsteps:\n  - say: Let your shoulders sink.\n    do: 20s\n")
        >>> coach.load_routine(path).title
        'A rest'
        >>> coach.load_routine("desk-break").title
        'Five minutes for tired hands'
    """
    path = find_routine(path) if isinstance(path, str) else Path(path)
    return parse_routine(read_file(path), str(path), path.parent)


def read_routine() -> Routine:
    """Return the routine on standard input, which can use the user's own and the library; raise RoutineError."""
    return parse_routine(read_input(), "<stdin>")


def read_input(most: int = MAX_BYTES) -> bytes:
    """Return the bytes of standard input, `most` + 1 of them if it is larger; none where it is closed."""
    return sys.stdin.buffer.read(most + 1) if sys.stdin else b""


def read_source(path: Path) -> bytes:
    """Return the bytes of a routine file; raise UsageError, or RoutineError if it is too large or cannot be read."""
    data = read_file(path)
    _check_bytes(data, str(path))
    return data


def _check_bytes(data: bytes, file: str) -> None:
    if len(data) > MAX_BYTES:
        message = f"this file is larger than {MAX_BYTES // 1_000_000} MB"
        raise RoutineError([Problem(Place(file), message, "is it a routine?")])


def read_file(path: Path, most: int = MAX_BYTES, hint: str = _TO_FIND) -> bytes:
    """Return the bytes of a regular file, `most` + 1 of them if it is larger.

    Raises UsageError if there is no such file, RoutineError if it cannot be read.
    """
    try:
        return read_regular_file(path, most + 1)
    except (FileNotFoundError, ValueError):
        raise UsageError(f"there is no file {path}; {hint}") from None
    except OSError as error:
        hint = _OTHERWISE.get(type(error), "is it yours to read?")
        raise RoutineError([Problem(Place(str(path)), f"cannot be read: {error.strerror}", hint)]) from error


@gc_paused()
def parse_routine(data: bytes, file: str, folder: Path | None = None) -> Routine:
    """Return the routine that the bytes of a file hold; raise RoutineError with all problems.

    It can use routines of the `folder`, of the user's own and of the library. Where it has unknown keys, the file is
    read again with those that were meant: so each is told once, and what stands under it is looked at, too.
    """
    text, meant, told = _decode(data, file), dict[Place, str](), list[Problem]()
    for _ in range(_MOST_READINGS):
        try:
            routine = _parse(text, file, folder, meant)
        except RoutineError as error:
            found = [problem for problem in error.problems if problem.place not in meant]
            unknown = [problem for problem in found if problem.meant]
            if not unknown:
                raise RoutineError([*told, *found]) from None
            told += unknown
            meant |= {problem.place: problem.meant for problem in unknown}
        else:
            if not told:
                return routine.read_from(data)
            break
    raise RoutineError(told)


def _parse(text: str, file: str, folder: Path | None, meant: Mapping_[Place, str]) -> Routine:
    """Return the routine of a text, at some places of which other keys are meant; raise RoutineError."""
    document, problems = read_document(text, file, keys=KEYS, meant=meant)
    if not isinstance(document, Mapping):
        what = "this file is empty" if document in (None, "") else "this is not a routine"
        raise RoutineError([*problems, Problem(Place(file), what, "a routine begins with 'title:' and has 'steps:'")])
    problems += inherit_conditions(document)
    joiner = IncludeResolver(folder, partial(read_yaml, meant=meant), problems)
    joiner.join(document, Path(file))
    if too_long := [*check_written(document)]:
        raise RoutineError([*problems, *too_long])
    problems += [*check_names(document), *check_hidden(document)]
    try:
        routine = Routine.model_validate(document)
    except ValidationError as error:
        found = [detail for detail in error.errors() if not isinstance(detail["input"], CutOff)]
        raise RoutineError([*problems, *problems_of(found, document)]) from None
    if problems := [*problems, *check_size(routine)]:
        raise RoutineError(problems)
    return routine


def read_yaml(
    path: Path, kind: str = "routine", hint: str = _TO_FIND, meant: Mapping_[Place, str] = MappingProxyType({})
) -> tuple[Any, list[Problem]]:
    """Return a YAML file as a document, and the problems in it; messages call it a `kind`.

    Raises UsageError if there is no such file, with the hint, and RoutineError if it is none or cannot be read.
    """
    return read_document(_decode(read_file(path, hint=hint), str(path)), str(path), kind, meant=meant)


def _decode(data: bytes, file: str) -> str:
    _check_bytes(data, file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_at(data[: error.start].decode("utf-8", "replace"), file)
        raise RoutineError([Problem(place, "this is not text in UTF-8", "save the file as plain UTF-8 text")]) from None
    if bad := find_control(text):
        place = _place_at(text[: bad.start()], file)
        raise RoutineError(
            [Problem(place, f"control character U+{ord(bad[0]):04X}", "remove it; is this a text file?")]
        )
    return text


def _place_at(before: str, file: str) -> Place:
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
