"""Figures in a heading ("Neck (30 seconds per side)") → the practice of the steps under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.steps.loops import with_loops
from coach.draft.steps.nodes import Node, StepNode
from coach.draft.steps.practice_form import GUESSED, SAID_FOR_ALL, SHORT_MS, practice_of
from coach.draft.steps.repeats import mirror, names_a_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.english.quantities import Quantities


def with_figures(nodes: Sequence[Node], figures: Quantities) -> list[Node]:
    """Return the steps under a heading; the last one without a time of its own has the heading's.

    That is rather one that goes on for a while than one that is brief: "Get out slowly".
    """
    places = [place for place in reversed(range(len(nodes))) if _is_open(nodes[place])]
    place = next((place for place in places if not _is_brief(nodes[place])), next(iter(places), None))
    step = None if place is None else nodes[place]
    if place is None or not isinstance(step, StepNode) or not figures.practice:
        return list(nodes)
    step.practice = practice_of(figures, "")
    sided = figures.each and figures.each[1] == ("left", "right") and names_a_side(step.say)
    made = [mirror([step], "", "")] if sided else with_loops(step, figures)
    return [*nodes[:place], *made, *nodes[place + 1 :]]


def _is_brief(node: Node) -> bool:
    return isinstance(node, StepNode) and node.practice.ms <= SHORT_MS


def _is_open(node: Node) -> bool:
    return isinstance(node, StepNode) and node.practice.why.startswith((GUESSED, SAID_FOR_ALL))
