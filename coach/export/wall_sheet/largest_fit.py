"""How large the letters of a sheet can be: the largest with which all fits on one page, in one column or in two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST, COMFORTABLE, LEAST = 24.0, 11.0, 8.0
"""Points. Under the comfortable size, two columns are tried, and under the least one, a page is not for a wall.

DejaVu Sans has large small letters: an x is 0.547 of the size. At 8 points they are higher than those of Times New
Roman at 9, which the European guideline on the readability of a package leaflet (2009) asks for.
"""
_STEPS = 10
"""The steps in a point: the least change of the size."""


@dataclass(frozen=True)
class Fit:
    """How a sheet fits: its columns, the size of its letters in points, and its pages."""

    columns: int
    size: float
    pages: int


def largest_fit(pages: Callable[[int, float], int]) -> Fit:
    """Return the largest letters with which a sheet takes one page; several pages where the least ones need them.

    `pages` gives the number of pages for a number of columns and a size in points.

    Example:
        >>> largest_fit(lambda columns, size: 1 if size <= 14 else 2)
        Fit(columns=1, size=14.0, pages=1)
        >>> largest_fit(lambda columns, size: 3)
        Fit(columns=1, size=11.0, pages=3)
    """
    one = _largest(lambda size: pages(1, size) == 1)
    if one >= COMFORTABLE:
        return Fit(1, one, 1)
    two = _largest(lambda size: pages(2, size) == 1)
    if max(one, two) < LEAST:
        return Fit(1, COMFORTABLE, pages(1, COMFORTABLE))
    return Fit(2, two, 1) if two > one else Fit(1, one, 1)


def _largest(fits: Callable[[float], bool]) -> float:
    """Return the largest size that fits, by bisection; zero if none does, which is asked first, as it takes longest."""
    if not fits(LEAST):
        return 0.0
    least, most = 0, round((LARGEST - LEAST) * _STEPS)
    while least < most:
        middle = (least + most + 1) // 2
        if fits(LEAST + middle / _STEPS):
            least = middle
        else:
            most = middle - 1
    return LEAST + least / _STEPS
