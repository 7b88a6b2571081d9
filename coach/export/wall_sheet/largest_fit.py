"""How many words a sheet has room for, and how large its letters can be, so that it is one page in large print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.export.wall_sheet.kept_words import Amount

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST, COMFORTABLE, LEAST = 24.0, 16.0, 14.0
"""Points. All the words stand there only in comfortable letters, and no letter of a step is ever smaller than
the least.

The UK Association for Accessible Formats asks for 16 points in large print, and for 12, or better 14, in print that is
clear to most people (*Creating clear print and large print documents*, G003). It means Arial: DejaVu Sans is larger at
the same size. Its x is 0.547 of the size, and Arial's 0.519, so that 14 points of it are like 14.8 of Arial.
"""
_STEPS = 10
"""The steps in a point: the least change of the size."""


@dataclass(frozen=True)
class Fit:
    """How a sheet fits: how many of its words, its columns, the size of its letters in points, and its pages."""

    amount: Amount
    columns: int
    size: float
    pages: int


def largest_fit(pages: Callable[[Amount, int, float], int]) -> Fit:
    """Return the fullest sheet in large print on one page, or else on as few pages as there can be.

    `pages` gives the number of pages for an amount of words, a number of columns and a size in points.

    Example:
        >>> largest_fit(lambda amount, columns, size: 1 if size <= 17 - amount else 2)
        Fit(amount=<Amount.FIRST: 2>, columns=1, size=15.0, pages=1)
        >>> largest_fit(lambda amount, columns, size: 3)
        Fit(amount=<Amount.ALL: 3>, columns=1, size=14.0, pages=3)
    """
    for amount in reversed(Amount):
        fit = _on_one_page(pages, amount)
        if fit and (fit.size >= COMFORTABLE or amount < Amount.ALL):
            return fit
    return _on_several(pages)


def _on_one_page(pages: Callable[[Amount, int, float], int], amount: Amount) -> Fit | None:
    """Return the largest letters for so many words; two columns only where one would not be comfortable."""
    one = _largest(lambda size: pages(amount, 1, size) == 1)
    two = 0.0 if one >= COMFORTABLE else _largest(lambda size: pages(amount, 2, size) == 1)
    columns, size = (1, one) if one >= two else (2, two)
    return Fit(amount, columns, size, 1) if size else None


def _on_several(pages: Callable[[Amount, int, float], int]) -> Fit:
    """Return the fullest sheet on as few pages as there can be."""
    counts = {amount: pages(amount, 1, LEAST) for amount in Amount}
    least = min(counts.values())
    return Fit(max(amount for amount, count in counts.items() if count == least), 1, LEAST, least)


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
