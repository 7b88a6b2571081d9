"""Type of `instead`: other words for a condition, and where it asks for that, another practice or none."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticKnownError

from coach.routine.base_model import RoutineModel, fault
from coach.routine.condition_words import NOTHING, read_conditions, tell_conditions_apart
from coach.routine.guide import Guide, Rhythm  # noqa: TC001 - pydantic reads the annotations
from coach.routine.narration import Narration
from coach.routine.practice import Practice, Timed
from coach.routine.practice_check import check_practice
from coach.routine.texts import OwnWords  # noqa: TC001

_NO_TIME = Timed.model_validate("0s exactly")


def _read_nothing(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    return _NO_TIME if isinstance(value, str) and value.strip() == NOTHING else value


class OtherWay(RoutineModel):
    """What somebody with a condition hears and does in a step; what it does not say stays as it is in the step."""

    say: OwnWords | None = None
    """Their words."""
    do: Annotated[Practice, BeforeValidator(_read_nothing)] | None = None
    """Their practice, or `none`; it has the guide words and the rhythm that stand here, and no others."""
    guide: Guide | None = None
    """Words during their practice."""
    rhythm: Rhythm | None = None
    """A sound that repeats during their practice."""

    @model_validator(mode="before")
    @classmethod
    def _read_words(cls, value: Any) -> Any:  # noqa: ANN401 - what the author wrote
        if isinstance(value, (str, Narration)):
            return {"say": value}
        if isinstance(value, (list, int, float)):
            raise PydanticKnownError("string_type")
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.say is None and self.do is None:
            raise fault("empty_way", "neither 'say' nor 'do' for this condition", "write its words, or what is done")
        check_practice(self.do, self.guide, self.rhythm)
        return self

    @property
    def does_nothing(self) -> bool:
        """Whether there is no practice for them."""
        return self.do == _NO_TIME

    def changes(self) -> dict[str, Any]:
        """Return what is otherwise in the step."""
        said = {"say": self.say} if self.say else {}
        if self.do is None:
            return said
        return said | {"do": None if self.does_nothing else self.do, "guide": self.guide, "rhythm": self.rhythm}


Instead = Annotated[
    dict[Annotated[str, BeforeValidator(read_conditions), WithJsonSchema({"type": "string"})], OtherWay],
    Field(min_length=1),
    AfterValidator(tell_conditions_apart),
]
"""The other ways by the conditions that they are for."""
