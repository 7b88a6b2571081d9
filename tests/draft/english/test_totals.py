from __future__ import annotations

import pytest

from coach.draft.english.numbers import exactly
from coach.draft.english.totals import without_total

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "rest", "ms"),
    [
        (
            "press for 3 seconds, let go for 2; go on like this for 1 minute",
            "press for 3 seconds, let go for 2",
            60_000,
        ),
        ("press for 3 seconds and let go, for 90 seconds in all", "press for 3 seconds and let go", 90_000),
    ],
)
def test_the_time_of_all_is_told_apart_from_the_times_of_its_parts(text: str, rest: str, ms: int) -> None:
    assert without_total(text) == (rest, exactly(ms))


@pytest.mark.parametrize("text", ["rest for 2 minutes", "press for 3 seconds", "lie down and stay for 5 minutes"])
def test_a_time_of_its_own_is_no_time_of_all(text: str) -> None:
    assert without_total(text) == (text, None)
