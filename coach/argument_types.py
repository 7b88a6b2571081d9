"""The arguments that public functions and classes take, checked at their door: a wrong one is told by its name.

All that is wrong with a call is told at once: names that there are not, what is missing, and values of a wrong kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, wraps
from inspect import Parameter, signature
from math import isfinite
from numbers import Integral, Real
from os import PathLike
from reprlib import repr as shortened
from typing import Any, NamedTuple, ParamSpec, TypeVar

from coach.errors import UsageError

Taken = ParamSpec("Taken")
Given = TypeVar("Given")

_SURELY = 0.75
"""The likeness from which on a name is meant where others, which are not known here, may be meant, too."""


class Kind(NamedTuple):
    """A kind of values that an argument can have."""

    told: str
    """It in words, such as "a path"."""
    fits: Callable[[object], bool]
    classes: tuple[type, ...] = ()
    """The classes of its values, where these make it: their arguments may be written where they are wanted."""


def instance(told: str, *classes: type) -> Kind:
    """Return the kind of all values of some classes."""
    return Kind(told, lambda value: isinstance(value, classes), classes)


def optional(kind: Kind) -> Kind:
    """Return a kind that None belongs to, too."""
    return Kind(f"{kind.told}, or None", lambda value: value is None or kind.fits(value), kind.classes)


def either(kind: Kind, other: Kind) -> Kind:
    """Return the kind of the values of two kinds."""
    return Kind(f"{kind.told} or {other.told}", lambda value: kind.fits(value) or other.fits(value))


def several(told: str, kind: Kind, least: int = 0) -> Kind:
    """Return the kind of all lists and tuples of values of a kind, that hold so many at least."""
    return Kind(
        told, lambda values: isinstance(values, (list, tuple)) and len(values) >= least and all(map(kind.fits, values))
    )


def whole(told: str, least: int, most: int | None = None) -> Kind:
    """Return the kind of all whole numbers from the least to the most."""
    return Kind(told, lambda value: _is_whole(value) and least <= value and (most is None or value <= most))  # type: ignore[operator]


def between(told: str, least: float, most: float) -> Kind:
    """Return the kind of all numbers from the least to the most."""
    return Kind(told, lambda value: _is_number(value) and least <= value <= most)  # type: ignore[operator]


def _is_whole(value: object) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)


A_TEXT = instance("a text", str)
A_PATH = instance("a path", str, PathLike)
YES_OR_NO = instance("True or False", bool)
AN_ERROR = instance("an exception", Exception)
A_FUNCTION = Kind("a function", callable)
A_WHOLE_NUMBER = Kind("a whole number", _is_whole)
A_NUMBER = Kind("a number", _is_number)
MILLISECONDS = Kind("a whole number of milliseconds", _is_whole)
A_TIME = whole("a whole number of milliseconds from 0 on", 0)
FRAMES = Kind("a whole number of frames", _is_whole)
NAMES = instance("a name or a list of names", Iterable)


def check_values(values: Mapping[str, object], kinds: Mapping[str, Kind]) -> None:
    """Raise UsageError for all values, by their names, that are not of their kind.

    Example:
        >>> check_values({"path": 3}, {"path": A_PATH})
        Traceback (most recent call last):
        coach.errors.UsageError: path: 3 is not a path
    """
    if wrong := [*_misfits(values, kinds)]:
        raise UsageError("\n".join(wrong))


def _misfits(values: Mapping[str, object], kinds: Mapping[str, Kind]) -> Iterator[str]:
    for name, kind in kinds.items():
        if name in values and not kind.fits(values[name]):
            yield f"{name}: {shortened(values[name])} is not {kind.told}"


def takes(**kinds: Kind) -> Callable[[Callable[Taken, Given]], Callable[Taken, Given]]:
    """Let a function, or what makes a class, raise UsageError for arguments that it does not take.

    Those are names that it has not, which it tells with what was meant, and values that are not of their kind.
    """

    def checked(taker: Callable[Taken, Given]) -> Callable[Taken, Given]:
        if not isinstance(taker, type):
            return _checked(taker, taker.__qualname__.rpartition(".")[2], kinds)
        setattr(taker, "__init__", _checked(vars(taker)["__init__"], taker.__name__, kinds))  # noqa: B010 - of a class
        return taker

    return checked


def _checked(function: Callable[..., Any], name: str, kinds: Mapping[str, Kind]) -> Callable[..., Any]:
    @wraps(function)
    def check(*arguments: Any, **keywords: Any) -> Any:  # noqa: ANN401 - whatever the function takes
        shape = shape_of_it()
        given = dict(zip(shape.positional, arguments, strict=False), **keywords)
        fits = shape.fits(len(arguments), given, len(keywords))
        if not (fits and all(kind.fits(given[each]) for each, kind in kinds.items() if each in given)):
            wrong = [*shape.misfits(name, arguments, keywords, kinds), *_misfits(given, kinds)]
            if wrong:
                raise UsageError("\n".join(wrong))
        return function(*arguments, **keywords)

    shape_of_it = cache(lambda: _shape_of(check, function))  # when it is first called: a start is to be fast
    return check


class _Shape(NamedTuple):
    """The names of a function's arguments; an object's method has it as the first one."""

    positional: tuple[str, ...]
    names: frozenset[str]
    """All that are shown, also those that are options (see session_options.py)."""
    own: frozenset[str]
    required: frozenset[str]
    more: bool
    """Whether it takes any number of values without a name."""
    any_name: bool
    """Whether it takes other names, too, and tells which there are."""

    def fits(self, values: int, given: Mapping[str, object], keywords: int) -> bool:
        """Whether a call with so many values without a name can be made; `given` has all that have one."""
        unnamed = min(values, len(self.positional))
        return (
            (self.more or values == unnamed)
            and len(given) == unnamed + keywords
            and given.keys() <= self.names
            and self.required <= given.keys()
        )

    def misfits(
        self, name: str, arguments: tuple[object, ...], keywords: Mapping[str, object], kinds: Mapping[str, Kind]
    ) -> Iterator[str]:
        """Yield what is wrong with the arguments of a call but for the kinds of values."""
        hidden = self.positional[:1] == ("self",)
        if not self.more and len(arguments) > len(self.positional):
            takes, given = (len(each) - hidden for each in (self.positional, arguments))
            yield f"{name} takes {takes or 'no'} value{'' if takes == 1 else 's'} without a name; it was given {given}"
        unnamed = self.positional[: len(arguments)]
        yield from (f"{each}: it is given twice" for each in unnamed if each in keywords)
        for each in keywords.keys() - self.names:
            if not self.any_name or self.own.intersection(get_close_matches(each, self.names, 1, _SURELY)):
                yield f"there is no argument '{each}'; {self._meant(each, kinds)}"
        for each in sorted(self.required - {*unnamed, *keywords}):
            yield f"{each}: it is missing" + (f"; give {kinds[each].told}" if each in kinds else "")

    def _meant(self, name: str, kinds: Mapping[str, Kind]) -> str:
        """Return a hint for a name that there is not: a name that there is, also one of what an argument is made of."""
        own = [each for each in (*self.positional, *sorted(self.names - {*self.positional})) if each != "self"]
        made = [(each, kind.classes[0]) for each, kind in kinds.items() if kind.classes]
        written = {
            inner: f"'{each}={thing.__name__}({inner}=…)'"
            for each, thing in made
            if thing.__module__.startswith("coach.")
            for inner in _shape_of(thing, thing).names
        } | {each: f"'{each}'" for each in own}
        meant = next(iter(get_close_matches(name, written, 1)), None)
        return f"did you mean {written[meant]}?" if meant else f"there are {', '.join(own)}" if own else "it takes none"


def _shape_of(shown: Callable[..., object], function: Callable[..., object]) -> _Shape:
    parameters = signature(shown).parameters.values()
    own = signature(function).parameters.values()
    kinds = {each.kind for each in own}
    named = [each for each in parameters if each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)]
    return _Shape(
        tuple(each.name for each in named if each.kind != each.KEYWORD_ONLY),
        frozenset(each.name for each in named),
        frozenset(each.name for each in own),
        frozenset(each.name for each in named if each.default is each.empty),
        Parameter.VAR_POSITIONAL in kinds,
        Parameter.VAR_KEYWORD in kinds,
    )


def checked_length(measure: Callable[..., int], name: str) -> Callable[..., int]:
    """Return a measure of speech that raises UsageError, by its name, where it does not give whole milliseconds."""

    def length(text: str, *pace: int) -> int:
        ms = measure(text, *pace)
        if not _is_whole(ms) or ms < 0:
            raise UsageError(f"{name}: it gave {shortened(ms)} for {shortened(text)}, which is not {MILLISECONDS.told}")
        return ms

    return length
