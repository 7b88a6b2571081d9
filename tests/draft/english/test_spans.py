from __future__ import annotations

import pytest

from coach.draft.english.numbers import Amount
from coach.draft.english.quantities import quantities_in
from coach.draft.english.spans import with_spans

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("between 5 and 8 times", "5 to 8 times"),
        ("between 3 minutes and 5 minutes", "3 to 5 minutes"),
        ("30 seconds to 1 minute", "30 to 60 seconds"),
        ("at least 5 minutes but not for more than 10", "at least 5 to 10 minutes"),
        ("20 minutes, at most 30 minutes", "20 to 30 minutes"),
        ("5 times, or up to 8 times", "5 to 8 times"),
        ("20 minutes, 30 minutes if you like it", "20 to 30 minutes if you like it"),
    ],
)
def test_a_least_and_a_most_are_one_span(text: str, span: str) -> None:
    assert with_spans(text) == span


@pytest.mark.parametrize(
    "text",
    [
        "between 8 and 5 minutes",
        "5 times, up to 10 minutes",
        "12 to 15 minutes but never longer than 20",
        "30 seconds, 1 minute",
    ],
)
def test_numbers_that_are_no_least_and_most_stay_apart(text: str) -> None:
    assert with_spans(text).replace("up to", "never longer than") in (text, text.replace("up to", "never longer than"))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Steep it for no longer than three minutes.", (90, 180)),
        ("Lie down, ten minutes at the least.", (600, 600)),
        ("Soak them for not less than two minutes.", (120, 360)),
        ("Breathe the steam for a maximum of four minutes.", (120, 240)),
    ],
)
def test_a_limit_alone_has_bounds_by_what_it_says(text: str, seconds: tuple[int, int]) -> None:
    time = quantities_in(text).time
    assert time is not None
    assert (time.least, time.most) == tuple(1_000 * each for each in seconds)


def test_the_most_of_a_prohibition_is_nothing_to_do() -> None:
    assert quantities_in("Do not hold it for more than ten seconds.").time is None
    assert quantities_in("Do up to ten.").times == Amount(10, 10, 10)
