"""Errors that pydantic finds in a document → problems in the author's words, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.errors import Problem
from coach.routine.background_options import BackgroundOptions
from coach.routine.breaths import BreathWords
from coach.routine.error_words import in_words
from coach.routine.guide import Guide, Last, Rhythm
from coach.routine.instead import OtherWay
from coach.routine.model import Declared, Group, Routine, Step, VoiceOptions
from coach.routine.practice import FORMS, RoundWords, Time, tag
from coach.suggestion import suggest
from coach.yaml_document import Listing, Mapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import ErrorDetails

    from coach.errors import Place
    from coach.routine.base_model import RoutineModel

    Nearest = Callable[[str, tuple[int | str, ...]], str]

_EXAMPLES = {
    "voice": "{pace: 125}",
    "pronounce": "{Raynaud: ray-NOH}",
    "background": "{sound: warm-pad}",
    "time": "40s",
    "path": "18cm",
    "across": "2.5cm",
    "in": "4s",
    "out": "6s",
    "tense": "7s",
    "release": "30s",
    "every": "4s",
    "guide": "{half: Half way., last: 10s}",
    "rhythm": "{every: 4s}",
    "last": "10s",
    "words": "{in: Breathe in., out: And out.}",
    "instead": "{arthritis: Rest your palm on theirs.}",
    "with": "{hand: left}",
    "name": "pregnancy",
    "each": "{hand: [left, right]}",
    "at": "{20s: Slower now.}",
}
_CONDITION_WORDS = "{how: {default: firmly, crps: barely at all}}"
_MODELS: dict[str, type[RoutineModel]] = {
    **{tag(key): form for key, form in FORMS.items()},
    "<step>": Step,
    "<group>": Group,
    "voice": VoiceOptions,
    "background": BackgroundOptions,
    "pause": Time,
    "guide": Guide,
    "last": Last,
    "rhythm": Rhythm,
    "cautions": Declared,
    "<words>": BreathWords,
    "words": RoundWords,
}
_MISSING = {
    "title": "add 'title: ...' at the top of the file",
    "steps": "add 'steps:', and under it each step after '- '",
}


def problem_of(detail: ErrorDetails, document: Mapping, nearest: Nearest | None = None) -> Problem:
    """Return pydantic's error as a problem in the author's words.

    `nearest` gives the hint for an unknown key, from it and its way down the document; without it, the keys are those
    of a routine.
    """
    place, key = _locate(detail["loc"], document)
    return Problem(place, *_message(detail, key, nearest or _nearest))


def _message(detail: ErrorDetails, key: str, nearest: Nearest) -> tuple[str, str]:
    """Return the message for an error, and a hint what to do."""
    kind, loc = detail["type"], detail["loc"]
    if "message" in detail.get("ctx", {}):
        return in_words(detail, key, kind)
    if kind == "extra_forbidden":
        return f"unknown key '{key}'", nearest(key, loc)
    if kind == "missing":
        missing = str(loc[-1])
        return f"'{missing}' is missing", _MISSING.get(missing) or f"add '{missing}: {_example(missing, loc)}'"
    if kind in ("model_type", "dict_type"):
        return _not_keys(key, loc)
    if kind == "too_short" and key in _EXAMPLES:
        return f"'{key}' is empty", f"such as '{key}: {_example(key, loc)}'"
    if loc[-1] == "[key]":
        kind = "name"
    return in_words(detail, key, kind)


def _not_keys(key: str, loc: tuple[int | str, ...]) -> tuple[str, str]:
    if loc[-1] == "<step>":
        return "this is not a step", "write '- say: ...'"
    if key in ("do", "pause"):
        return f"'{key}' needs a duration", "such as '20s', '1m30s' or '1:30'"
    return f"'{key}' needs keys and values", f"such as '{key}: {_example(key, loc)}'"


def _example(key: str, loc: tuple[int | str, ...]) -> str:
    """Return an example of a value for a key."""
    if "words" in loc and "do" not in loc:
        return _CONDITION_WORDS if key == "words" else "{default: firmly, crps: barely at all}"
    if "words" in loc[:-1] and loc[-1] != "<words>":
        return "..."
    if key == "words" and tag("rounds") in loc:
        return "{tense: Make a fist., release: Let go.}"
    return _EXAMPLES.get(key, "...")


def _locate(loc: tuple[int | str, ...], document: Mapping) -> tuple[Place, str]:
    """Return the place of an error, and the key that it is about."""
    node: Any = document
    place, key = document.place, ""
    for part in loc:
        if isinstance(node, Mapping) and isinstance(part, str) and part in node.places:
            place, key, node = node.places[part], part, node.get(part)
        elif isinstance(node, Listing) and isinstance(part, int):
            place, node = node.places[part], node[part]
    return place, key


def _nearest(key: str, loc: tuple[int | str, ...]) -> str:
    model = _model_at(loc)
    if model is Group and key in Step.model_fields:
        return "it belongs in a step; a group has its steps under 'steps:', or takes them with 'use:'"
    known = _keys(model)
    meant = [*known, *(_keys(Group) if model is Step else ())]
    return suggest(key.lower(), meant, f"known here: {', '.join(known)}")


def _keys(model: type[RoutineModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(loc: tuple[int | str, ...]) -> type[RoutineModel]:
    """Return the model that the key belongs to."""
    around = [part for part in loc[:-1] if isinstance(part, str)]
    if around[-2:-1] == ["instead"]:
        return OtherWay
    return _MODELS.get(around[-1], Routine) if around else Routine
