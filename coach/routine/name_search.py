"""What somebody types for a routine (a part of its name, in any case, or words) → the one name that it fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from typing import TYPE_CHECKING

from coach.errors import RoutineError, UsageError, one_line
from coach.log import described, logger
from coach.routine.library import STANDARD_INPUT, file_called, is_path, no_such_routine
from coach.routine.loader import read_source
from coach.routine.routine_files import language_of_name, named_routines
from coach.suggestion import suggest
from coach.yaml_document import top_level_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

_log = logger(__name__)
_SHORTEST = 3
"""The fewest Latin letters of a word by which a routine is found: fewer are in half of all names."""
_MOST_SHOWN = 3
_LIKENESS = 0.75
"""How much of a typed word has to be the same as one of a routine's, as `difflib` counts it."""


class AmbiguousName(UsageError):
    """What somebody typed for a routine fits several.

    Args:
        typed: What was typed.
        titles: The best of them, each name with its title.
        of: How many there are.

    Example:
        >>> print(AmbiguousName("hands", {"sore-hands": "Comfort for sore hands"}, 6))
        'hands' fits 6 routines; type more of the one that is meant:
          sore-hands: Comfort for sore hands
          and 5 more; `coach list` shows all
    """

    has_lines = True

    def __init__(self, typed: str, titles: Mapping[str, str], of: int) -> None:
        self.typed, self.titles, self.of = typed, dict(titles), of
        shown = [f"  {one_line(f'{name}: {title}')}" for name, title in titles.items()]
        more = [f"  and {of - len(titles)} more; `coach list` shows all"] if of > len(titles) else []
        heading = one_line(f"'{typed}' fits {of} routines; type more of the one that is meant:")
        super().__init__("\n".join([heading, *shown, *more]))


class _Fit(IntEnum):
    """How well what was typed fits a routine; the best first."""

    NAME = 0
    """It has all words of the name, or of the title, and no others."""
    WORDS_OF_NAME = 1
    WORDS = 2
    """Its words are words of the name or of the title."""
    PARTS = 3
    """Its words are parts of those."""
    NONE = 4


@dataclass(frozen=True)
class _Named:
    """A routine as it can be asked for."""

    name: str
    title: str

    def fit(self, typed: Sequence[str]) -> _Fit:
        of_name, of_title = _words(self.name), _words(self.title)
        if [*typed] in (of_name, of_title):
            return _Fit.NAME
        if not any(len(word) >= _SHORTEST or not word.isascii() for word in typed):
            return _Fit.NONE
        if {*typed} <= {*of_name}:
            return _Fit.WORDS_OF_NAME
        if {*typed} <= {*of_name, *of_title}:
            return _Fit.WORDS
        parts = all(_is_part(word, (*of_name, *of_title)) for word in typed)
        return _Fit.PARTS if parts else _Fit.NONE

    def is_like(self, typed: Sequence[str]) -> bool:
        """Whether each of some words is nearly one of its own."""
        own = (*_words(self.name), *_words(self.title))
        return all(any(SequenceMatcher(None, word, each).ratio() >= _LIKENESS for each in own) for word in typed)


def is_named_exactly(name: str) -> bool:
    """Whether this is a routine's whole name, a path, or standard input: then nothing else can be meant by it."""
    return name == STANDARD_INPUT or name in named_routines() or is_path(name)


def routine_meant(typed: str) -> str:
    """Return the name, or the path, of the routine that is meant by what somebody typed.

    A whole name or a path is always taken for itself, and what is the name of a file here but for its suffix for that
    file. Else the words that were typed, in any case, are looked for in names and titles; where they fit some better
    than others, only those count. Those in the folder of a language are found where no other is meant: by their
    language, or by a word of it.

    Raises:
        AmbiguousName: They fit several routines equally well.
        UsageError: They fit none.

    Example:
        >>> routine_meant("caregiver"), routine_meant("Desk-Break"), routine_meant("de paced")
        ('caregiver-hand-massage', 'desk-break', 'de/paced-breathing')
        >>> routine_meant("hand massage")
        Traceback (most recent call last):
        coach.routine.name_search.AmbiguousName: 'hand massage' fits 2 routines; type more of the one that is meant:
          caregiver-hand-massage: Hand massage for someone you care for
          self-hand-massage: Self hand massage
    """
    if is_named_exactly(typed):
        return typed
    if file := file_called(typed):
        return file
    words, routines = _words(typed), [*_routines()]
    in_language = [each for each in routines if language_of_name(each.name)]
    others = [each for each in routines if each not in in_language]
    fits = _fits(words, others) or _fits(words, in_language)
    best = [each for fit, _, each in fits if fit == fits[0][0]]
    if len(best) > 1:
        raise AmbiguousName(typed, {each.name: each.title for _, _, each in fits[:_MOST_SHOWN]}, len(fits))
    if not best:
        raise no_such_routine(typed, _hint(typed, words, routines))
    return best[0].name


def routines_meant(words: Sequence[str]) -> list[str]:
    """Return the names of the routines that are meant by words: of one, where all of them together name it.

    Raises:
        AmbiguousName: The words together, or one of them, fit several routines equally well.
        UsageError: One of them fits none; or all of them do, which are words of one name then.

    Example:
        >>> routines_meant(["caregiver", "massage"]), routines_meant(["desk", "sore"])
        (['caregiver-hand-massage'], ['desk-break', 'sore-hands'])
    """
    whole: UsageError | None = None
    if not any(map(is_named_exactly, words)):
        try:
            return [routine_meant(" ".join(words))]
        except UsageError as error:
            if len(words) == 1 or isinstance(error, AmbiguousName):
                raise
            whole = error
    found: list[str] = []
    refused: list[UsageError] = []
    for word in words:
        try:
            found.append(routine_meant(word))
        except UsageError as error:
            refused.append(error)
    if refused:
        raise refused[0] if found or whole is None else whole
    return found


def _fits(words: Sequence[str], routines: Collection[_Named]) -> list[tuple[_Fit, str, _Named]]:
    """Return the routines that some words fit, the best first."""
    return sorted((fit, each.name, each) for each in routines if words and (fit := each.fit(words)) < _Fit.NONE)


def _hint(typed: str, words: Sequence[str], routines: Collection[_Named]) -> str:
    """Return which name was perhaps meant by one that fits none, or how to find one."""
    like = [each.name for each in routines if words and each.is_like(words)]
    like = [name for name in like if not language_of_name(name)] or like
    return suggest(typed, [each.name for each in routines], f"did you mean '{like[0]}'?" if len(like) == 1 else "")


def _routines() -> Iterator[_Named]:
    for name, path in named_routines().items():
        yield _Named(name, _title(path) or name)


def _title(path: Path) -> str:
    """Return a routine's title; of one that cannot be read, nothing: whatever is wrong with it is told when it is."""
    try:
        text = read_source(path).decode("utf-8-sig", errors="replace")
    except (RoutineError, UsageError) as error:
        _log.info("it has no title: %s", described(error))
        return ""
    return top_level_text(text, "title") or ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _is_part(word: str, words: Collection[str]) -> bool:
    return word in words or (len(word) >= _SHORTEST and any(word in each for each in words))
