"""The routine language as types: what an author may write, and how each value is read. Frozen."""

from __future__ import annotations

from collections.abc import Mapping as AbcMapping  # noqa: TC003 - pydantic reads the annotations
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from coach.errors import Place
from coach.routine import document
from coach.routine.narration import Narration, parse_narration
from coach.units import parse_duration

SLOWEST_PACE, FASTEST_PACE = 90, 210
"""Words per minute: the natural range of speech (Wingfield 1999)."""

LONGEST_TEXT = 20_000
"""Characters: a quarter of an hour of speech without a rest."""
DAY_MS = 86_400_000


def _fault(kind: str, error: ValueError) -> PydanticCustomError:
    message, hint = (*error.args, "")[:2]
    return PydanticCustomError(kind, "{message}", {"message": message, "hint": hint})


def _read_duration(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not value.strip():
        raise PydanticCustomError("duration_type", "not a duration")
    try:
        ms = parse_duration(value)
    except ValueError as error:
        raise _fault("duration", error) from None
    if ms > DAY_MS:
        raise _fault("duration", ValueError(f"'{value}' is longer than a day", "24h is the most"))
    return ms


def _read_narration(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    if isinstance(value, Narration):
        return value
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if len(value) > LONGEST_TEXT:
        raise PydanticKnownError("string_too_long", {"max_length": LONGEST_TEXT})
    try:
        return parse_narration(value)
    except ValueError as error:
        raise _fault("narration", error) from None


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
Name = Annotated[str, StringConstraints(pattern=r"^\w+$")]
Values = Annotated[list[Text], Field(min_length=1)]
Say = Annotated[Narration, BeforeValidator(_read_narration)]
Duration = Annotated[int, BeforeValidator(_read_duration), Field(ge=0, le=DAY_MS)]
"""Milliseconds, up to a day."""


class Item(BaseModel):
    """Anything with keys. It knows where it stands in its file, so that later rooms can say so too."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    _place: Place | None = PrivateAttr(None)
    _places: AbcMapping[Any, Place] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_places(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        item = handler(data)
        if isinstance(data, document.Mapping):
            item._place, item._places = data.place, data.places
        return item

    def place(self, key: str = "") -> Place:
        """Where a key stands in the file; where the item begins if that is not known."""
        return self._places.get(key) or self._place or Place("routine")


class Voice(Item):
    """Who speaks and how fast."""

    pace: Annotated[int, Field(ge=SLOWEST_PACE, le=FASTEST_PACE)] = 125
    """Words per minute."""
    name: Text | None = None
    """A voice of the engine; without it, the engine's calmest for the language."""


class Background(Item):
    """The calm sound under everything."""

    sound: Text = "warm-pad"
    """A name from the sound library, or `none`."""


class Step(Item):
    """One thing to hear and then do."""

    title: Text | None = None
    say: Say | None = None
    pause: Duration | None = None
    """Silence after the step."""
    do: Duration | None = None
    """Practice: the time in which the hands do it."""

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if self.say is None and self.pause is None and self.do is None:
            raise _fault("empty_step", ValueError("a step with nothing to hear or do", "give it 'say' or 'do'"))
        return self


class Group(Item):
    """Steps that belong together: a section, a repetition, or both."""

    section: Text | None = None
    repeat: Annotated[int, Field(ge=1)] | None = None
    each: Annotated[dict[Name, Values], Field(min_length=1, max_length=1)] | None = None
    """One name and the values it takes in turn."""
    between: Say | None = None
    """Said between two repetitions."""
    steps: Annotated[list[StepOrGroup], Field(min_length=1)]

    @model_validator(mode="after")
    def _repeats_in_one_way(self) -> Self:
        if self.repeat is not None and self.each is not None:
            raise _fault("two_loops", ValueError("'repeat' and 'each' in one group", "put one group inside the other"))
        if self.between is not None and self.repeat is None and self.each is None:
            raise _fault("no_loop", ValueError("'between', but nothing repeats here", "add 'repeat' or 'each'"))
        return self

    @property
    def turns(self) -> int:
        """How many times the steps happen."""
        return self.repeat or len(self.turn_values) or 1

    @property
    def turn_values(self) -> tuple[dict[str, str], ...]:
        """For `each`: what its {name} (and, of two, its {other_name}) stands for in each turn."""
        (name, values), *_ = (self.each or {"": []}).items()
        others = values[::-1] if len(values) == 2 else []  # noqa: PLR2004 - a pair: left and right
        filled = [{name: value} for value in values]
        for turn, other in zip(filled, others, strict=False):
            turn[f"other_{name}"] = other
        return tuple(filled)


def _kind(value: Any) -> str:  # noqa: ANN401 - what the author wrote
    group = isinstance(value, Group) or (isinstance(value, dict) and not value.keys().isdisjoint(_GROUP_ONLY))
    return "<group>" if group else "<step>"


_GROUP_ONLY = frozenset(Group.model_fields)

StepOrGroup = Annotated[Annotated[Step, Tag("<step>")] | Annotated[Group, Tag("<group>")], Discriminator(_kind)]
"""Which of the two a mapping is shows in its keys."""


class Routine(Item):
    """What happens, step by step."""

    title: Text
    summary: Text | None = None
    for_: Annotated[Literal["caregiver", "self"], Field(alias="for")] = "self"
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    """A BCP 47 tag, such as `en` or `pt-BR`."""
    sources: list[Text] = []
    voice: Voice = Voice()
    background: Background = Background()
    steps: Annotated[list[StepOrGroup], Field(min_length=1)]


Group.model_rebuild()
