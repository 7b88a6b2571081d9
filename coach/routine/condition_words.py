"""Words that a condition changes inside a sentence: `words: {how: {default: firmly, crps: barely at all}}`.

They are what `{how}` is in the texts below. Several conditions can have the same words: `crps or arthritis: lightly`.
If somebody has several, what stands first counts. Keys are the same in `instead`. A text alone, `words: {how: firmly}`,
is for everybody else: what it is for a condition stands around it, and is there already when a wording is read here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from coach.routine.base_model import fault
from coach.routine.conditions import cautions, check_condition
from coach.routine.texts import Name, Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

DEFAULT = "default"
"""The key of the words for everybody else."""
NOTHING = "none"
"""What is written where nothing is to be said; it is read as an empty text."""
_OR = " or "


def conditions_in(keys: Collection[str]) -> Iterator[str]:
    """Yield the conditions that keys name.

    Example:
        >>> [*conditions_in(["default", "crps or arthritis"])]
        ['crps', 'arthritis']
    """
    return (name for key in keys if key != DEFAULT for name in key.split(_OR))


def key_for(keys: Collection[str], conditions: Collection[str]) -> str:
    """Return the key of the words that someone with these conditions hears.

    Example:
        >>> key_for(["default", "crps or arthritis", "pregnancy"], ["pregnancy", "arthritis"])
        'crps or arthritis'
    """
    return next((key for key in keys if not set(conditions_in([key])).isdisjoint(conditions)), DEFAULT)


def read_conditions(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    """Return the key of one condition, or of several with an `or` between them; raise a fault for any other."""
    names = " ".join(str(value).split()).split(_OR)
    return _OR.join(check_condition(name) for name in names)


def _read_key(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    if value == DEFAULT or not isinstance(value, str) or _OR in value:
        return value if value == DEFAULT else read_conditions(value)
    return check_condition(value, (DEFAULT, *cautions()))


def tell_conditions_apart(words: dict[str, Any]) -> dict[str, Any]:
    """Reject a condition that stands twice, since the words that it has the second time would never be heard."""
    seen: set[str] = set()
    for name in conditions_in(words):
        if name in seen:
            raise fault("same_condition", f"'{name}' stands here twice", "keep the words that hold")
        seen.add(name)
    return words


def _read_nothing(text: str) -> str:
    return "" if text == NOTHING else text


def _has_default(words: dict[str, str]) -> dict[str, str]:
    if DEFAULT not in words:
        raise PydanticCustomError("no_default", "no default")
    return words


_KEY = WithJsonSchema({"type": "string"})
_Words = dict[Annotated[str, BeforeValidator(_read_key), _KEY], Annotated[Value, AfterValidator(_read_nothing)]]
Wording = Annotated[
    _Words,
    BeforeValidator(lambda words: words, json_schema_input_type=_Words | Value),
    AfterValidator(_has_default),
    AfterValidator(tell_conditions_apart),
]
"""The words for conditions, and for everybody else."""
ConditionWords = Annotated[dict[Name, Wording], Field(min_length=1)]
"""The wordings by their {names}."""


def words_for(
    words: Mapping[str, Mapping[str, str]] | None, conditions: Collection[str]
) -> dict[str, dict[str, str]] | None:
    """Return the wordings with only the words that someone with these conditions hears."""
    pairs = words.items() if words else ()
    return {name: {DEFAULT: wording[key_for(wording, conditions)]} for name, wording in pairs} or None


def default_words(words: Mapping[str, Mapping[str, str]] | None) -> dict[str, str]:
    """Return the words of each {name} for somebody without a condition; an empty text for none."""
    return {name: wording[DEFAULT] for name, wording in (words or {}).items()}
