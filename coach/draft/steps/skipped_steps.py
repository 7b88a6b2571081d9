"""Warnings that leave out numbered steps ("If you are pregnant, skip step 4.") → these steps, left out for such people.

Who listens hears no numbers: the sentence alone would leave nothing out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.language import glossed
from coach.draft.reading.warnings import conditions_in
from coach.draft.steps.nodes import GroupNode, Node, Remark, steps_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.draft.reading.passages import Sentence

_NUMBERS = r"(\d{1,2}(?:\s*(?:-|–|—|to|through|,|&|and|,\s*and)\s*\d{1,2})*)"
_SKIPS = Expression(
    r"\b(?:skip|leave out|omit|miss out|pass over|avoid)\b[^.;\d]{0,20}?"
    rf"\b(?:steps?|exercises?|numbers?|points?|nos?\.?)\s+{_NUMBERS}"
    rf"|\b(?:steps?|exercises?) {_NUMBERS} (?:skip|leave out|omit|(?:is|are) (?:not for|left out|skipped))\b"
    rf"|\blet (?:the )?(?:steps?|exercises?) {_NUMBERS} out\b",  # as a gloss has it
    re.IGNORECASE,
)
_SPAN = Expression(r"(\d+)(?:\s*(?:-|–|—|to|through)\s*(\d+))?", re.IGNORECASE)


def skip_numbered_steps(nodes: Sequence[Node], warnings: Iterable[tuple[str, Sentence]]) -> None:
    """Leave out the steps that a warning leaves out by their numbers, for the conditions that it names.

    Steps that are told again are copies without a number; they stem from the same line.
    """
    for whom, told in warnings:
        numbers = _skipped(told.text)
        conditions = conditions_in(f"{whom} {told.text}") if numbers else []
        meant = [*_numbered(nodes, numbers)] if conditions else []
        lines = {step.line for step in steps_in(meant)}
        for step in steps_in([*nodes]) if lines else ():
            if step.line in lines:
                step.leave_out_for(conditions)
        for node in meant:
            node.remarks.append(Remark(f'"{told.text}" leaves this out; see whether it is what is meant', told.line))


@glossed
def _skipped(warning: str) -> frozenset[int]:
    """Return the numbers of the steps that a sentence leaves out.

    >>> sorted(_skipped("Skip steps 2, 4 and 6-8 if you are pregnant."))
    [2, 4, 6, 7, 8]
    """
    match = _SKIPS.search(warning)
    spans = _SPAN.findall(next(filter(None, match.groups()))) if match else ()
    return frozenset(number for first, last in spans for number in range(int(first), int(last or first) + 1))


def _numbered(nodes: Sequence[Node], numbers: frozenset[int]) -> Iterator[Node]:
    """Yield the nodes that come from items with these numbers, in whatever sections they stand."""
    for node in nodes:
        if node.number in numbers:
            yield node
        elif isinstance(node, GroupNode):
            yield from _numbered(node.nodes, numbers)
