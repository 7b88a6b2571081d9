"""Blocks of what a page has around its text → those of the text, if most of them ask or warn.

Page builders put boxes of steps beside the text, or call the text a widget, and hide what a click opens.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.reading.survey import Survey
    from coach.draft.text.blocks import Block

_FEWEST = 3
"""The fewest sentences that ask of a part of the page that belongs to the text."""
_ENDS = ".!…)"
"""The signs with which sentences end; a link in the form of a request ends without one."""


class _Count(NamedTuple):
    """How many sentences ask, warn, and are there in all."""

    asks: int
    warns: int
    all: int


def with_asking_parts(blocks: Sequence[Block], survey: Survey) -> list[Block]:
    """Return the blocks; a part of what is around the text of which most surely asks or warns belongs to the text."""
    found: list[Block] = []
    for page, group in groupby(blocks, key=lambda block: block.page):
        part = list(group)
        found += _with_part(part, survey) if page else part
    return found


def _with_part(around: list[Block], survey: Survey) -> Iterator[Block]:
    """Yield blocks around the text, those from the first that asks or warns to the last as blocks of the text."""
    counts = [_count(block, survey) for block in around]
    sure = [place for place, count in enumerate(counts) if count.asks or count.warns]
    start, end = (sure[0], sure[-1] + 1) if sure else (0, 0)
    asks, warns, all_ = (sum(column) for column in zip(*counts[start:end], strict=True)) if sure else (0, 0, 0)
    belongs = asks >= _FEWEST and 2 * (asks + warns) >= all_
    for place, block in enumerate(around):
        yield replace(block, page=False) if belongs and start <= place < end else block


def _count(block: Block, survey: Survey) -> _Count:
    """Return how many sentences of a block surely ask and warn; what does not end as a sentence does neither."""
    if block.kind == "heading":
        return _Count(0, 0, 0)
    if block.number is None and block.text[-1] not in _ENDS:
        return _Count(0, 0, 1)
    judged = list(survey.judge_all(block, "page"))
    warns = sum(likely.likely_warns(risky=False) for likely in judged)
    return _Count(sum(likely.surely_asks for likely in judged), warns, len(judged))
