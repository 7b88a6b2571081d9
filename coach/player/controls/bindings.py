"""Keys → verbs: the table, and what the user's keys.yaml changes in it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from coach import yaml_document as document
from coach.errors import Place, Problem, RoutineError, UsageError
from coach.folders import config_folder
from coach.log import logger
from coach.player.controls.key_names import nearest_key, read_key
from coach.player.session.commands import VERBS, Verb
from coach.routine.loader import read_file
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_log = logger(__name__)
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
"""The verb of each key, by the name that Textual gives the key; presenters and page turners send arrows or page
keys."""

HEADSET: Mapping[str, Verb] = MappingProxyType(
    {
        "play": "continue",  # not the toggle: a headset that is put on sends it while we play
        "pause": "pause",
        "play or pause": "pause or continue",
        "next": "next",
        "previous": "back",
        # Headsets send Stop when they are taken off, and cars when they lose the telephone. A session that pauses goes
        # on with one press; one that has stopped is over for somebody with closed eyes.
        "stop": "pause",
    }
)
"""The verb of each button of a headset or a lock screen."""

MAY_REPEAT: tuple[Verb, ...] = ("louder", "softer")
"""The verbs that a key which is held down asks for again and again."""

_UNBOUND = "none"
_NOT_OURS = {"ctrl+c": "interrupts coach", "ctrl+z": "stops coach until `fg`"}
_MAX_BYTES = 100_000
_EXAMPLE = "such as 'keys: {f5: next, b: none}'"


def config_file() -> Path:
    """The path of the user's keys.yaml."""
    return config_folder() / "keys.yaml"


def bindings() -> Mapping[str, Verb]:
    """The verb of each key, with the user's changes, if any; raises RoutineError with all that is wrong in them."""
    path = config_file()
    try:
        data = read_file(path, _MAX_BYTES)
    except UsageError:  # the file is optional
        _log.debug("there is no %s, so the keys are those of coach", path)
        return DEFAULTS
    _log.debug("keys are changed by %s", path)
    return parse_bindings(data, str(path))


def verb_of(key: str, bound: Mapping[str, Verb]) -> Verb | None:
    """The verb that a key asks for, or None; Caps Lock changes nothing."""
    return bound.get(key) or bound.get(key.lower())


def parse_bindings(data: bytes, file: str) -> Mapping[str, Verb]:
    """The verb of each key, with the changes that a file makes; raises RoutineError with all problems."""
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
    """Yield the place, key and verb of each entry under `keys:`; an empty file changes nothing."""
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
    """The verbs that a file binds to keys, and the problems found in it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.verbs: dict[str, Verb | None] = {}
        self._problems = problems
        self._typed: dict[str, str] = {}

    def take(self, place: Place, typed: str, verb: Any) -> None:  # noqa: ANN401 - what the user wrote
        """Take one entry of the file, or note what is wrong with it."""
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
            return f"there is no verb '{verb}'", suggest(word, (*VERBS, _UNBOUND), known)
        self.verbs[cast("str", read_key(typed))] = None if word == _UNBOUND else cast("Verb", word)
        return None
