from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from coach.errors import Place
from coach.routine.base_model import Duration, Length, RoutineModel, Speed, YesNo, at_least
from coach.routine.limits import DAY_MS
from coach.yaml_document import Mapping

pytestmark = pytest.mark.unit


class Rest(RoutineModel):
    time: Duration
    soft: YesNo = False


def read(kind: Any, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Duration, "0s", 0),
        (Duration, "1m30s", 90_000),
        (Duration, "24h", DAY_MS),
        (Length, "1mm", 1_000),
        (Length, "1000cm", 10_000_000),
        (Speed, "1mm/s", 1_000),
        (Speed, "10m/s", 10_000_000),
    ],
)
def test_a_quantity_is_read_up_to_its_bounds(kind: Any, text: str, value: int) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (Duration, "24h1ms", "'24h1ms' is longer than a day"),
        (Length, "0.999mm", "'0.999mm' is too little"),
        (Length, "1000.1cm", "'1000.1cm' is too much"),
        (Speed, "0.9mm/s", "'0.9mm/s' is too little"),
        (Speed, "10.1m/s", "'10.1m/s' is too much"),
    ],
)
def test_beyond_its_bounds_a_quantity_is_refused(kind: Any, text: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        read(kind, text)


@pytest.mark.parametrize("kind", [Duration, Length, Speed])
def test_what_is_read_already_stays_as_it_is(kind: Any) -> None:
    assert read(kind, 90_000) == 90_000


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        (Duration, "20 ms is too little .* write '20s'"),
        (Length, "20 µm is too little .* write '20cm'"),
        (Speed, "20 µm/s is too little .* write '20cm/s'"),
    ],
)
def test_a_number_that_was_meant_in_another_unit_is_refused(kind: Any, hint: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read(kind, 20)
    (problem,) = refusal.value.errors()
    assert re.fullmatch(hint, f"{problem['msg']} {problem['ctx']['hint']}")


@pytest.mark.parametrize("kind", [Duration, Length, Speed])
@pytest.mark.parametrize("value", ["", "  ", [], {}, None, 1.5, True])
def test_what_is_no_text_is_no_quantity(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError, match="not a quantity"):
        read(kind, value)


@pytest.mark.parametrize("kind", [Duration, Length, Speed])
def test_a_quantity_of_another_kind_is_refused(kind: Any) -> None:
    others = {"40s": Duration, "4cm": Length, "4cm/s": Speed}
    for text in [text for text, other in others.items() if other is not kind]:
        with pytest.raises(ValidationError, match=f"'{text}' is not a"):
            read(kind, text)


@pytest.mark.parametrize(
    ("value", "meant"),
    [("yes", True), ("Yes", True), (" TRUE ", True), (True, True), ("no", False), ("False", False), (False, False)],
)
def test_yes_and_no_are_read(value: object, *, meant: bool) -> None:
    assert read(YesNo, value) is meant


@pytest.mark.parametrize("value", ["", "maybe", "1", "on", "off", "y", [], None])
def test_anything_else_is_neither_yes_nor_no(value: object) -> None:
    with pytest.raises(ValidationError, match="is neither yes nor no"):
        read(YesNo, value)


def test_a_duration_that_is_long_enough_stays() -> None:
    assert at_least(1_000)(1_000) == 1_000


def test_a_duration_that_is_too_short_is_told_with_the_least() -> None:
    with pytest.raises(PydanticCustomError) as error:
        at_least(1_000)(999)
    assert error.value.context == {"message": "0.999s is too short", "hint": "at least 1s"}


def document() -> Mapping:
    mapping = Mapping(Place("FILE", 3, 5))
    mapping["time"], mapping.places["time"] = "4s", Place("FILE", 4, 7)
    return mapping


def test_an_item_knows_where_its_keys_stand() -> None:
    rest = Rest.model_validate(document())
    assert (rest.place("time"), rest.place("soft")) == (Place("FILE", 4, 7), Place("FILE", 3, 5))


def test_a_copy_knows_its_places_too() -> None:
    rest = Rest.model_validate(document()).model_copy(update={"soft": True})
    assert (rest.place("time"), rest.place()) == (Place("FILE", 4, 7), Place("FILE", 3, 5))


def test_an_item_takes_no_key_that_it_does_not_know() -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Rest.model_validate({"time": "4s", "loud": "yes"})


def test_an_item_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Rest(time="1s").time = 2  # type: ignore[misc]
