from __future__ import annotations

import pytest

from coach.export.wall_sheet.largest_fit import COMFORTABLE, LARGEST, LEAST, Fit, largest_fit

pytestmark = pytest.mark.unit


def fit(one: float, two: float) -> Fit:
    """The fit of what takes one page up to these sizes, in one column and in two, and else four."""
    return largest_fit(lambda columns, size: 1 if size <= (one, two)[columns - 1] else 4)


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        (30, 30, Fit(1, LARGEST, 1)),
        (14.3, 20, Fit(1, 14.3, 1)),
        (COMFORTABLE, 20, Fit(1, COMFORTABLE, 1)),
        (10.9, 12.5, Fit(2, 12.5, 1)),
        (10.9, 10.0, Fit(1, 10.9, 1)),
        (0, LEAST, Fit(2, LEAST, 1)),
        (0, 0, Fit(1, COMFORTABLE, 4)),
    ],
)
def test_one_column_where_it_is_comfortable_then_two_then_more_pages(one: float, two: float, wanted: Fit) -> None:
    assert fit(one, two) == wanted


def test_what_never_fits_is_tried_only_in_the_least_letters() -> None:
    tried: list[tuple[int, float]] = []

    def pages(columns: int, size: float) -> int:
        tried.append((columns, size))
        return 9

    largest_fit(pages)
    assert tried == [(1, LEAST), (2, LEAST), (1, COMFORTABLE)]
