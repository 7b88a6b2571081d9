"""Keys → verbs: the table, and what the user's keys.yaml changes in it."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from coach import yaml_document as document
from coach.errors import Place, Problem, RoutineError, UsageError
from coach.player.controls.key_names import nearest_key, read_key
from coach.player.session.commands import VERBS, Verb
from coach.routine.loader import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KEYS: dict[Verb, str] = {
    "next": "right pagedown enter n",
    "back": "left pageup p",
    # The buttons of presenters: F5 and Shift+F5 start a show (a terminal may call the latter F17), the same button ends
    # it by Escape, b and . blacken the screen. Nothing that a presenter sends may end a session.
    "pause or continue": "space f5 shift+f5 f17 escape b full_stop",
    "repeat": "r",
    "more time": "m",
    "slower": "s",
    "faster": "f",
    "how long": "t h",
    "louder": "up plus equals_sign",  # = is + without Shift
    "softer": "down minus",
    "stop": "q",
}
DEFAULTS: Mapping[str, Verb] = MappingProxyType({key: verb for verb, keys in _KEYS.items() for key in keys.split()})
"""Names of keys, as textual gives them → verbs. Presenters and page turners send arrows or page keys."""

_UNBOUND = "none"
_NOT_OURS = {"ctrl+c": "interrupts coach", "ctrl+z": "stops coach until `fg`"}
_MAX_BYTES = 100_000
_EXAMPLE = "such as 'keys: {f5: next, b: none}'"


def config_file() -> Path:
    """Where the user's keys are: `COACH_CONFIG`/keys.yaml if it is set, else in the user's config folder."""
    from platformdirs import user_config_path

    chosen = os.environ.get("COACH_CONFIG")
    return (Path(chosen) if chosen else user_config_path("coach", appauthor=False)) / "keys.yaml"


def bindings() -> Mapping[str, Verb]:
    """The table with the user's changes, if there are any; raises RoutineError with all that is wrong in them."""
    path = config_file()
    try:
        data = read_file(path, _MAX_BYTES)
    except UsageError:
        return DEFAULTS  # nobody has to have such a file
    return parse_bindings(data, str(path))


def verb_of(key: str, bound: Mapping[str, Verb]) -> Verb | None:
    """What a key asks for; Caps Lock changes nothing."""
    return bound.get(key) or bound.get(key.lower())


def parse_bindings(data: bytes, file: str) -> Mapping[str, Verb]:
    """The table with the changes of a file; raises RoutineError with all problems."""
    keys, problems = document.read_document(_decode(data, file), file)
    changes = _Changes(problems)
    for place, key, verb in _entries(keys, file, problems):
        changes.take(place, key, verb)
    if problems:
        raise RoutineError(problems)
    return {key: verb for key, verb in {**DEFAULTS, **changes.verbs}.items() if verb}


def _decode(data: bytes, file: str) -> str:
    if len(data) > _MAX_BYTES:
        raise RoutineError([Problem(Place(file), f"this file is larger than {_MAX_BYTES // 1_000} kB", _EXAMPLE)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_text(data[: error.start].decode("utf-8", "replace"), file) from None
    if bad := document.find_control(text):
        raise _no_text(text[: bad.start()], file)
    return text


def _no_text(before: str, file: str) -> RoutineError:
    place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return RoutineError([Problem(place, "this is not text in UTF-8", "save the file as plain UTF-8 text")])


def _entries(root: Any, file: str, problems: list[Problem]) -> Iterator[tuple[Place, str, Any]]:  # noqa: ANN401
    """What stands under `keys:`; an empty file changes nothing."""
    if root is None:
        return
    if not isinstance(root, document.Mapping):
        problems.append(Problem(Place(file), "this file holds no keys", _EXAMPLE))
        return
    for name, value in root.items():
        if name != "keys":
            problems.append(Problem(root.places[name], f"unknown key '{name}'", f"known here: keys; {_EXAMPLE}"))
        elif isinstance(value, document.Mapping):
            yield from ((value.places[key], key, verb) for key, verb in value.items())
        elif value != "":
            problems.append(Problem(root.places[name], "'keys' needs keys and verbs", _EXAMPLE))


class _Changes:
    """What a file binds, and the problems of that."""

    def __init__(self, problems: list[Problem]) -> None:
        self.verbs: dict[str, Verb | None] = {}
        self._problems = problems
        self._typed: dict[str, str] = {}

    def take(self, place: Place, typed: str, verb: Any) -> None:  # noqa: ANN401 - what the user wrote
        """One entry."""
        fault = self._take_key(typed) or self._take_verb(typed, verb)
        if fault:
            self._problems.append(Problem(place, *fault))

    def _take_key(self, typed: str) -> tuple[str, str] | None:
        key = read_key(typed)
        if key is None:
            return f"there is no key '{typed}'", nearest_key(typed)
        if key in _NOT_OURS:
            return f"'{typed}' cannot be bound", f"it {_NOT_OURS[key]}"
        if key in self._typed:
            return f"'{typed}' is the same key as '{self._typed[key]}'", "keep one of them"
        self._typed[key] = typed
        return None

    def _take_verb(self, typed: str, verb: Any) -> tuple[str, str] | None:  # noqa: ANN401
        known = f"it can be {', '.join(VERBS)}, or {_UNBOUND}"
        if not isinstance(verb, str) or not verb.strip():
            return f"'{typed}' needs a verb", known
        word = " ".join(verb.lower().split())
        if word not in (*VERBS, _UNBOUND):
            near = get_close_matches(word, (*VERBS, _UNBOUND), 1)
            return f"there is no verb '{verb}'", f"did you mean '{near[0]}'?" if near else known
        self.verbs[cast("str", read_key(typed))] = None if word == _UNBOUND else cast("Verb", word)
        return None
