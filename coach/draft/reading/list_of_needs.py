"""Blocks, one after the other → whether each is one of needs, and whether their list is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.english.imperative import is_instruction
from coach.draft.english.sentences import sentences_of
from coach.draft.reading.block_facts import names_a_thing
from coach.draft.reading.listed_things import things_of
from coach.draft.reading.needs import listed_needs
from coach.draft.reading.warnings import is_warning

if TYPE_CHECKING:
    from coach.draft.english.headings import Role
    from coach.draft.text.blocks import Block


class ListOfNeeds:
    """The current list of needs: the block before the current one in it, and the heading of that list.

    `things` are the items that are known to be needs by what stands in their list.
    """

    def __init__(self, things: frozenset[Block]) -> None:
        self._things = things
        self._before: Block | None = None
        self._heading = ""

    def holds(self, block: Block, role: Role) -> bool:
        """Whether a block names things: any item under a heading of needs that is no instruction, a line of things."""
        if block in self._things:
            return role != "warnings"
        named = role == "needs" and names_a_thing(block.text) and not is_warning(block.text)
        return named and (block.kind == "item" or bool(things_of(sentences_of(block.text)[0])))

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
