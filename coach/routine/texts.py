"""Types of the texts that an author writes: names, texts, and what the voice says."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticKnownError

from coach.routine.base_model import fault
from coach.routine.narration import Narration, Words, parse_narration

LONGEST_TEXT = 20_000
"""The most characters of a text: a quarter of an hour of speech without a rest."""


def _without_brackets(value: str) -> str:
    if "[" in value or "]" in value:
        raise fault("bracket", "a square bracket where a {name} gets its value", "write the '[pause 2s]' in 'say'")
    return value


_SCALAR = {"type": ["string", "number", "boolean"]}
"""The JSON Schema of a text: one that looks like a number is still a text, since scalars stay as they were typed."""


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
        raise fault("narration", *error.args) from None


def _read_spoken(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    parts = _read_narration(value).parts
    if len(parts) != 1 or not isinstance(parts[0], Words):
        raise fault(
            "spoken", "there is no '[pause]' and no '[sound]' in words during a practice", "say it in one breath"
        )
    return parts[0].text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT),
    WithJsonSchema(_SCALAR),
]
Name = Annotated[str, StringConstraints(pattern=r"^\w+$")]
Value = Annotated[Text, AfterValidator(_without_brackets)]
"""The text that a {name} stands for."""
Values = Annotated[list[Value], Field(min_length=1)]
Say = Annotated[Narration, BeforeValidator(_read_narration), WithJsonSchema(_SCALAR)]
"""The words that the voice says, with their rests."""
Spoken = Annotated[str, BeforeValidator(_read_spoken), WithJsonSchema(_SCALAR)]
"""The words that the voice says in one breath, without a rest."""
