"""The options of a session, beside its routine: each with its default and its meaning."""

from __future__ import annotations

import inspect
from collections.abc import Sequence  # noqa: TC003 - pydantic reads the annotations
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Self, TypedDict, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from coach.argument_types import takes
from coach.errors import UsageError
from coach.short_repr import one_line_of
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import ErrorDetails


@takes()
class SessionOptions(BaseModel):
    """The options of a session; `open_session` and `open_player` take the same as keywords.

    They are a value, to be kept and used again. Impossible options are told at once, each by its name.

    Args:
        engine: The voice engine, such as `silent` for a session without a voice; None for the one that the voice
            belongs to.
        voice: A name from `coach voices`, a voice file of Piper's, or a folder of recordings; None for the routine's
            own, or else the best that is there.
        fill: Whether another voice says what the chosen one cannot.
        length_ms: The exact length in milliseconds; None for the length that the routine names, or else its natural
            one.
        conditions: The conditions of the person it is for, from `coach cautions`: one name, or several.
        despite: The conditions that would forbid the session, and are not to.
        background: A name from `coach sounds`, a file, or `none`; None for the routine's own.
        mix: How far the background stays under the voice: `calm`, `clear`, `accessible`, a number of LU, or `none`.
        profile: What the session is for: `session`, `podcast`, `sleep` or `audiobook`.
        words: `brief`: the short words that a routine has for the second time are said from the first; `full`
            otherwise.

    Raises:
        UsageError: For an option that there is not, with the nearest one that there is, and for a wrong type.

    Example:
        >>> import coach
        >>> gentle = coach.SessionOptions(conditions="crps", length_ms=600_000)
        >>> gentle.conditions
        ('crps',)
        >>> gentle.replace(background="rain").length_ms
        600000
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    engine: str | None = None
    voice: str | None = None
    fill: bool = False
    length_ms: int | None = None
    conditions: Sequence[str] = ()
    despite: Sequence[str] = ()
    background: str | None = None
    mix: str | None = None
    profile: str = "session"
    words: str = "full"

    @field_validator("conditions", "despite", mode="before")
    @classmethod
    def _take_names(cls, value: object) -> tuple[str, ...]:
        """Take one name as a name, and not as its letters, and a name with capitals as the one that is meant."""
        names = (value,) if isinstance(value, str) else value
        if isinstance(names, (list, tuple)) and all(isinstance(name, str) for name in names):
            return tuple(name.strip().casefold() for name in names)
        raise PydanticCustomError("names", "a name or a list of names")

    @field_validator("mix", mode="before")
    @classmethod
    def _take_number(cls, value: object) -> object:
        """Take a number of LU as the text that would be typed."""
        return f"{value:g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else value

    @field_validator("background", mode="before")
    @classmethod
    def _take_path(cls, value: object) -> object:
        return fspath(value) if isinstance(value, PathLike) else value

    if not TYPE_CHECKING:  # a type checker is to see the fields

        def __init__(self, **options: object) -> None:
            try:
                super().__init__(**options)
            except ValidationError as error:
                raise UsageError("\n".join(map(_message, error.errors()))) from None

    def __repr__(self) -> str:
        changed = [(name, value) for name, value in self if value != type(self).model_fields[name].default]
        return one_line_of(type(self).__name__, changed)

    __str__ = __repr__

    @takes()
    def replace(self, **changes: Any) -> Self:  # noqa: ANN401 - each of its own type, which is checked
        """Return the same options but for some; raises UsageError as the class does.

        Args:
            **changes: The options that differ.

        Returns:
            New options; these stay as they are.
        """
        return type(self)(**{**dict(self), **changes})


class SessionKeywords(TypedDict, total=False):
    """The fields of `SessionOptions` as keywords, for type checkers."""

    engine: str | None
    voice: str | None
    fill: bool
    length_ms: int | None
    conditions: Sequence[str]
    despite: Sequence[str]
    background: str | PathLike[str] | None
    mix: str | float | None
    profile: str
    words: str


def options_of(options: SessionOptions | None, keywords: SessionKeywords) -> SessionOptions:
    """Return the options, changed by the keywords; raises UsageError for anything that is no option."""
    if options is not None and not isinstance(options, SessionOptions):
        raise UsageError(
            f"options: {options!r} are no SessionOptions; write options as keywords, such as length_ms=600_000"
        )
    return (options or SessionOptions()).replace(**keywords)


Function = TypeVar("Function", bound="Callable[..., object]")


def spell_out_options(function: Function) -> Function:
    """Show the options among the parameters of a function that takes them as `**keywords`, for `help` and editors."""
    signature = inspect.signature(function)
    own = [each for each in signature.parameters.values() if each.kind is not inspect.Parameter.VAR_KEYWORD]
    options = inspect.signature(SessionOptions).parameters.values()
    function.__signature__ = signature.replace(parameters=[*own, *options])  # type: ignore[attr-defined]
    return function


_WANTED = {
    "string_type": "a text",
    "int_type": "a whole number of milliseconds",
    "bool_type": "True or False",
    "names": "a name or a list of names",
}


def _message(detail: ErrorDetails) -> str:
    """Return what is wrong with one option, and what it can be."""
    name = str(detail["loc"][0])
    if detail["type"] == "extra_forbidden":
        known = SessionOptions.model_fields
        return f"there is no option '{name}'; " + suggest(name, known, f"there are {', '.join(known)}", likeness=0.5)
    return f"{name}: {detail['input']!r} is not {_WANTED.get(detail['type'], detail['msg'])}"
