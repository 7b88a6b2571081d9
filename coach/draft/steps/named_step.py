"""Sentences such as "repeat the shoulders twice more" → the earlier step that is told of this part of the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import alternatives
from coach.draft.language import glossed
from coach.draft.steps.nodes import GroupNode, Node, StepNode, steps_in
from coach.draft.steps.two_sides import again

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.steps.repeats import Repeat

_NUMBERED = 2
"""The words of a title that is a number behind a word: "Station 3"."""
_PART = rf"(?:{alternatives('repeated-parts')}|face|neck|head|jaw|belly|back|fist)"
_PART_AGAIN = Expression(rf"\brepeat (?:the|your) ({_PART})s?\b", re.IGNORECASE)


def named_again(nodes: Sequence[Node], repeat: Repeat, text: str) -> GroupNode | None:
    """Return a group with the node that a text repeats by a part of the body, if that is not the last, or None."""
    part = _repeated_part(text) if repeat.kind == "times" else ""
    if not part or not nodes or _names(nodes[-1], part):
        return None
    named = next((node for node in reversed(nodes) if _names(node, part)), None)
    return GroupNode([again(named)], repeat=max(1, repeat.times - 1)) if named else None  # it was done once


def names_parts(nodes: Sequence[Node], text: str) -> bool:
    """Whether a text names several steps by the word with which they are numbered: "Go round all of the stations"."""
    titles = (node.title.split() for node in nodes if isinstance(node, StepNode) and node.number is not None)
    words = {title[0].casefold() for title in titles if len(title) == _NUMBERED}
    return any(re.search(rf"\b{re.escape(word)}[a-z]{{1,2}}\b", text, re.IGNORECASE) for word in words)


def _names(node: Node, part: str) -> bool:
    return any(_has_word(step.say, part) for step in steps_in([node]))


@glossed
def _has_word(text: str, part: str) -> bool:
    return re.search(rf"\b{part}", text, re.IGNORECASE) is not None


@glossed
def _repeated_part(text: str) -> str:
    match = _PART_AGAIN.search(text)
    return match[1].casefold() if match else ""


def numbered(nodes: Sequence[Node], numbers: range) -> list[Node]:
    """Return the nodes with these numbers from the last list that has them; its items count where none has a number."""
    wanted = numbers.start
    by_number = any(node.number == wanted for node in nodes)
    places = [node.number if by_number else node.place for node in nodes]
    first = max((i + 1 for i, place in enumerate(places) if place == wanted), default=len(nodes))
    while 0 < first < len(nodes) + 1 and places[first - 1] == wanted:
        first -= 1
    return [node for node, place in zip(nodes[first:], places[first:], strict=True) if place in numbers]
