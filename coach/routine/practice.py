"""What `do` and `pause` can be, as types: a time, strokes, circles, repetitions, breaths, rounds of tension, a wait."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticKnownError

from coach.routine.base_model import EXACTLY, WHOLE, Duration, Length, RoutineModel, Speed, at_least, fault
from coach.routine.texts import Spoken  # noqa: TC001 - pydantic reads the annotations

StyleName = Literal["effleurage", "kneading", "friction", "tapping", "pressing", "stretching"]
"""Ways to massage; motion.py has their figures."""
MOST_TIMES = 1000
_MORE = 3
"""So many times its repetitions, a motion does at most."""


@dataclass(frozen=True)
class Repetitions:
    """How often a motion happens: naturally, at least and at most."""

    natural: int
    least: int
    most: int


def _read_repetitions(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    if isinstance(value, Repetitions):
        return value
    text = str(value).strip() if isinstance(value, (str, int)) else ""
    if not (match := re.fullmatch(rf"([0-9]{{1,9}})(\s+{EXACTLY})?", text)):
        shown = f"'{text}'" if text else "this"
        raise fault("count", f"{shown} is not a number of times", "write a whole number, such as '3' or '3 exactly'")
    natural = int(match[1])
    if natural < 1:
        raise PydanticKnownError("greater_than_equal", {"ge": 1})
    if natural > MOST_TIMES:
        raise PydanticKnownError("less_than_equal", {"le": MOST_TIMES})
    return Repetitions(natural, natural, natural) if match[2] else Repetitions(natural, 1, _MORE * natural)


Repeats = Annotated[
    Repetitions,
    BeforeValidator(_read_repetitions),
    WithJsonSchema(
        {"type": ["integer", "string"], "pattern": f"^[0-9]+( {EXACTLY})?$", "minimum": 1, "maximum": MOST_TIMES}
    ),
]
Count = Annotated[int, Field(ge=1, le=MOST_TIMES), WHOLE]
Phase = Annotated[Duration, AfterValidator(at_least(1_000))]
"""Of a breath or of a round."""


class Time(RoutineModel):
    """So long; perhaps not less or not more than, perhaps exactly."""

    time: Duration
    """How long, if nobody asks for a length."""
    from_: Annotated[Duration | None, Field(alias="from")] = None
    """At least so long."""
    to: Duration | None = None
    """At most so long."""

    @model_validator(mode="before")
    @classmethod
    def _read_text(cls, value: Any) -> Any:  # noqa: ANN401 - what the author wrote
        if isinstance(value, int):
            return {"time": value}
        if not isinstance(value, str):
            return value
        time, _, word = value.strip().rpartition(" ")
        return {"time": time, "from": time, "to": time} if word == EXACTLY else {"time": value}

    @model_validator(mode="after")
    def _holds_its_time(self) -> Self:
        if not (self.from_ or 0) <= self.time <= (self.time if self.to is None else self.to):
            raise fault("bounds", "'time' does not lie between 'from' and 'to'", "'from' is the least, 'to' the most")
        return self


class Timed(Time):
    """Something done for so long."""

    style: StyleName | None = None
    """The way to massage meanwhile; `coach check` tells when the time is too short for it."""


class Motion(RoutineModel):
    """Something that is done a whole number of times."""

    count: Literal["aloud"] | None = None
    """The voice counts each repetition as it begins."""


class Strokes(Motion):
    """Strokes along a path, there and back to its beginning."""

    strokes: Repeats
    """How many; '3 exactly' when it can be neither more nor fewer."""
    path: Length
    """How long one stroke is."""
    speed: Speed | None = None
    """How fast the hand goes; the style's speed without it."""
    turn: Duration | None = None
    """Between two strokes: lift, and back to the beginning."""
    style: StyleName = "effleurage"


class Circles(Motion):
    """Circles of a width."""

    circles: Repeats
    """How many; '12 exactly' when it can be neither more nor fewer."""
    across: Length
    """How wide one is."""
    speed: Speed | None = None
    """How fast the hand goes; the style's speed without it."""
    style: StyleName = "friction"


class Times(Motion):
    """Something done so many times."""

    times: Repeats
    """How many; '5 exactly' when it can be neither more nor fewer."""
    each: Annotated[Duration, AfterValidator(at_least(100))] | None = None
    """How long one takes; the style's time without it."""
    style: StyleName = "pressing"


class BreathWords(RoutineModel):
    """What is said with each breath."""

    in_: Annotated[Spoken, Field(alias="in")]
    """As the breath goes in."""
    out: Spoken
    """As it goes out."""


class Breaths(RoutineModel):
    """Breaths, each in and out."""

    breaths: Count
    """How many; it never changes."""
    in_: Annotated[Phase, Field(alias="in")]
    """How long one breathes in."""
    out: Phase
    """How long one breathes out."""
    sound: Literal["breath", "none"] = "breath"
    """The sound that rises with each breath in and falls with each breath out."""
    words: BreathWords | None = None
    """What is said with each breath; nothing without it."""


class RoundWords(RoutineModel):
    """What is said in each round."""

    tense: Spoken
    """As the tension begins."""
    release: Spoken
    """As it ends."""


class Rounds(RoutineModel):
    """Rounds of tension and release."""

    rounds: Count
    """How many; it never changes."""
    tense: Phase
    """How long to hold the tension."""
    release: Phase
    """How long to rest after it."""
    words: RoundWords | None = None
    """What is said in each round; coach's own words for the language without it."""


class UntilReady(RoutineModel):
    """As long as it takes: the player waits for `next`, a file gives it a natural time."""


FORMS: dict[str, type[RoutineModel]] = {
    "time": Timed,
    "strokes": Strokes,
    "circles": Circles,
    "times": Times,
    "breaths": Breaths,
    "rounds": Rounds,
}
"""Key → form: which one a mapping is shows in the key that counts."""


def _read_practice(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    return UntilReady() if isinstance(value, str) and value.lower().split() == ["until", "ready"] else value


def _form(value: Any) -> str:  # noqa: ANN401 - what the author wrote
    if isinstance(value, RoutineModel):
        return next((tag(key) for key, form in FORMS.items() if isinstance(value, form)), tag("ready"))
    keys = [str(key) for key in value] if isinstance(value, dict) else []
    exact = next((key for key in keys if key in FORMS), None)
    near = (match for key in keys for match in get_close_matches(key, FORMS, 1, cutoff=0.7))
    return tag(exact or next(near, "time"))


def tag(key: str) -> str:
    """What a form is called where a problem is located: no key, so that it is not taken for one."""
    return f"<{key}>"


Practice = Annotated[
    Annotated[Timed, Tag("<time>")]
    | Annotated[Strokes, Tag("<strokes>")]
    | Annotated[Circles, Tag("<circles>")]
    | Annotated[Times, Tag("<times>")]
    | Annotated[Breaths, Tag("<breaths>")]
    | Annotated[Rounds, Tag("<rounds>")]
    | Annotated[UntilReady, Tag("<ready>")],
    Discriminator(_form),
    BeforeValidator(_read_practice),
]
Pause = Time
