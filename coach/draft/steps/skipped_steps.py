"""Warnings that leave out a numbered step ("If you are pregnant, skip step 4.") → that step, left out for these people.

Who listens hears no numbers: the sentence alone would leave nothing out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.language import glossed
from coach.draft.reading.warnings import conditions_in
from coach.draft.steps.nodes import GroupNode, Node, steps_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SKIPS = re.compile(
    r"\b(?:skip|leave out|omit|miss out|pass over|avoid)\b[^.;\d]{0,20}?"
    r"\b(?:steps?|exercises?|numbers?|points?|nos?\.?)"
    r"\s+(\d{1,2})(?:\s*(?:-|–|—|to|and|&|,)\s*(\d{1,2}))?"
    r"|\b(?:steps?|exercises?) (\d{1,2})(?:\s*(?:-|–|—|to|and|&|,)\s*(\d{1,2}))? "
    r"(?:skip|leave out|omit|(?:is|are) (?:not for|left out|skipped))\b"
    r"|\blet (?:the )?(?:steps?|exercises?) (\d{1,2})(?:\s*(?:-|–|—|to|and|&|,)\s*(\d{1,2}))? out\b",  # a gloss
    re.IGNORECASE,
)


def skip_numbered_steps(nodes: Sequence[Node], warnings: Iterable[str]) -> None:
    """Leave out the steps that a warning leaves out by their numbers, for the conditions that it names."""
    for warning in warnings:
        conditions = conditions_in(warning)
        for node in _numbered(nodes, _skipped(warning)) if conditions else ():
            for step in steps_in([node]):
                step.skip_for = step.skip_for or ", ".join(conditions)


@glossed
def _skipped(warning: str) -> range:
    """Return the numbers of the steps that a sentence leaves out."""
    if not (match := _SKIPS.search(warning)):
        return range(0)
    first, last = (next(filter(None, each), None) for each in (match.groups()[::2], match.groups()[1::2]))
    return range(int(first or 0), int(last or first or 0) + 1)


def _numbered(nodes: Sequence[Node], numbers: range) -> Iterator[Node]:
    """Yield the nodes that come from items with these numbers, in whatever sections they stand."""
    for node in nodes:
        if node.number in numbers:
            yield node
        elif isinstance(node, GroupNode):
            yield from _numbered(node.nodes, numbers)
