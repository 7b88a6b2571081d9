"""The user's pronounce.yaml → words with their pronunciations, or every problem at once with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.errors import Place, Problem, RoutineError, UsageError
from coach.folders import config_folder
from coach.log import logger
from coach.routine.loader import read_yaml
from coach.routine.pronounce import MOST_WORDS, check_word, pronunciation_ipa, twice_written
from coach.yaml_document import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_log = logger(__name__)
_EXAMPLE = "such as 'pronounce: {Raynaud: ray-NOH}'"


def pronunciations_file() -> Path:
    """Return the path of the user's pronounce.yaml."""
    return config_folder() / "pronounce.yaml"


def user_pronunciations() -> dict[str, str]:
    """Return the user's words, each with its broad IPA; none where there is no file. Raises RoutineError."""
    path = pronunciations_file()
    try:
        root, problems = read_yaml(path)
    except UsageError:  # the file is optional
        _log.debug("there is no %s, so no word is said as a user wants it", path)
        return {}
    _log.debug("pronunciations are read from %s", path)
    words: dict[str, str] = {}
    for place, word, typed in _entries(root, str(path), problems):
        try:
            words[check_word(word)] = pronunciation_ipa(typed)
        except ValueError as error:
            problems.append(Problem(place, *error.args))
    if problems:
        raise RoutineError(problems)
    return words


def _entries(root: object, file: str, problems: list[Problem]) -> Iterator[tuple[Place, str, object]]:
    """Yield the place, word and pronunciation of each entry under `pronounce:`; an empty file has none."""
    if root is None:
        return
    if not isinstance(root, Mapping):
        problems.append(Problem(Place(file), "this file holds no pronunciations", _EXAMPLE))
        return
    for name, value in root.items():
        if name != "pronounce":
            problems.append(Problem(root.places[name], f"unknown key '{name}'", f"known here: pronounce; {_EXAMPLE}"))
        elif isinstance(value, Mapping):
            yield from _each_once(value, problems)
        elif value != "":
            problems.append(Problem(root.places[name], "'pronounce' needs words and pronunciations", _EXAMPLE))


def _each_once(words: Mapping, problems: list[Problem]) -> Iterator[tuple[Place, str, object]]:
    if len(words) > MOST_WORDS:
        problems.append(Problem(words.place, f"more than {MOST_WORDS:,} words", "keep those that you hear"))
        return
    again = dict(twice_written(words))
    for word, typed in words.items():
        if word in again:
            fault = f"'{word}' is the same word as '{again[word]}'"
            problems.append(Problem(words.places[word], fault, "keep one of them"))
        else:
            yield words.places[word], word, typed
