"""Blocks → the stretches in which they stand: items of one list, or lines and paragraphs with no heading between.

A rule that leaves out more than the sentence it looks at goes by what a heading or a page's builder says. A stretch of
which most sentences surely ask is left out by none of them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coach.draft.reading.sentence_classifier import Likelihoods
    from coach.draft.text.blocks import Block

_FEWEST = 3
"""The fewest sentences that ask of a stretch that is not left out."""


def stretches_of(blocks: Sequence[Block]) -> Mapping[Block, Sequence[Block]]:
    """Return for each block that is no heading the blocks of its stretch."""
    groups = (list(group) for _, group in groupby(blocks, key=lambda block: (block.kind, block.page)))
    return {block: group for group in groups for block in group if block.kind != "heading"}


def mostly_asks(judged: Iterable[Likelihoods]) -> bool:
    """Whether at least three of several sentences, and half of them, surely ask."""
    asks = [likely.surely_asks for likely in judged]
    return sum(asks) >= _FEWEST and 2 * sum(asks) >= len(asks)
