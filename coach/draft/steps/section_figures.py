"""Figures in a heading ("Neck (30 seconds per side)") → the practice of the steps under it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.heading_figures import figures_of, says_each
from coach.draft.english.patterns import pattern
from coach.draft.english.quantities import NONE, quantities_in
from coach.draft.language import glossed
from coach.draft.steps.circuit_rounds import Rounds, in_rounds, rounds_in
from coach.draft.steps.loops import with_loops
from coach.draft.steps.nodes import GroupNode, Node, StepNode, extent_of
from coach.draft.steps.practice_form import GUESSED, SAID_FOR_ALL, SHORT_MS, practice_of, with_breaths
from coach.draft.steps.two_sides import mirror, names_a_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.english.quantities import Quantities
    from coach.draft.reading.passages import Reading

_PAUSES = Expression(r"\[pause [^\]]*\] ?")
_SUSTAINED = pattern("goes-on", r"^\W*(?:with [^,]{3,40}, )?(?:and |then |now |next,? |gently |slowly )*(?:{})\b")
"""A pattern of what takes the time of its heading, rather than what prepares it or ends it: "Hold it in the steam"."""

_WHOLE = Expression(r"^\W*(?:\w+ )?(?:time|duration|length|how long)(?: needed)?\W*:\s", re.IGNORECASE)
_FEW = 6
"""The most steps of a session that is one thing to do, which takes the time of the whole."""


def under_heading(nodes: Sequence[Node], heading: str) -> list[Node]:
    """Return the steps under a heading with its figures: "Neck (2 min)", "Circuit (3 rounds)", "Turns (5 each)"."""
    figures = figures_of(heading) if nodes else NONE
    if not figures.practice:
        return list(nodes)
    _count_breaths(nodes, figures)
    rounds = rounds_in(heading)
    if rounds and len(nodes) > 1:
        return in_rounds(nodes, Rounds(rounds))
    return with_figures(nodes, figures, each=says_each(heading))


def _count_breaths(nodes: Sequence[Node], figures: Quantities) -> None:
    """Give the breaths of a heading to the step that breathes: "Part 2 (5 breaths)"."""
    for node in nodes if figures.breaths else ():
        assert figures.breaths
        if isinstance(node, StepNode) and node.practice.why.endswith(" breaths"):
            node.practice = with_breaths(node.practice, figures.breaths.natural)


def with_figures(nodes: Sequence[Node], figures: Quantities, *, each: bool = False) -> list[Node]:
    """Return the steps under a heading; the last one without a time of its own has the heading's.

    That is rather one that goes on for a while, as "Soak your feet" does, than one that is brief, as "Dry them" is. If
    other steps have times, the time of a heading ("Guided meditation, 12 min") may be that of all of them together.
    `each`: all of them have it.
    """
    if each:
        return [made for node in nodes for made in (with_figures([node], figures) if _is_open(node) else [node])]
    places = [place for place in reversed(range(len(nodes))) if _is_open(nodes[place])]
    going_on = [place for place in places if _goes_on(nodes[place])]
    longest = going_on or [place for place in places if not _is_brief(nodes[place])]
    place = next(iter(longest or places), None)
    if figures.time and not (figures.times or going_on) and 0 < _timed_ms(nodes) < 3 * figures.time.natural:
        return list(nodes)
    step = None if place is None else nodes[place]
    if place is None or not isinstance(step, StepNode) or not figures.practice:
        return list(nodes)
    step.practice = practice_of(figures, "")
    sided = figures.each and set(figures.each[1]) == {"left", "right"} and names_a_side(step.say)
    made = [mirror([step], "", "")] if sided else with_loops(step, figures)
    return [*nodes[:place], *made, *nodes[place + 1 :]]


def with_time_of_all(nodes: Sequence[Node], reading: Reading) -> list[Node]:
    """Return the steps; of a few without any time, that which goes on has the time of the whole: "Time: 10 minutes"."""
    for node in nodes:
        if isinstance(node, GroupNode) and node.section:
            node.nodes = with_time_of_all(node.nodes, reading)
    few = 0 < len(nodes) <= _FEW and all(map(_is_open, nodes))
    if not few or (len(nodes) > 1 and len([node for node in nodes if _goes_on(node)]) != 1):
        return list(nodes)
    left = [*(each for passage in reading.passages for each in passage.left), *reading.left]
    times = (_time_of_all(each.text) for each in left)
    figures = next((found for found in times if found.time), NONE)
    return with_figures(nodes, figures)


@glossed
def _time_of_all(text: str) -> Quantities:
    return quantities_in(text) if _WHOLE.match(text) else NONE


def _goes_on(node: Node) -> bool:
    return isinstance(node, StepNode) and _is_sustained(_PAUSES.split(node.say)[-1])


@glossed
def _is_sustained(sentence: str) -> bool:
    return bool(_SUSTAINED.match(sentence))


def _is_brief(node: Node) -> bool:
    return isinstance(node, StepNode) and node.practice.ms <= SHORT_MS


def _timed_ms(nodes: Sequence[Node]) -> int:
    """Return the milliseconds of the steps that have times of their own."""
    return extent_of([node for node in nodes if not (isinstance(node, StepNode) and _is_open(node))]).ms


def _is_open(node: Node) -> bool:
    return isinstance(node, StepNode) and node.practice.why.startswith((GUESSED, SAID_FOR_ALL))
