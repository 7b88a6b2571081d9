from __future__ import annotations

import pytest

from coach.draft.english.elided_numbers import number_without_unit

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Third time only ten.", "10"),
        ("Another thirty off.", "30"),
        ("And again twenty, with the eyes shut.", "20"),
        ("Look at your thumb for the next twenty.", "20"),
        ("Second, twenty-five.", "25"),
    ],
)
def test_a_number_that_goes_on_from_another_leaves_out_its_unit(sentence: str, number: str) -> None:
    assert number_without_unit(sentence) == number


@pytest.mark.parametrize(
    "sentence",
    ["Another thirty seconds.", "Count to ten again.", "Next round, do just four.", "The second was in 2015.", "Ten."],
)
def test_a_number_with_a_unit_or_a_meaning_of_its_own_does_not(sentence: str) -> None:
    assert not number_without_unit(sentence)
