"""Blocks, one after the other → where the current one stands in a list, and what was said of the whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.reading.block_facts import gives_figures_for_all

if TYPE_CHECKING:
    from coach.draft.text.blocks import Block


class ListPlace:
    """The place of the current block among items of lists."""

    def __init__(self) -> None:
        self._before: Block | None = None
        """The block before the current one, if it was no heading."""
        self._item: Block | None = None
        """The item of a list before the current one."""
        self.for_all = False
        """Whether a line before the current list says how long or how often each of its items is done."""

    def enter(self, block: Block) -> None:
        """Take in a block, before anything is asked about it."""
        if block.kind != "item":
            self.for_all = gives_figures_for_all(block.text) or (self.for_all and block.kind == "text")

    def head(self) -> None:
        """Take in that the current block is a heading."""
        self._before = None

    def ends_list(self, block: Block) -> bool:
        """Whether an item begins another list than that before it: one has numbers, the other has none."""
        before, self._item = self._item, block
        return before is not None and block.level == before.level and (before.number is None) != (block.number is None)

    def is_listed(self, block: Block) -> bool:
        """Whether a block is one of several items of a list, none of which is a heading."""
        before, self._before = self._before, block
        return (
            before is not None
            and before.kind == block.kind == "item"
            and (before.level == block.level and (before.number is None) == (block.number is None))
        )
