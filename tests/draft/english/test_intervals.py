"""Intervals of work and rest."""

import pytest

from coach.draft.english.intervals import interval_in
from coach.draft.english.numbers import with_digits

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "work", "rest"),
    [
        ("Work for 40 seconds, then rest for 20 seconds.", 40, 20),
        ("40 s on / 20 s off", 40, 20),
        ("One minute of work, 30 seconds of rest", 60, 30),
        ("Intervals: 40/20", 40, 20),
        ("Work: 45 seconds, Rest: 15 seconds", 45, 15),
    ],
)
def test_work_and_rest_take_turns(text: str, work: int, rest: int) -> None:
    found = interval_in(with_digits(text.casefold()))
    assert found
    assert [amount.natural for amount in found] == [1_000 * work, 1_000 * rest]


@pytest.mark.parametrize("text", ["Tempo 3/1", "Move on after 5 minutes.", "Squeeze for 5 s, rest for 10 s."])
def test_other_figures_are_no_interval(text: str) -> None:
    assert interval_in(with_digits(text.casefold())) is None
