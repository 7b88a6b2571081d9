"""A routine that a program made → what the loader tells of a file: that it never ends, or uses a name never set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.errors import Problem, RoutineError
from coach.routine.base_model import RoutineModel
from coach.routine.limits_check import NEVER_SET, check_size
from coach.routine.model import Group, Routine, Step
from coach.routine.narration import ROUND_NAMES, Narration, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_made(routine: Routine) -> None:
    """Raise RoutineError for a routine that stands in no file, and cannot be unrolled.

    Example:
        >>> check_made(Routine(title="A rest", steps=[{"say": "Rest your {hand}.", "do": "20s"}]))
        Traceback (most recent call last):
        coach.errors.RoutineError: routine:1:1: {hand} is never set (set it in a group around it)
    """
    if routine.known_place(""):
        return
    if problems := [*check_size(routine), *_unset(routine, frozenset())]:
        raise RoutineError(problems)


def _unset(item: Routine | Group | Step, outer: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each {name} in the texts of an item that nothing around it sets."""
    known = outer | frozenset(item.words or ())
    if isinstance(item, Group):
        known = (known - item.hidden) | {*item.names[0], *(ROUND_NAMES if item.is_loop else ())}
    used = {name for key, value in item if key not in (*_OUTER, "steps") for name in _names(value)} - known
    used |= {name for key, value in item if key in _OUTER for name in _names(value)} - outer
    for name in sorted(used):
        yield Problem(item.place(), f"{{{name}}} is never set", "set it in a group around it", NEVER_SET)
    for each in () if isinstance(item, Step) else item.steps:
        yield from _unset(each, known)


_OUTER = ("each", "with_")
"""The keys of a group whose texts see the names around it."""


def _names(value: object) -> set[str]:
    """Return the {names} in the texts of a value."""
    return {name for text in _texts(value) for name in names_in(text)}


def _texts(value: object) -> Iterator[str]:
    """Yield all texts in a value of a step."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Narration):
        yield value.text
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _texts(each))
    elif isinstance(value, RoutineModel):
        yield from (text for _, each in value for text in _texts(each))
