"""A wrong argument is told by its name, and what was meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from coach.argument_types import A_NUMBER, A_TEXT, A_WHOLE_NUMBER, instance, optional, several, takes, whole
from coach.errors import UsageError
from coach.export.about import Tags

pytestmark = pytest.mark.unit


@takes(count=A_WHOLE_NUMBER, name=A_TEXT, tags=optional(instance("Tags", Tags)))
def rest(count: int, name: str = "", *, tags: Tags | None = None, louder: bool = False) -> str:
    return f"{count}{name}{tags}{louder}"


@takes(ms=whole("a time", 1, 9))
@dataclass(frozen=True, slots=True)
class Pause:
    ms: int
    text: str = ""

    @takes(times=A_WHOLE_NUMBER)
    def repeat(self, times: int) -> int:
        return self.ms * times


def told(call: Any, *arguments: Any, **keywords: Any) -> str:
    with pytest.raises(UsageError) as error:
        call(*arguments, **keywords)
    return str(error.value)


def test_what_fits_is_passed_on() -> None:
    assert rest(3, "x", louder=True) == rest(count=3, name="x", louder=True) == "3xNoneTrue"
    assert Pause(3).repeat(times=2) == Pause(ms=3).repeat(2) == 6


@pytest.mark.parametrize(
    ("arguments", "keywords", "expected"),
    [
        ((), {}, "count: it is missing; give a whole number"),
        (("1",), {}, "count: '1' is not a whole number"),
        ((1, "x", None), {}, "rest takes 2 values without a name; it was given 3"),
        ((1,), {"count": 2}, "count: it is given twice"),
        ((1,), {"nam": "x"}, "there is no argument 'nam'; did you mean 'name'?"),
        ((1,), {"titel": "x"}, "there is no argument 'titel'; did you mean 'tags=Tags(title=…)'?"),
        ((1,), {"album": "x"}, "there is no argument 'album'; did you mean 'tags=Tags(album=…)'?"),
        ((1,), {"xyz": 0}, "there is no argument 'xyz'; there are count, name, louder, tags"),
    ],
)
def test_a_call_that_cannot_be_made_is_told_in_words(
    arguments: tuple[Any, ...], keywords: dict[str, Any], expected: str
) -> None:
    assert told(rest, *arguments, **keywords) == expected


def test_all_that_is_wrong_is_told_at_once() -> None:
    lines = (
        "there is no argument 'louter'; did you mean 'louder'?\ncount: it is missing; give a whole number\nname: 3 is"
    )
    assert told(rest, name=3, louter=True).startswith(lines)


def test_what_makes_a_class_and_its_methods_are_told_alike() -> None:
    assert told(Pause) == "ms: it is missing; give a time"
    assert told(Pause, 3, "", 4) == "Pause takes 2 values without a name; it was given 3"
    assert told(Pause, 0, txt="") == "there is no argument 'txt'; did you mean 'text'?\nms: 0 is not a time"
    assert told(Pause(3).repeat, 1, 2) == "repeat takes 1 value without a name; it was given 2"
    assert told(Pause(3).repeat, time=1).startswith("there is no argument 'time'; did you mean 'times'?")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), True, "1", None, 1j])
def test_a_number_is_a_finite_one(number: object) -> None:
    assert not A_NUMBER.fits(number)
    assert A_NUMBER.fits(-1.5)


def test_kinds_are_made_of_others() -> None:
    few = several("names", A_TEXT, least=1)
    assert [few.fits(each) for each in (["a"], ("a", "b"), [], "a", [3])] == [True, True, False, False, False]
