from __future__ import annotations

import pytest

from coach.draft import draft_routine

pytestmark = pytest.mark.unit


def steps_of(text: str) -> str:
    return draft_routine(f"Wall rest\n\n{text}\n".encode(), "wall.txt").partition("steps:")[2]


def test_a_number_alone_has_the_unit_of_the_sentence_before_it() -> None:
    drafted = steps_of("Press the heel down. Thirty seconds. And then ten more.")
    assert "do: 30s exactly" in drafted
    assert "say: And then ten more." in drafted
    assert "do: 10s exactly" in drafted


def test_the_same_again_is_held_for_its_own_number() -> None:
    drafted = steps_of("Drop the ear to the shoulder, hang there, fifteen seconds.\n\nChin down, same again, twenty.")
    assert "do: 20s exactly" in drafted


def test_a_number_after_repetitions_is_one_of_repetitions() -> None:
    drafted = steps_of("Press the heel down ten times. And then five more.")
    assert "5s" not in drafted
