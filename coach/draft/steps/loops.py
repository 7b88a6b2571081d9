"""Step → the step, or groups in which it is done for each finger, side or direction, or in sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.language import in_own_words, read_language
from coach.draft.steps.nodes import GroupNode, Node, StepNode
from coach.draft.steps.practice_form import NO_PRACTICE
from coach.units import format_duration

if TYPE_CHECKING:
    from coach.draft.english.quantities import Quantities

_CALLED = {"direction": "Now {direction}.", "finger": "The {finger}.", "toe": "The {toe}."}


def with_loops(step: StepNode, figures: Quantities) -> list[Node]:
    """Return the step, with groups for each finger, side or direction in turn, and for sets."""
    nodes: list[Node] = [step]
    if figures.each:
        name, values = figures.each
        side = name not in _CALLED
        language = read_language()
        if language and side:
            name, values = "side", (language.sides["left"], language.sides["right"])
        values = tuple(map(in_own_words, values))
        called = f"The {{side}} {name}." if side and name != "side" else "The {side} side." if side else _CALLED[name]
        called = in_own_words(called)
        turn = StepNode(called, step.line, step.practice)
        step.practice = NO_PRACTICE
        between = "" if figures.sets > 1 else _rest(figures)
        nodes.append(GroupNode([turn], each=("side" if side else name, values), between=between))
    if figures.sets > 1:
        nodes = [GroupNode(nodes, repeat=figures.sets, between=_rest(figures))]
    return nodes


def _rest(figures: Quantities) -> str:
    """Return what is said between two turns: to rest for so long, or nothing."""
    return f"{in_own_words('Rest.')} [pause {format_duration(figures.rest.natural)}]" if figures.rest else ""
