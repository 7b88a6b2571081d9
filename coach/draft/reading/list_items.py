"""Blocks, one after the other → whether each is an item among others, and whether it begins another list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.draft.text.blocks import Block


class ListItems:
    """The item before the current block, and the block before it if that was no heading."""

    def __init__(self) -> None:
        self._before: Block | None = None
        self._item: Block | None = None

    def interrupt(self) -> None:
        """Take in a heading: what follows it stands beside nothing."""
        self._before = None

    def is_listed(self, block: Block) -> bool:
        """Whether a block is one of several items of a list, none of which is a heading."""
        before, self._before = self._before, block
        return (
            before is not None
            and before.kind == block.kind == "item"
            and (before.level == block.level and before.number is None and block.number is None)
        )

    def ends_list(self, block: Block) -> bool:
        """Whether an item begins another list than that before it: one has numbers, the other has none."""
        before, self._item = self._item, block
        return before is not None and block.level == before.level and (before.number is None) != (block.number is None)
