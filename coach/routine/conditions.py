"""Conditions that a massage has to mind: their table, read from cautions.yaml, and their names as types."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from coach.data_file import read_data
from coach.routine.base_model import fault
from coach.routine.paths import CAUTIONS
from coach.suggestion import suggest

LANGUAGE = "en"
"""The language of the sentences in the table."""


@dataclass(frozen=True)
class Caution:
    """A condition that a massage has to mind, and what it asks of the massage."""

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

    @property
    def shown(self) -> str:
        """The name within a sentence, such as `CRPS` or `severe arthritis`."""
        return self.short or self.title[0].lower() + self.title[1:]


@cache
def cautions() -> dict[str, Caution]:
    """Return the cautions by name, in the order of the file."""
    table = read_data(CAUTIONS)
    return {name: Caution(name, **facts) for name, facts in table.items()}


def nearest_condition(name: str) -> str:
    """Return a hint about a name that is not in the table."""
    return suggest(name, cautions(), "`coach cautions` shows them")


def _read_condition(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    if not isinstance(value, str) or value not in cautions():
        raise fault("condition", f"there is no condition '{value}'", nearest_condition(str(value)))
    return value


Condition = Annotated[str, BeforeValidator(_read_condition), WithJsonSchema({"type": "string"})]
"""A name from the table."""
Conditions = Annotated[list[Condition], Field(min_length=1)]
