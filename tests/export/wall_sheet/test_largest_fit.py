from __future__ import annotations

import pytest

from coach.export.wall_sheet.kept_words import Amount
from coach.export.wall_sheet.largest_fit import COMFORTABLE, LARGEST, LEAST, Fit, largest_fit

pytestmark = pytest.mark.unit

Sizes = dict[Amount, tuple[float, float]]
"""The largest size that takes one page with so many words, in one column and in two."""


def fit(sizes: Sizes, otherwise: int = 4) -> Fit:
    def pages(amount: Amount, columns: int, size: float) -> int:
        return 1 if size <= sizes.get(amount, (0, 0))[columns - 1] else otherwise + (amount > Amount.MANNER)

    return largest_fit(pages)


@pytest.mark.parametrize(
    ("sizes", "wanted"),
    [
        ({Amount.ALL: (30, 30)}, Fit(Amount.ALL, 1, LARGEST, 1)),
        ({Amount.ALL: (COMFORTABLE, 20)}, Fit(Amount.ALL, 1, COMFORTABLE, 1)),
        ({Amount.ALL: (15.9, 16.5)}, Fit(Amount.ALL, 2, 16.5, 1)),
        ({Amount.ALL: (15.9, 15.0), Amount.FIRST: (14.6, 14.8)}, Fit(Amount.FIRST, 2, 14.8, 1)),
        ({Amount.MANNER: (LEAST, 0), Amount.MINDED: (20, 20)}, Fit(Amount.MANNER, 1, LEAST, 1)),
        ({Amount.MINDED: (13.9, LEAST)}, Fit(Amount.MINDED, 2, LEAST, 1)),
    ],
)
def test_words_are_left_out_before_letters_are_less_than_large(sizes: Sizes, wanted: Fit) -> None:
    assert fit(sizes) == wanted


def test_what_is_no_page_is_as_few_as_there_can_be_with_as_many_words_as_they_hold() -> None:
    assert fit({Amount.MINDED: (13.9, 13.9)}) == Fit(Amount.MANNER, 1, LEAST, 4)


def test_what_never_fits_is_tried_only_in_the_least_letters() -> None:
    tried: set[float] = set()

    def pages(_amount: Amount, _columns: int, size: float) -> int:
        tried.add(size)
        return 9

    largest_fit(pages)
    assert tried == {LEAST}
