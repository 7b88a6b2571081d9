"""The blocks under a heading of needs, one after the other → whether the list of needs is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.english.imperative import is_instruction
from coach.draft.reading.needs import listed_needs

if TYPE_CHECKING:
    from coach.draft.text.blocks import Block


class ListOfNeeds:
    """The current list of needs: the block before the current one in it, and the heading of that list."""

    def __init__(self) -> None:
        self._before: Block | None = None
        self._heading = ""

    def ends_with(self, block: Block, heading: str) -> bool:
        """Whether a block ends the list: a numbered step after things without numbers, or sentences after a list."""
        listed = self._before
        self._before = block
        if listed is None or heading != self._heading:
            self._heading = heading
            return False
        if block.number is not None:
            return listed.number is None and is_instruction(block.text)
        prose = block.kind == "text" and listed.kind == "item" and block.text[-1] in ".!?"
        return prose and not listed_needs(block.text)
