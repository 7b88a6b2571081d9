from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.timeline.estimate import STOP_MS, estimate_by_pace

pytestmark = pytest.mark.unit

measure = estimate_by_pace(120)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Breathe.", 1),
        ("Let your hands rest", 4),
        ("Don't pull a well-known finger", 5),
        ("Où es-tu", 2),
        ("10, and 17.", 3),
        ("21 and 30", 4),
    ],
)
def test_every_word_takes_its_part_of_a_minute(text: str, words: int) -> None:
    assert measure(text) == 500 * words


def test_a_stop_inside_takes_a_moment_and_one_at_the_end_does_not() -> None:
    assert measure("Sit. Breathe... Rest.") == 1_500 + 2 * STOP_MS
    assert measure(" Sit. \n") == 500


def test_what_has_no_word_takes_as_long_as_one() -> None:
    assert measure("…") == 500


@given(st.text(max_size=80), st.integers(80, 219))
def test_a_faster_pace_never_takes_longer(text: str, pace: int) -> None:
    assert 0 < estimate_by_pace(pace + 1)(text) <= estimate_by_pace(pace)(text)
