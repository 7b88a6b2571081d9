"""Steps for one side → the group that does them for both, with left and right exchanged the second time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.one_of_a_pair import NEITHER, is_about_one
from coach.draft.language import glossed, read_language
from coach.draft.steps.nodes import GroupNode, Node, StepNode, steps_in
from coach.routine.narration import LONGEST_SPEECH

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAUSE = Expression(r"\[[^\]]*\]")
_NO_SIDE = (
    "away|now|there|under|at|up|down|on|in|before|after|above|below|off|over|angles?|amount|spot|"
    "for (?:you|him|her|them|this|your|it)|way|"
    "temperature|through|next|along|where|here"
)
_SIDES = Expression(rf"\b(left|right)\b()(?!-angle)(?!,? (?:{_NO_SIDE})\b)", re.IGNORECASE)
_DIRECTION = Expression(r"\b(?:other|opposite|second) (?:way|direction)\b(?! round)", re.IGNORECASE)


def mirror(nodes: Sequence[Node], between: str, after: str) -> GroupNode:
    """Return a group of the nodes for one side and then the other, with left and right exchanged the second time."""
    said = " ".join(step.say for step in steps_in(list(nodes)))
    sides = _sides()
    named = [match[1].casefold() for match in sides.pattern.finditer(said)]
    first = sides.others.get({"left": sides.left, "right": sides.right}.get(after, ""), sides.left)
    if not named:
        pair = _names_a_pair(f"{said} {between}")
        once_each = {"each": ("side", (first, sides.others[first]))} if pair else {"repeat": 2}
        return GroupNode(list(nodes), between=between, **once_each)
    first = first if after and first in named else named[0]
    values = (first, sides.others[first])
    return GroupNode([_with_names(node, first) for node in nodes], each=("side", values), between=between)


@glossed
def _names_a_pair(text: str) -> bool:
    """Whether a text is about a part of the body of which there are two, and not about two directions."""
    return not is_direction(text) and (is_about_one(text) != NEITHER or "side" in text)


@glossed
def is_direction(text: str) -> bool:
    """Whether a change is one of direction: "and then the other way"."""
    return bool(_DIRECTION.search(text))


def names_a_side(text: str) -> bool:
    """Whether a text names the left or the right side."""
    return bool(_sides().pattern.search(text))


def can_be_said(step: StepNode) -> bool:
    """Whether the words of a step are short enough for a routine, where names in braces are longer than sides."""
    return all(len(part) <= LONGEST_SPEECH for part in _PAUSE.split(step.say))


def _with_names(node: Node, first: str) -> Node:
    def named(text: str) -> str:
        return _sides().pattern.sub(
            lambda match: f"{'{side}' if match[1].casefold() == first else '{other_side}'}{match[2] or ''}", text
        )

    if isinstance(node, StepNode):
        return replace(node, say=named(node.say), title=named(node.title))
    if node.each and node.each[0] == "side":
        return node
    return replace(
        node,
        nodes=[_with_names(inner, first) for inner in node.nodes],
        section=named(node.section),
        between=named(node.between),
    )


def again(node: Node, *, other: bool = False) -> Node:
    """Return a copy of a node, without its remarks and its number; `other` exchanges left and right."""
    if isinstance(node, StepNode):
        return replace(node, say=_exchanged(node.say) if other else node.say, remarks=[], number=None, place=None)
    return replace(node, nodes=[again(inner, other=other) for inner in node.nodes], remarks=[], number=None, place=None)


def _exchanged(text: str) -> str:
    sides = _sides()
    return sides.pattern.sub(
        lambda match: f"{_like(match[1], sides.others[match[1].casefold()])}{match[2] or ''}", text
    )


def _like(word: str, other: str) -> str:
    """Return the other word, with a capital letter if the first one has one."""
    return other.capitalize() if word[:1].isupper() else other


@dataclass(frozen=True, slots=True)
class _Sides:
    """The words for left and right in a language; an ending may follow their stems."""

    left: str
    right: str
    pattern: Expression

    @property
    def others(self) -> dict[str, str]:
        """Return each of the two → the other one."""
        return {self.left: self.right, self.right: self.left}


def _sides() -> _Sides:
    language = read_language()
    if language is None:
        return _ENGLISH
    return _Sides(language.sides["left"], language.sides["right"], language.side_word)


_ENGLISH = _Sides("left", "right", _SIDES)
