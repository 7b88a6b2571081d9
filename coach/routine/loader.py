"""Bytes → Routine, or every problem at once with its place."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from coach.errors import Place, Problem, RoutineError, UsageError
from coach.routine.checks import check_names, check_size
from coach.routine.document import Listing, Mapping, find_control, read_document
from coach.routine.model import Background, Group, Item, Routine, Step, Voice

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MAX_BYTES = 8_000_000
"""Well over 20,000 long steps; more is not a routine."""

_TYPES = {
    "string_type": ("'{key}' needs a text", "quote it if it begins with [ or {{"),
    "string_too_short": ("'{key}' is empty", "write something after it"),
    "string_too_long": ("'{key}' is longer than {max_length:,} characters", "shorten it, or make several steps of it"),
    "duration_type": ("'{key}' needs a duration", "such as '20s', '1m30s' or '1:30'"),
    "int_parsing": ("'{key}' needs a whole number, not '{input}'", "in digits"),
    "int_type": ("'{key}' needs a whole number", "in digits"),
    "int_parsing_size": ("'{key}: {input}' is too much", "write a smaller number"),
    "greater_than_equal": ("'{key}: {input}' is too little", "at least {ge}"),
    "less_than_equal": ("'{key}: {input}' is too much", "at most {le}"),
    "list_type": ("'{key}' needs a list", "each item on a line of its own after '- ', or [one, another]"),
    "too_short": ("'{key}' is empty", "give it at least one item"),
    "too_long": ("'{key}' has more than one name", "put one group inside the other"),
    "dict_type": ("'{key}' needs a name with its values", "such as '{{hand: [left, right]}}'"),
    "literal_error": ("'{key}: {input}' is not possible", "it can be {expected}"),
    "string_pattern_mismatch": ("'{key}: {input}' is not possible", "write a short code, such as 'en' or 'pt-BR'"),
}
_EXAMPLES = {"voice": "pace: 125", "background": "sound: warm-pad"}
_MODELS: dict[int | str, type[Item]] = {"<step>": Step, "<group>": Group, "voice": Voice, "background": Background}
_MISSING = {
    "title": "add 'title: ...' at the top of the file",
    "steps": "add 'steps:', and under it each step after '- '",
}


def load_routine(path: Path | str) -> Routine:
    """Read a routine file; raises UsageError if there is none, RoutineError for what is wrong in it."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, ValueError):
        raise UsageError(f"there is no file {path}; `coach list` shows the routines that come with coach") from None
    except OSError as error:
        hint = "name a file" if isinstance(error, IsADirectoryError) else "is it yours to read?"
        raise RoutineError([Problem(Place(str(path)), f"cannot be read: {error.strerror}", hint)]) from error
    return parse_routine(data, str(path))


def parse_routine(data: bytes, file: str) -> Routine:
    """A routine from the bytes of its file; raises RoutineError with all problems."""
    document, problems = read_document(_decode(data, file), file)
    if not isinstance(document, Mapping):
        what = "this file is empty" if document in (None, "") else "this is not a routine"
        raise RoutineError([*problems, Problem(Place(file), what, "a routine begins with 'title:' and has 'steps:'")])
    problems += check_names(document)
    try:
        routine = Routine.model_validate(document)
    except ValidationError as error:
        raise RoutineError([*problems, *(_problem(detail, document) for detail in error.errors())]) from None
    if problems := [*problems, *check_size(routine)]:
        raise RoutineError(problems)
    return routine


def _decode(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        message = f"this file is larger than {MAX_BYTES // 1_000_000} MB"
        raise RoutineError([Problem(Place(file), message, "is it a routine?")])
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


def _problem(detail: ErrorDetails, document: Mapping) -> Problem:
    """Pydantic's finding in the author's words."""
    place, key = _locate(detail["loc"], document)
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return Problem(place, f"unknown key '{key}'", _nearest(key, detail["loc"]))
    if kind == "missing":
        return Problem(place, f"'{detail['loc'][-1]}' is missing", _MISSING[str(detail["loc"][-1])])
    if kind == "model_type":
        return _not_keys(place, key, detail["loc"])
    if detail["loc"][-1] == "[key]":
        return Problem(place, f"'{key}' cannot be a name", "use letters, digits and _ only")
    if "message" in context:
        return Problem(place, context["message"], context["hint"])
    message, hint = _TYPES.get(kind, (f"'{{key}}': {detail['msg']}", ""))
    values = {"key": key, "input": detail["input"], **context}
    return Problem(place, message.format(**values), hint.format(**values))


def _not_keys(place: Place, key: str, loc: tuple[int | str, ...]) -> Problem:
    if loc[-1] == "<step>":
        return Problem(place, "this is not a step", "write '- say: ...'")
    return Problem(place, f"'{key}' needs keys and values", f"such as '{key}: {{{_EXAMPLES[key]}}}'")


def _locate(loc: tuple[int | str, ...], document: Mapping) -> tuple[Place, str]:
    """The place of a finding, and the key it is about."""
    node: Any = document
    place, key = document.place, ""
    for part in loc:
        if isinstance(node, (Mapping, Listing)) and part in node.places:
            place = node.places[part]
            key = part if isinstance(part, str) else key
            node = node[part]  # type: ignore[index]
    return place, key


def _nearest(key: str, loc: tuple[int | str, ...]) -> str:
    model = _MODELS.get(loc[-2], Routine) if len(loc) > 1 else Routine
    if model is Group and key in Step.model_fields:
        return "it belongs in a step; a group has its steps under 'steps:'"
    known = [field.alias or name for name, field in model.model_fields.items()]
    near = get_close_matches(key.lower(), known, 1, cutoff=0.5)
    return f"did you mean '{near[0]}'?" if near else f"known here: {', '.join(known)}"
