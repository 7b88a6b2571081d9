"""Types of `do` and `pause`: a time, strokes, circles, repetitions, breaths, rounds of tension, a wait."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticKnownError

from coach.routine.base_model import DURATION, EXACTLY, WHOLE, Duration, Length, RoutineModel, Speed, at_least, fault
from coach.routine.breaths import Breaths
from coach.routine.texts import Spoken  # noqa: TC001 - pydantic reads the annotations

StyleName = Literal["effleurage", "kneading", "friction", "tapping", "pressing", "stretching"]
"""The ways to massage; motion.py has their speeds and times."""
MOST_TIMES = 1000
_MORE = 3
"""The most by which a motion's repetitions can be multiplied."""


@dataclass(frozen=True)
class Repetitions:
    """The number of times that a motion happens: naturally, at least and at most."""

    natural: int
    least: int
    most: int


def _read_repetitions(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    if isinstance(value, Repetitions):
        return value
    text = str(value).strip() if isinstance(value, (str, int)) else ""
    if span := re.fullmatch(r"([0-9]{1,4})\s+to\s+([0-9]{1,4})", text):
        return _span(int(span[1]), int(span[2]))
    if not (match := re.fullmatch(rf"([0-9]{{1,9}})(\s+{EXACTLY})?", text)):
        shown = f"'{text}'" if text else "this"
        raise fault("count", f"{shown} is not a number of times", "write a whole number, such as '3' or '3 exactly'")
    natural = int(match[1])
    if natural < 1:
        raise PydanticKnownError("greater_than_equal", {"ge": 1})
    if natural > MOST_TIMES:
        raise PydanticKnownError("less_than_equal", {"le": MOST_TIMES})
    return Repetitions(natural, natural, natural) if match[2] else Repetitions(natural, 1, _MORE * natural)


def _span(least: int, most: int) -> Repetitions:
    """Return "8 to 12" as repetitions, the middle of which is natural."""
    if not 1 <= least <= most <= MOST_TIMES:
        raise fault("count", f"'{least} to {most}' is no span of times", "write the least first, such as '8 to 12'")
    return Repetitions((least + most) // 2, least, most)


Repeats = Annotated[
    Repetitions,
    BeforeValidator(_read_repetitions),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "pattern": f"^[0-9]+( {EXACTLY}| to [0-9]+)?$",
            "minimum": 1,
            "maximum": MOST_TIMES,
        }
    ),
]
Count = Annotated[int, Field(ge=1, le=MOST_TIMES), WHOLE]
Phase = Annotated[Duration, AfterValidator(at_least(1_000))]
"""The duration of one phase of a round."""


_TWO_TIMES = re.compile(rf"(?P<least>{DURATION.strip(' *')}) *(?:to|-|–|…|\.\.+) *(?P<most>{DURATION.strip(' *')})")


class Time(RoutineModel):
    """A time, which may have a least and a most, or be exact."""

    time: Duration
    """The natural time, if nobody asks for a length."""
    from_: Annotated[Duration | None, Field(alias="from")] = None
    """The least time."""
    to: Duration | None = None
    """The most time."""

    @model_validator(mode="before")
    @classmethod
    def _read_text(cls, value: Any) -> Any:  # noqa: ANN401 - what the author wrote
        if isinstance(value, int):
            return {"time": value}
        if not isinstance(value, str):
            return value
        if span := _TWO_TIMES.fullmatch(value):
            least, most = (each.strip() for each in span.group("least", "most"))
            written = f"{{time: {least}, from: {least}, to: {most}}}"
            raise fault("two_times", f"'{value}' is not one duration", f"for one that may change, write '{written}'")
        time, _, word = value.strip().rpartition(" ")
        return {"time": time, "from": time, "to": time} if word == EXACTLY else {"time": value}

    @model_validator(mode="after")
    def _holds_its_time(self) -> Self:
        if self.from_ is not None and self.to is not None and self.from_ > self.to:
            raise fault("bounds", "'from' is more than 'to'", "'from' is the least, 'to' the most: exchange them")
        if not (self.from_ or 0) <= self.time <= (self.time if self.to is None else self.to):
            raise fault("bounds", "'time' does not lie between 'from' and 'to'", "'from' is the least, 'to' the most")
        return self


class Timed(Time):
    """Something that is done for a time."""

    style: StyleName | None = None
    """The way to massage meanwhile; `coach check` tells when the time is too short for it."""


class Motion(RoutineModel):
    """Something that is done a whole number of times."""

    count: Literal["aloud"] | None = None
    """The voice counts each repetition as it begins."""


class Strokes(Motion):
    """Strokes along a path, there and back to its beginning."""

    strokes: Repeats
    """The number of strokes; '3 exactly' when it can be neither more nor fewer."""
    path: Length
    """The length of one stroke."""
    speed: Speed | None = None
    """The speed of the hand; the style's speed without it."""
    turn: Duration | None = None
    """The time between two strokes, to lift the hand and go back to the beginning."""
    style: StyleName = "effleurage"


class Circles(Motion):
    """Circles of a given width."""

    circles: Repeats
    """The number of circles; '12 exactly' when it can be neither more nor fewer."""
    across: Length
    """The width of one circle."""
    speed: Speed | None = None
    """The speed of the hand; the style's speed without it."""
    style: StyleName = "friction"


class Times(Motion):
    """Something that is done a number of times."""

    times: Repeats
    """The number of times; '5 exactly' when it can be neither more nor fewer, '8 to 12' when it is between these."""
    each: Annotated[Duration, AfterValidator(at_least(100))] | None = None
    """The time that one repetition takes; the style's time without it."""
    style: StyleName = "pressing"


class RoundWords(RoutineModel):
    """The words in each round."""

    tense: Spoken
    """The words as the tension begins."""
    release: Spoken
    """The words as the tension ends."""


class Rounds(RoutineModel):
    """Rounds of tension and release."""

    rounds: Count
    """The number of rounds; it never changes."""
    tense: Phase
    """The time to hold the tension."""
    release: Phase
    """The time to rest after it."""
    words: RoundWords | None = None
    """The words in each round; coach's own words for the language without it."""


def _at_least_a_second(value: int | None) -> int | None:
    return None if value is None else at_least(1_000)(value)


class UntilReady(RoutineModel):
    """A wait for the listener: the player waits for `next`, and an exported file gives it a natural time."""

    until: Literal["ready"] = "ready"
    """What it waits for."""
    at_most: Annotated[Duration | None, AfterValidator(_at_least_a_second), Field(alias="at most")] = None
    """The time after which the player goes on by itself, from the beginning of the wait; without it, never."""
    remind: Spoken | None = None
    """What is said once a minute while it waits; coach's own words without it."""


def written_words(practice: RoutineModel | None) -> dict[str, str]:
    """Return the words that an author wrote for the phases of breaths or rounds, by the key of the phase."""
    words = getattr(practice, "words", None)
    said = words.model_dump(by_alias=True) if isinstance(words, RoutineModel) else {}
    return {key: text for key, text in said.items() if text}


FORMS: dict[str, type[RoutineModel]] = {
    "time": Timed,
    "strokes": Strokes,
    "circles": Circles,
    "times": Times,
    "breaths": Breaths,
    "rounds": Rounds,
    "until": UntilReady,
}
"""The forms of a practice by the key that tells which of them a mapping is."""


_WAIT = "until ready"
_UNTIL_READY = re.compile(r"\s*until\s+ready(?:\s*,?\s*at\s+most\s*(?P<most>.*))?\s*", re.IGNORECASE)


def _read_practice(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    if not isinstance(value, str):
        return value
    if not (match := _UNTIL_READY.fullmatch(value)):
        if value.split()[:1] == ["until"] or get_close_matches(value.casefold(), [_WAIT], 1, cutoff=0.75):
            raise fault("until", f"'{value}' is not possible", f"did you mean '{_WAIT}'?")
        return value
    return {"until": "ready"} | ({"at most": match["most"]} if match["most"] else {})


def _form(value: Any) -> str:  # noqa: ANN401 - what the author wrote
    if isinstance(value, RoutineModel):
        return next(tag(key) for key, form in FORMS.items() if isinstance(value, form))
    keys = [str(key) for key in value] if isinstance(value, dict) else []
    exact = next((key for key in keys if key in FORMS), None)
    near = (match for key in keys for match in get_close_matches(key, FORMS, 1, cutoff=0.7))
    return tag(exact or next(near, None) or max(FORMS, key=lambda form: sum(key in keys_of(form) for key in keys)))


def keys_of(form: str) -> list[str]:
    """Return the keys of a form of a practice."""
    return [field.alias or name for name, field in FORMS[form].model_fields.items()]


def tag(key: str) -> str:
    """Return the name of a form in the location of a problem, which cannot be taken for a key."""
    return f"<{key}>"


Practice = Annotated[
    Annotated[Timed, Tag("<time>")]
    | Annotated[Strokes, Tag("<strokes>")]
    | Annotated[Circles, Tag("<circles>")]
    | Annotated[Times, Tag("<times>")]
    | Annotated[Breaths, Tag("<breaths>")]
    | Annotated[Rounds, Tag("<rounds>")]
    | Annotated[UntilReady, Tag("<until>")],
    Discriminator(_form),
    BeforeValidator(_read_practice),
]
Pause = Time
