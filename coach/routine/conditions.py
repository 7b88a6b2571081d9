"""Conditions that a session has to mind: their table, read from cautions.yaml, and their names as types."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from coach.data_file import read_data
from coach.routine.base_model import fault
from coach.routine.paths import CAUTIONS
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LANGUAGE = "en"
"""The language of the sentences in the table."""

Concern = Literal["touch", "closed-eyes", "imagery", "breathing", "getting-up", "driving", "anything"]
CONCERNS: dict[Concern, str] = {
    "touch": "Touch and massage",
    "closed-eyes": "Closed eyes",
    "imagery": "Inner pictures",
    "breathing": "A breath that is held, fast or counted",
    "getting-up": "Getting up afterwards",
    "driving": "At the wheel",
    "anything": "Whatever a session does",
}
"""What a session does that a condition has to mind → its heading."""


@dataclass(frozen=True)
class Caution:
    """A condition that a session has to mind, and what it asks of the session."""

    name: str
    title: str
    effect: Literal["stop", "avoid", "lighten", "modify"]
    """`stop`: do not start; `avoid`: not on that area; `lighten`: less pressure; `modify`: another way."""
    say: str
    """One sentence, spoken once at the start."""
    brief: str
    """The same in key words, for a page that is read from afar: they go on after the word for its effect."""
    sources: list[str]
    """The document, and the fact's number in coach/routines/SOURCES.md where it has one."""
    short: str = ""
    """A shorter name that people know it by, where it has one."""
    concerns: list[Concern] = field(default_factory=lambda: ["touch"])
    """What a session does that it is about; `say` is about the first."""
    also: dict[Concern, str] = field(default_factory=dict)
    """The sentence about a further concern, where `say` does not fit it."""

    @property
    def shown(self) -> str:
        """The name within a sentence, such as `CRPS` or `severe arthritis`."""
        return self.short or self.title[0].lower() + self.title[1:]

    def sentence(self, concern: Concern) -> str:
        """Return the sentence about one of its concerns."""
        return self.also.get(concern, self.say)


@cache
def cautions() -> dict[str, Caution]:
    """Return the cautions by name, in the order of the file."""
    table = read_data(CAUTIONS)
    return {name: Caution(name, **facts) for name, facts in table.items()}


def cautions_about(concern: Concern) -> Iterator[Caution]:
    """Yield the cautions about something that a session does."""
    return (caution for caution in cautions().values() if concern in caution.concerns)


def nearest_condition(name: str, known: Iterable[str] | None = None) -> str:
    """Return a hint about a name that is not in the table, or not among the `known` ones."""
    return suggest(name, cautions() if known is None else known, "`coach cautions` shows them")


def check_condition(value: Any, known: Iterable[str] | None = None) -> Any:  # noqa: ANN401 - what the author wrote
    """Return a name from the table; raise a fault, with the nearest of the `known` ones, for any other."""
    if not isinstance(value, str) or value not in cautions():
        raise fault("condition", f"there is no condition '{value}'", nearest_condition(str(value), known))
    return value


Condition = Annotated[str, BeforeValidator(check_condition), WithJsonSchema({"type": "string"})]
"""A name from the table."""
Conditions = Annotated[list[Condition], Field(min_length=1)]
