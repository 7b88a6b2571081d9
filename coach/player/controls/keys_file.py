"""The user's keys.yaml → KeySettings, or all that is wrong in it, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from coach import yaml_document as document
from coach.errors import Place, Problem, RoutineError, UsageError
from coach.folders import config_folder
from coach.log import logger
from coach.player.controls.key_names import nearest_key, read_key
from coach.player.controls.key_settings import KeySettings
from coach.player.controls.key_values import READERS
from coach.player.session.commands import SWITCHES, VERBS
from coach.routine.loader import read_file
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coach.player.session.commands import Request

_log = logger(__name__)
UNBOUND = "none"
"""What a key of coach's own is bound to that is to ask for nothing."""
_NOT_OURS = {"ctrl+c": "interrupts coach", "ctrl+z": "stops coach until `fg`"}
_MAX_BYTES = 100_000
_EXAMPLE = "such as 'keys: {f5: next, b: none}'"
_WORDS = (*VERBS, *SWITCHES, UNBOUND)
_KNOWN = ("keys", *READERS)


class KeysError(RoutineError):
    """The user's keys.yaml has problems: nothing begins with other keys than those that were chosen."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.args = (f"{self}\nmend them, or go back to coach's own keys by `coach keys --reset`",)


def keys_file() -> Path:
    """The path of the user's keys.yaml."""
    return config_folder() / "keys.yaml"


def read_keys() -> KeySettings:
    """The user's keys; coach's own without a file. Raises KeysError with all that is wrong in it."""
    path = keys_file()
    try:
        data = read_file(path, _MAX_BYTES)
    except UsageError:  # the file is optional
        _log.debug("there is no %s, so the keys are those of coach", path)
        return KeySettings()
    except RoutineError as error:
        raise KeysError(error.problems) from error
    _log.debug("keys are changed by %s", path)
    return parse_keys(data, str(path))


def parse_keys(data: bytes, file: str) -> KeySettings:
    """The keys that a file holds; raises KeysError with all problems."""
    try:
        root, problems = document.read_document(_decode(data, file), file, "file of keys")
    except RoutineError as error:
        raise KeysError(error.problems) from None
    entries = _entries(root, file, problems)
    own = _own_keys(entries.get("keys", ""), entries, problems)
    values = {name: _value(name, entries, problems) for name in entries if name in READERS}
    settings = KeySettings(own=own, **{READERS[name].field: value for name, value in values.items()})
    problems += [] if problems else _conflicts(settings, entries)
    if problems:
        raise KeysError(problems)
    return settings


def _conflicts(settings: KeySettings, entries: document.Mapping) -> Iterator[Problem]:
    """Yield what makes settings that are right by themselves useless together."""
    for lacking in sorted(set(settings.needed) - set(settings.keys.values())):
        fault = f"no key is left for '{lacking}'"
        yield Problem(entries.places["scanning"], fault, "put it on a key, or write 'scanning: off'")
    if settings.switches == "one" and settings.pace_ms <= settings.acceptance_ms:
        fault = "a verb is over before a press of it can count"
        yield Problem(entries.places["scanning"], fault, "write a pace that is longer than the acceptance_time")


def _decode(data: bytes, file: str) -> str:
    if len(data) > _MAX_BYTES:
        raise KeysError([Problem(Place(file), f"this file is larger than {_MAX_BYTES // 1_000} kB", _EXAMPLE)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_text(data[: error.start].decode("utf-8", "replace"), file) from None
    if bad := document.find_control(text):
        raise _no_text(text[: bad.start()], file)
    return text


def _no_text(before: str, file: str) -> KeysError:
    place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return KeysError([Problem(place, "this is not text in UTF-8", "save the file as plain UTF-8 text")])


def _entries(root: object, file: str, problems: list[Problem]) -> document.Mapping:
    """The entries of a file that coach knows; an empty file has none."""
    found = document.Mapping(Place(file))
    if root is None:
        return found
    if not isinstance(root, document.Mapping):
        problems.append(Problem(Place(file), "this file holds no keys", _EXAMPLE))
        return found
    for name, value in root.items():
        found.places[name] = root.places[name]
        if name in _KNOWN:
            found[name] = value
        else:
            known = f"known here: {', '.join(_KNOWN)}; {_EXAMPLE}"
            problems.append(Problem(root.places[name], f"unknown key '{name}'", suggest(name, _KNOWN, known)))
    return found


def _value(name: str, entries: document.Mapping, problems: list[Problem]) -> Any:  # noqa: ANN401 - as its reader gives it
    """What is set under a name; anything, where it is wrong, as that is told."""
    try:
        return READERS[name].read(entries[name])
    except ValueError as error:
        message, hint = error.args
        problems.append(Problem(entries.places[name], f"{name}: {message}", hint))
        return getattr(KeySettings(), READERS[name].field)


def _own_keys(keys: object, entries: document.Mapping, problems: list[Problem]) -> dict[str, Request | None]:
    if isinstance(keys, document.Mapping):
        own = _OwnKeys(problems)
        for key, asked in keys.items():
            own.take(keys.places[key], key, asked)
        return own.asked
    if keys != "":
        problems.append(Problem(entries.places["keys"], "'keys' needs keys and verbs", _EXAMPLE))
    return {}


class _OwnKeys:
    """What a file binds to keys, and the problems found in it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.asked: dict[str, Request | None] = {}
        self._problems = problems
        self._typed: dict[str, str] = {}

    def take(self, place: Place, typed: str, asked: object) -> None:
        """Take one entry of the file, or note what is wrong with it."""
        fault = self._take_key(typed) or self._take_verb(typed, asked)
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

    def _take_verb(self, typed: str, asked: object) -> tuple[str, str] | None:
        known = f"it can be {', '.join(_WORDS[:-1])}, or {UNBOUND}"
        if not isinstance(asked, str) or not asked.strip():
            return f"'{typed}' needs a verb", known
        word = " ".join(asked.lower().split())
        if word not in _WORDS:
            return f"there is no verb '{asked}'", suggest(word, _WORDS, known)
        self.asked[cast("str", read_key(typed))] = None if word == UNBOUND else cast("Request", word)
        return None


def can_be_bound(key: str) -> bool:
    """Whether a key can stand in the file, by the name that it has in coach."""
    return read_key(key) == key and key not in _NOT_OURS
