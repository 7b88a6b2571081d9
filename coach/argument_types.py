"""The types that public functions take, checked at their door: a wrong one is told by its name, and not from within."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from inspect import signature
from numbers import Integral
from os import PathLike
from reprlib import repr as shortened
from typing import NamedTuple, ParamSpec, TypeVar

from coach.errors import UsageError

Taken = ParamSpec("Taken")
Given = TypeVar("Given")


class Kind(NamedTuple):
    """A kind of values that an argument can have."""

    told: str
    """It in words, such as "a path"."""
    fits: Callable[[object], bool]


def instance(told: str, *classes: type) -> Kind:
    """Return the kind of all values of some classes."""
    return Kind(told, lambda value: isinstance(value, classes))


def optional(kind: Kind) -> Kind:
    """Return a kind that None belongs to, too."""
    return Kind(f"{kind.told}, or None", lambda value: value is None or kind.fits(value))


def _is_whole(value: object) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool)


A_TEXT = instance("a text", str)
A_PATH = instance("a path", str, PathLike)
YES_OR_NO = instance("True or False", bool)
A_FUNCTION = Kind("a function", callable)
A_WHOLE_NUMBER = Kind("a whole number", _is_whole)
MILLISECONDS = Kind("a whole number of milliseconds", _is_whole)
NAMES = instance("a name or a list of names", Iterable)


def check_values(values: Mapping[str, object], kinds: Mapping[str, Kind]) -> None:
    """Raise UsageError for all values, by their names, that are not of their kind.

    Example:
        >>> check_values({"path": 3}, {"path": A_PATH})
        Traceback (most recent call last):
        coach.errors.UsageError: path: 3 is not a path
    """
    wrong = [
        f"{name}: {shortened(values[name])} is not {kind.told}"
        for name, kind in kinds.items()
        if name in values and not kind.fits(values[name])
    ]
    if wrong:
        raise UsageError("\n".join(wrong))


def takes(**kinds: Kind) -> Callable[[Callable[Taken, Given]], Callable[Taken, Given]]:
    """Let a function raise UsageError for arguments, by their names, that are not of their kind."""

    def checked(function: Callable[Taken, Given]) -> Callable[Taken, Given]:
        bind = signature(function).bind_partial

        @wraps(function)
        def check(*arguments: Taken.args, **keywords: Taken.kwargs) -> Given:
            check_values(bind(*arguments, **keywords).arguments, kinds)
            return function(*arguments, **keywords)

        return check

    return checked


def checked_length(measure: Callable[..., int], name: str) -> Callable[..., int]:
    """Return a measure of speech that raises UsageError, by its name, where it does not give whole milliseconds."""

    def length(text: str, *pace: int) -> int:
        ms = measure(text, *pace)
        if not _is_whole(ms) or ms < 0:
            raise UsageError(f"{name}: it gave {shortened(ms)} for {shortened(text)}, which is not {MILLISECONDS.told}")
        return ms

    return length
