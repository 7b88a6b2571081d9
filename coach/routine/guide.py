"""Types of what is heard during a practice: guide words and a rhythm."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, field_validator, model_validator

from coach.routine.base_model import Duration, RoutineModel, YesNo, at_least, fault
from coach.routine.sounds import SoundName  # noqa: TC001
from coach.routine.texts import Spoken  # noqa: TC001 - pydantic reads the annotations
from coach.units import parse_duration

QUICKEST_RHYTHM_MS = 250
"""The shortest time between two sounds, in milliseconds; more than four in a second are no rhythm to move to."""


class Last(RoutineModel):
    """Words at a given time before the end of the practice."""

    time: Annotated[Duration, AfterValidator(at_least(2_000))]
    """The time between the words and the end of the practice."""
    say: Spoken | None = None
    """The words; without it, coach's own in the language of the routine."""

    @model_validator(mode="before")
    @classmethod
    def _read_text(cls, value: Any) -> Any:  # noqa: ANN401 - what the author wrote
        return {"time": value} if isinstance(value, (str, int)) else value


class Guide(RoutineModel):
    """Words during the practice."""

    half: Spoken | None = None
    """Words at half of the time."""
    last: Last | None = None
    """`10s`: the voice says that ten seconds are left; `{time: 10s, say: ...}` says it in other words."""
    at: Annotated[dict[Duration, Spoken], Field(min_length=1, max_length=1000)] | None = None
    """`{20s: Slower now.}`: words at their times after the beginning."""
    count: Literal["aloud"] | None = None
    """The voice counts each repetition of a motion as it begins."""
    next: YesNo = False
    """`yes`: the voice names the next step before this one ends."""

    @field_validator("at", mode="before")
    @classmethod
    def _tells_times_apart(cls, value: Any) -> Any:  # noqa: ANN401 - what the author wrote
        """Reject two words for one time, such as `20s` and `0:20`, since one of them would be lost."""
        seen: dict[int, Any] = {}
        for text in value if isinstance(value, dict) else ():
            if (ms := _ms(text)) in seen:
                message = f"'at' has two words for one time, {seen[ms]} and {text}"
                raise fault("same_time", message, "say both together, or give each a time of its own")
            if ms is not None:
                seen[ms] = text
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise fault("empty_guide", "'guide' without anything to say", "add 'half', 'last', 'at', 'count' or 'next'")
        return self


def _ms(text: Any) -> int | None:  # noqa: ANN401 - what the author wrote
    try:
        return text if isinstance(text, int) else parse_duration(str(text))
    except ValueError:
        return None


class Rhythm(RoutineModel):
    """A sound that repeats during the practice."""

    every: Annotated[Duration, AfterValidator(at_least(QUICKEST_RHYTHM_MS))]
    """The time from one sound to the next."""
    sound: SoundName = "soft-tick"
    """The sound that repeats."""
