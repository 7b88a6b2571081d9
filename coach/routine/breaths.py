"""Types of `do: {breaths: ...}`: breaths that can be held, and can grow slower from the first to the last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator

from coach.routine.base_model import DURATION, WHOLE, RoutineModel, at_least, fault, read_duration
from coach.routine.texts import Spoken  # noqa: TC001 - pydantic reads the annotations
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_BREATHS = 1000
PhaseName = Literal["in", "hold", "out", "rest"]
_RAMP = re.compile(r"\s*(\d[^-–—→>…]*?)\s*(\bto\b|[-–—→>]+|\.{2,}|…|\buntil\b)\s*(\d.*?)\s*")
"""Two times with a word or a sign between them; the word is `to`."""


@dataclass(frozen=True, slots=True)
class Ramp:
    """A time that changes evenly from the first breath to the last; most have the same for both."""

    first_ms: int
    last_ms: int

    def at(self, number: int, of: int) -> Fraction:
        """Return the exact milliseconds for a breath, counted from 0, of so many.

        Example:
            >>> Ramp(6_000, 8_000).at(1, of=3)
            Fraction(7000, 1)
        """
        return self.first_ms + Fraction((self.last_ms - self.first_ms) * number, max(1, of - 1))

    def __str__(self) -> str:
        """Return the ramp as it is written."""
        ends = [format_duration(self.first_ms), format_duration(self.last_ms)]
        return " to ".join(dict.fromkeys(ends))


@dataclass(frozen=True, slots=True)
class BreathPhase:
    """One phase of one breath: its name, and its milliseconds from the beginning of the first breath."""

    name: PhaseName
    start_ms: int
    end_ms: int


def _read_ramp(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    if isinstance(value, Ramp):
        return value
    if isinstance(value, str) and (match := _RAMP.fullmatch(value)):
        first, sign, last = match.groups()
        if sign != "to" or first.isdecimal():
            raise fault("ramp", f"'{value}' is not a duration", f"{_CHANGES}'{_with_unit_of(last, first)} to {last}'")
        return Ramp(read_duration(first), read_duration(last))
    ms = read_duration(value)
    return Ramp(ms, ms)


_CHANGES = "for one that changes with each breath, write "


def _with_unit_of(last: str, first: str) -> str:
    unit = re.search(r"[a-z]+$", last) if first.isdecimal() else None
    return first + (unit[0] if unit else "")


def _both_at_least(ms: int) -> Callable[[Ramp], Ramp]:
    def checked(ramp: Ramp) -> Ramp:
        for end in (ramp.first_ms, ramp.last_ms):
            at_least(ms)(end)
        return ramp

    return checked


_RAMP_SCHEMA = WithJsonSchema(
    {
        "type": "string",
        "pattern": rf"^(?:{DURATION}|{DURATION} +to +{DURATION})$",
        "examples": ["6s", "6s to 8s"],
    }
)
_Moving = Annotated[Ramp, BeforeValidator(_read_ramp), AfterValidator(_both_at_least(1_000)), _RAMP_SCHEMA]
_Still = Annotated[Ramp, BeforeValidator(_read_ramp), _RAMP_SCHEMA]


class BreathWords(RoutineModel):
    """The words with each breath."""

    in_: Annotated[Spoken, Field(alias="in")]
    """The words as the breath goes in."""
    hold: Spoken | None = None
    """The words as it is held; nothing is said then without them."""
    out: Spoken
    """The words as the breath goes out."""
    rest: Spoken | None = None
    """The words as the lungs rest; nothing is said then without them."""


def _words_form(value: Any) -> str:  # noqa: ANN401 - what the author wrote
    return "<whose>" if value in ("yes", "none") else "<words>"


_Whose = Annotated[Literal["yes", "none"], WithJsonSchema({"enum": [True, "yes", "none"]})]
_Words = Annotated[
    Annotated[BreathWords, Tag("<words>")] | Annotated[_Whose, Tag("<whose>")], Discriminator(_words_form)
]


class Breaths(RoutineModel):
    """Breaths: in, held if there is a `hold`, out, and a rest if there is one.

    A session that is asked to be longer or shorter changes nothing of them: neither their times nor their number.
    """

    breaths: Annotated[int, Field(ge=1, le=MOST_BREATHS), WHOLE]
    """The number of breaths; it never changes."""
    in_: Annotated[_Moving, Field(alias="in")]
    """The time to breathe in; `4s to 5s` grows evenly from the first breath to the last."""
    hold: _Still | None = None
    """The time to hold the breath after it went in."""
    out: _Moving
    """The time to breathe out."""
    rest: _Still | None = None
    """The time to wait after the breath went out."""
    sound: Literal["breath", "none"] = "breath"
    """The sound that rises with each breath in and falls with each breath out; it is silent in between."""
    words: _Words | None = None
    """The words with each breath; `yes`: coach's own for the language, as without it if the breath is held; `none`:
    nothing is said, as without it if the breath is not held."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for name, ramp in self.times:
            if self.breaths == 1 and ramp.first_ms != ramp.last_ms:
                raise fault("ramp", f"'{name}: {ramp}' for one breath", "write one time, or more breaths")
        for name in ("hold", "rest"):
            if isinstance(self.words, BreathWords) and getattr(self.words, name) and not _takes_time(self, name):
                raise fault("words", f"words for '{name}', which takes no time", f"write '{name}: 4s' too, or no words")
        return self

    @property
    def is_held(self) -> bool:
        """Whether the breath is held: after it went in, or after it went out."""
        return _takes_time(self, "hold") or _takes_time(self, "rest")

    @property
    def has_own_words(self) -> bool:
        """Whether coach says the phases in its own words."""
        return self.words == "yes" or (self.words is None and self.is_held)

    @property
    def ends(self) -> set[tuple[int, int]]:
        """The milliseconds in and out of the first breath, and of the last; all others lie between them."""
        return {(self.in_.first_ms, self.out.first_ms), (self.in_.last_ms, self.out.last_ms)}

    @property
    def slowest_ms(self) -> int:
        """The milliseconds of the slowest breath, in and out, without its holds."""
        return max(map(sum, self.ends))

    @property
    def longest_hold_ms(self) -> int:
        """The most milliseconds for which the breath is held, or rests."""
        return max(max(ramp.first_ms, ramp.last_ms) for ramp in (self.hold, self.rest, Ramp(0, 0)) if ramp)

    @property
    def duration_ms(self) -> int:
        """The milliseconds of all breaths together: a ramp takes as long as its middle, each time."""
        return round(Fraction(self.breaths * sum(ramp.first_ms + ramp.last_ms for _, ramp in self.times), 2))

    @property
    def phases(self) -> Iterator[BreathPhase]:
        """The phases of all breaths that take any time, in their order; only their ends are rounded."""
        at = Fraction(0)
        for number in range(self.breaths):
            for name, ramp in self.times:
                begin, at = at, at + ramp.at(number, self.breaths)
                if round(at) > round(begin):
                    yield BreathPhase(name, round(begin), round(at))

    @property
    def rule(self) -> str:
        """The origin of their time, for people: `4 × (4s in + 7s hold + 8s out)`."""
        return f"{self.breaths} × ({' + '.join(f'{ramp} {name}' for name, ramp in self.times)})"

    @property
    def times(self) -> list[tuple[PhaseName, Ramp]]:
        """The phases of each breath that take any time, in their order, with their times."""
        ramps = zip(get_args(PhaseName), (self.in_, self.hold, self.out, self.rest), strict=True)
        return [(name, ramp) for name, ramp in ramps if ramp and ramp.first_ms + ramp.last_ms]


def _takes_time(breaths: Breaths, name: str) -> bool:
    ramp: Ramp | None = getattr(breaths, name)
    return bool(ramp and ramp.first_ms + ramp.last_ms)
