"""Lines of which each is one part of a breath ("Breathe in: 4 seconds", "Hold: 4 seconds") → one paragraph for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.quantities import quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.text.blocks import Block

_MOST, _LONGEST = 4, 40
"""The most parts of a breath, and the most characters of a line that tells one of them."""


def with_breaths(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks; lines without numbers that are the parts of one breath are one block, as a card has them."""
    place = 0
    while place < len(blocks):
        count = _parts_at(blocks, place)
        together = blocks[place : place + count]
        yield replace(together[0], kind="text", text=_said(together)) if count > 1 else together[0]
        place += count


def _parts_at(blocks: Sequence[Block], place: int) -> int:
    """Return how many lines from a place on are the parts of one breath; 1 if they are none."""
    alike = 0
    while alike < _MOST and place + alike < len(blocks) and _could_be(blocks[place + alike], blocks[place]):
        alike += 1
    for count in range(alike, 1, -1):
        breath = quantities_in(_said(blocks[place : place + count])).breath
        if breath and sum(map(bool, breath)) == count:
            return count
    return 1


def _could_be(block: Block, first: Block) -> bool:
    figure = len(block.text) <= _LONGEST and any(map(str.isdecimal, block.text))
    marked = block.kind == "heading" and block.level > 0
    return figure and not marked and block.kind == first.kind and block.number is None and block.page == first.page


def _said(blocks: Sequence[Block]) -> str:
    return " ".join(f"{block.text.rstrip(' .,;')}." for block in blocks)
