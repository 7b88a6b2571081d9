from __future__ import annotations

import pytest

from coach.suggestion import suggest

pytestmark = pytest.mark.unit

KNOWN = ("say", "pause", "do")


@pytest.mark.parametrize(("typed", "meant"), [("sya", "say"), ("pauze", "pause"), ("says", "say")])
def test_the_nearest_name_is_meant(typed: str, meant: str) -> None:
    assert suggest(typed, KNOWN, "look it up") == f"did you mean '{meant}'?"


@pytest.mark.parametrize("typed", ["", "rhythm"])
def test_where_none_is_near_there_is_something_else_to_do(typed: str) -> None:
    assert suggest(typed, KNOWN, "look it up") == "look it up"


def test_a_name_is_written_as_one_has_to_type_it() -> None:
    assert suggest("hnd", ["hand"], "", written="{{{}}}") == "did you mean {hand}?"


def test_how_like_it_has_to_be_can_be_said() -> None:
    assert suggest("condition", ["conditions"], "none", likeness=1.0) == "none"


@pytest.mark.parametrize("typed", ["say do", "say; do", " say/do"])
def test_known_names_without_a_comma_between_them_are_told_apart(typed: str) -> None:
    assert suggest(typed, KNOWN, "look it up") == "a comma stands between two: say, do"
