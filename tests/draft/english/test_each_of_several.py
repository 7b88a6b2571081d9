from __future__ import annotations

import pytest

from coach.draft.english.each_of_several import things_timed_each
from coach.draft.english.numbers import exactly

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("press the 4 points along the eyebrow for 10 seconds each", 4),
        ("massage the sole, the heel and the toes, 1 minute each", 3),
    ],
)
def test_several_things_with_a_time_each_are_counted(text: str, number: int) -> None:
    assert things_timed_each(text) == exactly(number)


@pytest.mark.parametrize("text", ["knead the thighs for 1 minute each", "press the 4 points for 10 seconds"])
def test_a_pair_has_turns_and_one_time_is_that_of_all(text: str) -> None:
    assert things_timed_each(text) is None
