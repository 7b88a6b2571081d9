"""Faults that pydantic finds in one value → the author's words, whatever language or file it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.errors import Place, Problem
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic_core import ErrorDetails

_TYPES = {
    "string_type": ("'{key}' needs a text", "quote it if it begins with [ or {{"),
    "string_too_short": ("'{key}' is empty", "write something after it"),
    "string_too_long": ("'{key}' is longer than {max_length:,} characters", "shorten it, or make several steps of it"),
    "duration_type": ("'{key}' needs a duration", "such as '20s', '1m30s' or '1:30'"),
    "length_type": ("'{key}' needs a length", "such as '18cm' or '1in'"),
    "speed_type": ("'{key}' needs a speed", "such as '3cm/s'"),
    "int_parsing": ("'{key}' needs a whole number, not '{input}'", "in digits"),
    "int_type": ("'{key}' needs a whole number", "in digits"),
    "int_parsing_size": ("'{key}: {input}' is too much", "write a smaller number"),
    "greater_than_equal": ("'{key}: {input}' is too little", "at least {ge}"),
    "less_than_equal": ("'{key}: {input}' is too much", "at most {le}"),
    "list_type": ("'{key}' needs a list", "each item on a line of its own after '- ', or [one, another]"),
    "too_short": ("'{key}' is empty", "give it at least one item"),
    "too_long": ("'{key}' has more than one name", "put one group inside the other"),
    "literal_error": ("'{key}: {input}' is not possible", "it can be {expected}"),
    "no_default": ("'{key}' has no 'default'", "add 'default: ...', what all others hear; it can be 'none'"),
    "name": ("'{key}' cannot be a name", "use letters, digits and _ only"),
    "string_pattern_mismatch": ("'{key}: {input}' is not possible", "write a short code, such as 'en' or 'pt-BR'"),
    "model_type": ("'{key}' cannot be {input!r}", "a time is a text, such as '20s'; else write its keys and values"),
    "dict_type": ("'{key}' cannot be {input!r}", "write its keys and values"),
}


def in_words(detail: ErrorDetails, key: str, kind: str) -> tuple[str, str]:
    """Return the message for a fault of a kind in the value of a key, and a hint what to do."""
    context = detail.get("ctx", {})
    if "message" in context:
        return context["message"], context["hint"]
    message, hint = _TYPES.get(kind, (f"'{{key}}': {detail['msg']}", ""))
    values = {"key": key, "input": detail["input"], **context}
    return message.format(**values), hint.format(**values)


def problems_of_call(name: str, found: Sequence[ErrorDetails], keys: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Return the faults of what a program gave to a model of this name as problems, each with its way down there.

    `keys` has those of each model, by its tag.
    """
    return [_problem(name, detail, keys) for detail in found]


def _problem(name: str, detail: ErrorDetails, keys: Mapping[str, Sequence[str]]) -> Problem:
    loc, tags = detail["loc"], [f"<{name.lower()}>"]
    way = name
    for part in loc:
        if isinstance(part, int):
            way += f"[{part}]"
        elif part.startswith("<"):
            tags.append(part)
        elif part != "[key]":
            way += f".{part}"
    key = next((part for part in reversed(loc) if isinstance(part, str) and not part.startswith(("<", "["))), name)
    place = Place(way, 0, 0)
    if detail["type"] == "extra_forbidden":
        known = keys.get(tags[-1], ()) if loc[:-1] == () or loc[-2] == tags[-1] else ()
        otherwise = f"known here: {', '.join(known)}" if known else ""
        return Problem(place, f"unknown key '{key}'", suggest(key, known, otherwise))
    if detail["type"] == "missing":
        return Problem(place, f"'{key}' is missing")
    return Problem(place, *in_words(detail, key, detail["type"]))
