"""The nodes of a draft: steps and groups, as they will be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.draft.steps.practice_form import NO_PRACTICE, Practice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.draft.reading.passages import Left
    from coach.draft.text.blocks import Block

LETTER_MS, PAUSE_MS = 85, 2_000
"""The milliseconds of a letter spoken at 125 words a minute, and of the pause after a step."""


@dataclass(slots=True)
class Remark:
    """A remark for the author of the draft, which becomes a comment."""

    text: str
    line: int = 0


@dataclass(slots=True)
class StepNode:
    """A step of the draft."""

    say: str
    line: int
    practice: Practice = NO_PRACTICE
    pause: str = ""
    title: str = ""
    skip_for: str = ""
    remarks: list[Remark] = field(default_factory=list)
    """The remarks in front of the step."""
    number: int | None = None
    """The number of the list item that the step comes from."""
    place: int | None = None
    """The place of that item in its list, from 1, where it has no number."""
    before: bool = False
    """Whether it prepares the session."""

    def leave_out_for(self, conditions: Iterable[str]) -> None:
        """Leave the step out for further conditions."""
        there = self.skip_for.split(", ") if self.skip_for else []
        self.skip_for = ", ".join(dict.fromkeys([*there, *conditions]))


@dataclass(slots=True)
class GroupNode:
    """Steps that are repeated, or a section."""

    nodes: list[Node]
    section: str = ""
    repeat: int = 0
    each: tuple[str, tuple[str, ...]] | None = None
    between: str = ""
    remarks: list[Remark] = field(default_factory=list)
    number: int | None = None
    """The number of the list item that its steps come from."""
    place: int | None = None
    """The place of that item in its list, from 1, where it has no number."""


Node = StepNode | GroupNode


class ItemCount:
    """The place of each item in a list without numbers, from 1: "repeat steps 1 to 3" means such items, too."""

    def __init__(self) -> None:
        self.place: int | None = None
        """The place of the block that was added last; None where it is no such item."""
        self._level = 0

    def add(self, block: Block) -> None:
        """Count a block; one that is indented belongs to the item before it."""
        if block.kind != "item" or block.number is not None:
            self.place = None
        elif self.place is None:
            self.place, self._level = 1, block.level
        elif block.level <= self._level:
            self.place += 1


def steps_in(nodes: list[Node]) -> list[StepNode]:
    """Return all steps, in whatever groups they stand."""
    return [step for node in nodes for step in ([node] if isinstance(node, StepNode) else steps_in(node.nodes))]


@dataclass(frozen=True, slots=True)
class Extent:
    """The size of nodes: how many are written, and how many steps and milliseconds they unroll to."""

    written: int = 0
    steps: int = 0
    ms: int = 0

    def __add__(self, more: Extent) -> Extent:
        return Extent(self.written + more.written, self.steps + more.steps, self.ms + more.ms)


def extent_of(nodes: list[Node]) -> Extent:
    """Return the extent of all nodes; speech is estimated to be slow."""
    return sum(map(_extent, nodes), Extent())


def _extent(node: Node) -> Extent:
    if isinstance(node, StepNode):
        return Extent(1, 1, LETTER_MS * len(node.say) + node.practice.ms + PAUSE_MS)
    inner = extent_of(node.nodes)
    turns = node.repeat or len(node.each[1] if node.each else "-")
    return Extent(inner.written + 1, turns * (inner.steps + 1), turns * (inner.ms + LETTER_MS * len(node.between)))


def remarks_of(left: Sequence[Left], used: set[str]) -> list[Remark]:
    """Return remarks about what is left out, except for the headings that are used."""
    return [
        Remark(f"left out ({each.why}): {each.text}", each.line)
        for each in left
        if each.why != "heading" or each.text not in used
    ]
