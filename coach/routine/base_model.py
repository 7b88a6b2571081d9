"""The base of all models of the routine language, and the types of its quantities, as text in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping as AbcMapping  # noqa: TC003 - pydantic reads the annotations
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from coach import yaml_document as document
from coach.errors import Place, RoutineError, UsageError
from coach.routine.error_words import problems_of_call
from coach.routine.limits import DAY_MS
from coach.short_repr import one_line_of
from coach.source_text import Source  # noqa: TC001 - pydantic reads the annotations
from coach.units import format_duration, parse_duration, parse_length, parse_speed

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_NUMBER = 1_000
_FEW = 1_000
"""The number of milliseconds or micrometres from which on one may be meant."""
EXACTLY = "exactly"
"""The word after a quantity that never changes."""


def fault(kind: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return a problem in the author's words, to be raised by a validator."""
    return PydanticCustomError(kind, "{message}", {"message": message, "hint": hint})


def reader(parse: Callable[[str], int], kind: str, unit: str, usual: str) -> Callable[[Any], Any]:
    """Return a validator that reads a quantity from its text, and passes on one that is already read.

    Args:
        parse: Reads the text; raises ValueError with a message and a hint.
        kind: The kind of problem for what is no text.
        unit: The unit of a number. Who gives fewer than a thousand of it means the `usual` one: 20 s, and not 20 ms.
        usual: The unit that authors write.
    """

    def read(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
        if isinstance(value, int) and not isinstance(value, bool):
            if 0 < value < _FEW:
                raise fault(
                    "quantity", f"{value} {unit} is too little", f"a number is in {unit}; write '{value}{usual}'"
                )
            return value
        if not isinstance(value, str) or not value.strip():
            raise PydanticCustomError(kind, "not a quantity")
        try:
            return parse(value)
        except ValueError as error:
            raise fault("quantity", *error.args) from None

    return read


def _parse_duration(text: str) -> int:
    ms = parse_duration(text)
    if ms > DAY_MS:
        raise ValueError(f"'{text}' is longer than a day", "24h is the most")
    return ms


def _within(parse: Callable[[str], int], least: str, most: str) -> Callable[[str], int]:
    def parsed(text: str) -> int:
        value = parse(text)
        if not parse(least) <= value <= parse(most):
            raise ValueError(f"'{text}' is too {'little' if value < parse(least) else 'much'}", f"{least} to {most}")
        return value

    return parsed


def at_least(ms: int) -> Callable[[int], int]:
    """Return a validator that rejects a duration of less than `ms` milliseconds."""

    def checked(value: int) -> int:
        if value < ms:
            raise fault("too_brief", f"{format_duration(value)} is too short", f"at least {format_duration(ms)}")
        return value

    return checked


def _written(pattern: str, example: str) -> WithJsonSchema:
    """Return the JSON Schema with which an editor checks a quantity."""
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})


def _read_yes_no(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    words = {"yes": True, "true": True, "no": False, "false": False}
    if isinstance(value, bool):
        return value
    if (word := str(value).strip().lower()) not in words:
        raise fault("yes_no", f"'{value}' is neither yes nor no", "write 'yes' or 'no'")
    return words[word]


read_duration = reader(_parse_duration, "duration_type", "ms", "s")
"""The validator that reads a duration as milliseconds."""
DURATION = r" *(?:(?:\d+:)?\d+:\d\d(?:\.\d+)?|(?:\d+(?:\.\d+)? *(?:ms|min|h|m|s) *)+) *"
"""The pattern of a duration, with which an editor checks it where it stands beside another."""
Duration = Annotated[
    int,
    BeforeValidator(read_duration),
    Field(ge=0, le=DAY_MS),
    _written(r"^ *(\d+:)?\d+:\d\d(\.\d+)? *$|^ *(\d+(\.\d+)? *(ms|min|h|m|s) *)+$", "1m30s"),
]
"""Milliseconds, up to a day."""
Length = Annotated[
    int,
    BeforeValidator(reader(_within(parse_length, "1mm", "10m"), "length_type", "µm", "cm")),
    _written(r"^ *\d+(\.\d+)? *(mm|cm|m|in) *$", "18cm"),
]
"""Micrometres, from a millimetre to ten metres."""
Speed = Annotated[
    int,
    BeforeValidator(reader(_within(parse_speed, "1mm/s", "10m/s"), "speed_type", "µm/s", "cm/s")),
    _written(r"^ *\d+(\.\d+)? *(mm|cm|m|in) */ *s *$", "3cm/s"),
]
"""Micrometres per second, from a millimetre to ten metres per second."""


def _read_whole(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    """Return a whole number that is written in plain digits: `1_000`, `2.0` and `٣` are mistakes."""
    if isinstance(value, int):
        return value
    if not isinstance(value, str):
        raise PydanticKnownError("int_type")
    if not re.fullmatch(r"-?[0-9]+", value.strip()):
        raise PydanticKnownError("int_parsing")
    if len(value) > _LONGEST_NUMBER:
        raise PydanticKnownError("int_parsing_size")
    return int(value)


WHOLE = BeforeValidator(_read_whole)
"""The validator of a whole number; in an annotation, it stands after the bounds of the number."""
YesNo = Annotated[bool, BeforeValidator(_read_yes_no), WithJsonSchema({"enum": [True, False, "yes", "no"]})]


def _hashable(value: object) -> object:
    """Return a value of which equal ones have one hash."""
    if isinstance(value, dict):
        return frozenset((key, _hashable(each)) for key, each in value.items())
    return tuple(map(_hashable, value)) if isinstance(value, list) else value


if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass
else:
    ModelMetaclass = type(BaseModel)


class _Told(ModelMetaclass):
    """Tells a program that calls a model its faults in the author's words; those of a file are told by the loader.

    `for_` and `with_` stand for the keys that are words of Python.
    """

    def __call__(self, *arguments: Any, **values: Any) -> Any:  # noqa: ANN401 - what the program gives
        model: Any = self
        if arguments:
            raise UsageError(f"{self.__name__} takes no values without a name; there are {', '.join(_keys(model))}")
        aliases = {name: field.alias for name, field in model.model_fields.items() if field.alias}
        try:
            return super().__call__(**{aliases.get(name, name): value for name, value in values.items()})
        except ValidationError as error:
            models: list[Any] = [model, *RoutineModel.__subclasses__()]
            keys = {f"<{each.__name__.lower()}>": _keys(each) for each in models}
            raise RoutineError(problems_of_call(self.__name__, error.errors(), keys)) from None


def _keys(model: Any) -> list[str]:  # noqa: ANN401 - a class of `_Told`
    return [field.alias or name for name, field in model.model_fields.items()]


class RoutineModel(BaseModel, metaclass=_Told):
    """The base of everything with keys; it knows its place in its file, so that later problems can name it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    _place: Place | None = PrivateAttr(None)
    _places: AbcMapping[Any, Place] | None = PrivateAttr(None)
    _source: Source | None = PrivateAttr(None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_places(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        item = handler(data)
        if isinstance(data, document.Mapping):
            item._place, item._places, item._source = data.place, data.places, data.source
        return item

    def __repr__(self) -> str:
        return one_line_of(type(self).__name__, [pair for pair in self if pair[0] in self.model_fields_set])

    __str__ = __repr__

    def __hash__(self) -> int:
        """Return the hash of what it holds, in lists and mappings, too."""
        return hash((type(self), _hashable(self.__dict__)))

    def moved(self, place: Place) -> Self:
        """Return the same item as if all of it stood at one place, in a file of another folder."""
        copy = self.model_copy()
        copy._place, copy._places = place, None
        return copy

    @property
    def written(self) -> object:
        """The identity of an item as it stands in its file: a step that is used twice has one."""
        return self._place or id(self)

    @property
    def places(self) -> AbcMapping[Any, Place]:
        """The places of all keys that are written in the file; none for an item that stands in no file."""
        return self._places or {}

    def place(self, key: str = "") -> Place:
        """Return the place of a key in the file, or the beginning of the item if that is not known."""
        return self.known_place(key) or Place("routine")

    def known_place(self, key: str) -> Place | None:
        """Return the place of a key or of its item; None for an item that stands in no file."""
        return (self._places or {}).get(key) or self._place

    def place_in(self, key: str, text: str, offset: int) -> Place:
        """Return the place of a character of a text under a key, or the place of the key if it is not found."""
        source, place = self._own_source(key), self.place(key)
        return (source.find(place, text, offset) if source else None) or place

    def behind(self, key: str, text: str) -> str:
        """Return what stands in its line behind a text under a key; nothing if it is not found."""
        source = self._own_source(key)
        return source.behind(self.place(key), text) if source else ""

    def _own_source(self, key: str) -> Source | None:
        """Return the text of the file that has a key, if it is that of the item."""
        return self._source if self._place and self._place.file == self.place(key).file else None
