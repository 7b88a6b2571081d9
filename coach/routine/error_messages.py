"""Errors that pydantic finds in a document → problems in the author's words, each with its place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from coach.errors import Problem
from coach.routine.background_options import BackgroundOptions
from coach.routine.breaths import BreathWords
from coach.routine.error_words import in_words
from coach.routine.guide import Guide, Last, Rhythm
from coach.routine.instead import OtherWay
from coach.routine.model import DEEDS, GROUP_ONLY, Declared, Group, Routine, Step, VoiceOptions
from coach.routine.practice import FORMS, RoundWords, Time, keys_of, tag
from coach.routine.unknown_keys import Home, problems_of_unknown
from coach.suggestion import suggest
from coach.yaml_document import Listing, Mapping
from coach.yaml_texts import Switch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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


Loc = tuple[int | str, ...]
"""The way of an error down a document, as pydantic has it."""


def problem_of(detail: ErrorDetails, document: Mapping, nearest: Nearest | None = None) -> Problem:
    """Return pydantic's error as a problem in the author's words.

    `nearest` gives the hint for an unknown key, from it and its way down the document; without it, the keys are those
    of a routine.
    """
    place, key = _locate(detail["loc"], document)
    return Problem(place, *_message(detail, key, nearest or _nearest))


def problems_of(details: Sequence[ErrorDetails], document: Mapping) -> Iterator[Problem]:
    """Yield pydantic's errors as problems in the author's words, one for each mistake.

    What is missing beside a key that nobody knows is perhaps that key, and steps are perhaps a list under another one.
    """
    unknown = defaultdict[Loc, list[str]](list)
    missing = defaultdict[Loc, list[str]](list)
    for detail in details:
        keys = {"extra_forbidden": unknown, "missing": missing}.get(detail["type"])
        if keys is not None:
            keys[detail["loc"][:-1]].append(str(detail["loc"][-1]))
    for loc, typed in unknown.items():
        mapping, model = _mapping_at(loc, document), _model_at((*loc, ""))
        homes, also = _homes(model), list[str]()
        if model is Step and mapping.keys().isdisjoint(DEEDS):
            homes, also = homes[1:], sorted(GROUP_ONLY)
        yield from problems_of_unknown(typed, mapping, _keys(model), homes, missing[loc], also)
    lists = {detail["loc"][:-1] for detail in details if isinstance(detail["input"], Listing)}
    for detail in details:
        around, kind = detail["loc"][:-1], detail["type"]
        is_perhaps_there = around in unknown or (around in lists and detail["loc"][-1] == "steps")
        if kind != "extra_forbidden" and not (kind == "missing" and is_perhaps_there):
            yield problem_of(detail, document)


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
        return _not_keys(key, loc, detail["input"])
    return _of_value(detail, key)


def _of_value(detail: ErrorDetails, key: str) -> tuple[str, str]:
    """Return the message for a value that cannot be, and what can."""
    kind, loc, typed = detail["type"], detail["loc"], detail["input"]
    if kind == "list_type" and isinstance(typed, str) and typed:
        if isinstance(typed, Switch) or typed == "none":
            return f"'{key}' needs a list", "leave it out for none"
        return f"'{key}' needs a list", f"write '{key}: [{typed}]', or each item on a line of its own after '- '"
    if kind == "int_type" and isinstance(typed, Listing) and key in GROUP_ONLY:
        return f"'{key}' needs a whole number", "in digits; its steps stand under 'steps:'"
    if kind == "too_short" and key in _EXAMPLES:
        return f"'{key}' is empty", f"such as '{key}: {_example(key, loc)}'"
    if loc[-1] == "[key]":
        kind = "name"
    return in_words(detail, key, kind)


def _not_keys(key: str, loc: Loc, typed: object) -> tuple[str, str]:
    if loc[-1] == "<step>":
        return "this is not a step", f"write '- {_as_step(typed)}'"
    if key in ("do", "pause"):
        return f"'{key}' needs a duration", "such as '20s', '1m30s' or '1:30'"
    others = ", or 'yes', or 'none'" * (loc[-1] == "<words>")
    return f"'{key}' needs keys and values", f"such as '{key}: {_example(key, loc)}'{others}"


def _as_step(typed: object) -> str:
    """Return what was typed in the place of a step as a step: a key without its ':' or its blank, or words to say."""
    if not isinstance(typed, str) or not typed:
        return "say: ..."
    first, _, rest = typed.replace(":", " ", 1).partition(" ")
    return f"{first}: {rest.strip()}" if first in Step.model_fields and rest.strip() else f"say: {typed}"


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
    known = _keys(_model_at(loc))
    return suggest(key.lower(), known, f"known here: {', '.join(known)}")


def _mapping_at(loc: Loc, document: Mapping) -> Mapping:
    """Return the mapping that an error is about."""
    node: Any = document
    mapping = document
    for part in loc:
        inner = node.get(str(part)) if isinstance(node, Mapping) else node[part] if isinstance(part, int) else None
        node = node if inner is None else inner
        mapping = node if isinstance(node, Mapping) else mapping
    return mapping


def _homes(model: type[RoutineModel]) -> list[Home]:
    """Return the places where keys belong that do not belong in a model."""
    if model is Step:
        return [_IN_A_GROUP, *(_under(key, keys) for key, keys in _PARTS_OF_A_STEP.items())]
    if model is Routine:
        return [*(_under(key, keys) for key, keys in _PARTS_OF_A_ROUTINE.items()), _IN_A_STEP]
    if model is Group:
        return [_IN_A_STEP]
    return [_BESIDE] if model in _WITHIN_A_STEP else []


def _under(key: str, keys: Iterable[str]) -> Home:
    return Home(frozenset(keys), f"belong under '{key}'", f"write '{key}: {{{{{{pairs}}}}}}'")


def _keys(model: type[RoutineModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(loc: tuple[int | str, ...]) -> type[RoutineModel]:
    """Return the model that the key belongs to."""
    around = [part for part in loc[:-1] if isinstance(part, str)]
    if around[-2:-1] == ["instead"]:
        return OtherWay
    return _MODELS.get(around[-1], Routine) if around else Routine


_PARTS_OF_A_STEP: dict[str, list[str]] = {
    "do": [key for form in FORMS for key in keys_of(form)],
    "guide": _keys(Guide),
    "rhythm": _keys(Rhythm),
}
_PARTS_OF_A_ROUTINE = {"voice": _keys(VoiceOptions), "background": _keys(BackgroundOptions)}
_WITHIN_A_STEP = {*FORMS.values(), Time, Guide, Last, Rhythm}
_OF_A_STEP = frozenset(_keys(Step)) - frozenset(_keys(Group))
_IN_A_STEP = Home(_OF_A_STEP, "belong in a step", "give it a step of its own, '- {pairs}', under 'steps:' or before it")
_IN_A_GROUP = Home(
    GROUP_ONLY,
    "belong to a group of steps, and this is a step",
    "write '- {pairs}' with 'steps:' below it, and this step under that",
)
_BESIDE = Home(_OF_A_STEP, "belong in the step itself", "write it in a line of its own, under 'say' or 'do'")
_ALL_MODELS: list[type[RoutineModel]] = [Routine, *_MODELS.values()]
KEYS = frozenset(key for model in _ALL_MODELS for key in _keys(model))
"""All keys of the language."""
