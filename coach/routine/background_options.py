"""Types of the sounds under and around the steps: the background, the beginning and the ending."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticKnownError

from coach.routine.base_model import RoutineModel, fault
from coach.routine.texts import Text  # noqa: TC001 - pydantic reads the annotations
from coach.units import format_duration, parse_duration

LEVELS = {"calm": 12.0, "clear": 16.0, "accessible": 20.0}
"""The levels by name, in LU of speech over the background: listeners prefer at least 10 over music and 15 over ambience
(Torcoli 2019); 20 is WCAG 1.4.7."""
_LEAST_LU, _MOST_LU = 6, 40

_SHORTEST_FADE_MS, _LONGEST_FADE_MS = 10_000, 3_600_000


def read_level(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    """Return the LU of speech over the background; None for no background."""
    if value is None or isinstance(value, (int, float)):
        return value
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    text = value.strip()
    if text in LEVELS or text == "none":
        return LEVELS.get(text)
    number = re.fullmatch(r"(\d{1,3}(?:\.\d{1,3})?)\s*(?:LU|dB)?", text, re.ASCII)
    if not number or not _LEAST_LU <= float(number[1]) <= _MOST_LU:
        hint = f"it can be {', '.join(LEVELS)}, none, or the LU of speech over it, {_LEAST_LU} to {_MOST_LU}"
        raise fault("level", f"the level '{text}' is not possible", hint)
    return float(number[1])


Level = Annotated[
    float | None,
    BeforeValidator(read_level),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [*LEVELS, "none"]},
                {"type": "number", "minimum": _LEAST_LU, "maximum": _MOST_LU},
                {
                    "type": "string",
                    "pattern": r"^ *([6-9]|[12]\d|3\d)(\.\d{1,3})? *(LU|dB)? *$|^ *40(\.0{1,3})? *(LU|dB)? *$",
                },
            ]
        }
    ),
]


class BackgroundOptions(RoutineModel):
    """The calm sound under everything."""

    sound: Text = "warm-pad"
    """A name from `coach sounds`, a file beside the routine, or `none`."""
    level: Level = LEVELS["clear"]
    """The LU that it stays under the voice: `calm`, `clear`, `accessible`, a number, or `none` for no background."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The sounds after the last step: a bell, or a background that fades."""

    bell: bool = False
    fade_ms: int | None = None
    """The milliseconds for which the background fades; None for a short fade."""


def _read_ending(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    if isinstance(value, Ending):
        return value
    if isinstance(value, dict):
        written = " ".join(f"{key} {time}" for key, time in value.items())
        raise fault("ending", "'ending' is one text", f"write 'ending: {written}'")
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    word, _, duration = value.strip().partition(" ")
    if word in ("bell", "none") and not duration:
        return Ending(bell=word == "bell")
    if word != "fade":
        raise fault("ending", f"'ending: {value}' is not possible", "it can be 'bell', 'none', or 'fade 3m'")
    if not duration.strip():
        raise fault("fade", "'ending: fade' does not say how long", "write 'fade 3m'")
    return Ending(fade_ms=_fade(duration))


def _fade(text: str) -> int:
    try:
        ms = parse_duration(text)
    except ValueError as error:
        raise fault("quantity", *error.args) from None
    if not _SHORTEST_FADE_MS <= ms <= _LONGEST_FADE_MS:
        reach = f"{format_duration(_SHORTEST_FADE_MS)} to {format_duration(_LONGEST_FADE_MS)}"
        raise fault("fade", f"a fade cannot take {format_duration(ms)}", f"write a time of {reach}")
    return ms


EndingText = Annotated[
    Ending,
    BeforeValidator(_read_ending),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^ *(bell|none|fade +((\d+:)?\d+:\d\d(\.\d+)?|(\d+(\.\d+)? *(ms|min|h|m|s) *)+)) *$",
            "examples": ["fade 3m"],
        }
    ),
]
Beginning = Literal["bell", "none"]
