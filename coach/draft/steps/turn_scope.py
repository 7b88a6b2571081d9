"""The nodes before "and now the other foot" → the first of them that is done for each of the two.

It is where one of the two is first named ("Take the left foot into your lap"): what comes before it, such as to sit
down or to fill a bowl, is done once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.numbers import with_digits
from coach.draft.english.one_of_a_pair import BEGINS, GOES_ON, NEITHER, is_about_one, limb_of, prepares
from coach.draft.english.other_side import is_other_side
from coach.draft.english.quantities import quantities_in
from coach.draft.english.unit_words import UNIT
from coach.draft.language import glossed
from coach.draft.steps.nodes import GroupNode, Node, StepNode, steps_in
from coach.draft.steps.two_sides import is_direction

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOVES_ON = Expression(
    r"\b(?:go|goes|move|cross|pass|proceed|continue|carry|turn|walk|step|come|change|switch) (?:\w+ )?"
    r"(?:on|over|along|across|to|onto|with|round|around)\b|\buncover\b"
    r"|^\W*(?:(?:and|then|now|next|finally) )*(?:change|switch|swap)s? (?:(?:the|your) )?"
    r"(?:sides?|hands?|feet|foot|legs?|arms?)\W*$",
    re.IGNORECASE,
)
"""A pattern of what goes on to the other one, after all that was done to the first: "move on to the other foot",
"change sides"."""
_SETTLES = Expression(
    r"\W*(?:(?:first|please|then|now|gently|slowly),? )*(?:sit|stand|lie|kneel|settle|take a seat|find a seat"
    r"|get comfortable|make yourself comfortable)\b(?! up\b)",
    re.IGNORECASE,
)
"""A pattern of how one settles before a practice."""
_AMOUNT_BEHIND = re.compile(rf", (?:for |about |another )*\d+[ -]?{UNIT}\b(?: too| as well| again)?(?=\W*$)")
"""A pattern of how long the other side takes, which is as long as the first one did: "Other side, 30 seconds."."""
_NO_NOUN = Expression(r"\bthe other\W*$", re.IGNORECASE)
_ONE_WAY = Expression(
    r"\b(?:one (?:way|direction)|(?:anti-?|counter-?)?clockwise|forwards?|backwards?)\b", re.IGNORECASE
)
_FEWEST = 3
"""The fewest sections that are one long treatment of a limb, with a change of sides at its very end."""


@glossed
def is_counted_turn(text: str) -> bool:
    """Whether a change of sides has something to do and to count before it: not "Then 10 times with the other leg"."""
    return quantities_in(text).practice and not is_other_side(_AMOUNT_BEHIND.sub("", with_digits(text.casefold())))


def start_of_turn(nodes: Sequence[Node], turn: str, after: str, begun: int, floor: int) -> int:
    """Return the place of the first node that a change of sides repeats; `after` is the side that it names.

    `begun` is where the item with the change begins, `floor` the first node that may be meant at all. An item of its
    own is done for each; the nodes before it, too, if the change moves on from all that was done to one, or the item
    does not say to what it is done ("Wrap it in a towel").
    """
    if is_direction(turn) or (nodes and _is_other_way(turn, nodes[-1])):
        return len(nodes) - 1
    limb = _limb_of(turn)
    floor = _nearest(nodes, limb, after, floor)
    begun, open_nodes = max(begun, floor), nodes[floor:]
    about = [_about(node, limb, after) for node in open_nodes]
    if limb and not any(about):
        about = [_about(node, "", after) for node in open_nodes]
    here = begun - floor
    if 0 < here < len(about) and BEGINS not in about[here:]:
        earlier = BEGINS in about[:here] and (_moves_on(turn) or GOES_ON not in about[here:])
        if earlier or (after and about[here - 1] == BEGINS):
            here = about.index(BEGINS)
    named = _place_of_side(open_nodes[here:], limb) if after else None
    return floor + here + (_prepared(open_nodes[here:], about[here:]) if named is None else named)


def _is_other_way(turn: str, node: Node) -> bool:
    """Whether "and ten the other" means the other way, since what stands before it is done one way."""
    return any(_leaves_noun(turn) and _goes_one_way(step.say) for step in steps_in([node]))


@glossed
def _leaves_noun(text: str) -> bool:
    return bool(_NO_NOUN.search(text))


@glossed
def _goes_one_way(text: str) -> bool:
    return bool(_ONE_WAY.search(text))


def _nearest(nodes: Sequence[Node], limb: str, after: str, floor: int) -> int:
    """Return the first node that a change of sides may mean: one after what was done several times, if not that.

    "Lift the leg. Repeat ten times. Change sides" is about what is repeated; where other steps follow that, about them.
    """
    repeated = [place for place, node in enumerate(nodes) if isinstance(node, GroupNode) and node.remarks]
    behind = repeated[-1] + 1 if repeated and not nodes[repeated[-1]].each else 0  # type: ignore[union-attr]
    if not floor < behind < len(nodes):
        return floor
    return floor if any(_about(node, limb, after) == BEGINS for node in nodes[floor:behind]) else behind


def section_of_first(sections: Sequence[GroupNode], turn: str, after: str) -> int | None:
    """Return the place of the section where the treatment of the first limb begins which a change of sides ends.

    "Hold the right foot" in the first section, then the sole, the toes, the ankle, and "Repeat on the other foot" in
    the last: all of it is done for each. None where a section has sides of its own, or is an exercise with a number.
    """
    limb = _limb_of(turn)
    if len(sections) < _FEWEST or not limb or _about_all(sections[-1].nodes, limb, after) == BEGINS:
        return None
    place = next((n for n, each in enumerate(sections) if _about_all(each.nodes, limb, after) == BEGINS), None)
    meant = sections[place:] if place is not None else []
    if len(meant) < _FEWEST or any(_stands_alone(section) for section in meant):
        return None
    return place


def _about_all(nodes: Sequence[Node], limb: str, after: str) -> int:
    return max((_about(node, limb, after) for node in nodes), default=NEITHER)


def _stands_alone(section: GroupNode) -> bool:
    """Whether a section has a number, or sides of its own."""
    sided = any(isinstance(node, GroupNode) and node.each and node.each[0] == "side" for node in section.nodes)
    return sided or any(map(str.isdecimal, section.section))


def first_step(nodes: Sequence[Node]) -> int:
    """Return the place of the first node that is no preparation, and stands in a list with numbers if there is one."""
    begun = next((i for i, node in enumerate(nodes) if not all(step.before for step in steps_in([node]))), 0)
    return max(begun, next((i for i, node in enumerate(nodes) if node.number is not None), 0))


def preparing(nodes: Sequence[Node]) -> int:
    """Return how many steps at the beginning are done once, if the others are repeated: nobody sits down each time."""
    first = nodes[0] if len(nodes) > 1 else None
    settles = isinstance(first, StepNode) and not first.practice.do.endswith(("exactly", "}")) and _settles(first.say)
    return 1 if settles else 0


def _place_of_side(nodes: Sequence[Node], limb: str) -> int | None:
    """Return the place of the first node that says which one it is done to, or None."""
    places = (place for place, node in enumerate(nodes) if _about(node, limb, "") == BEGINS)
    return next(places, None)


def _prepared(nodes: Sequence[Node], about: Sequence[int]) -> int:
    """Return how many nodes at the beginning only prepare what is done to one of two."""
    first = next((place for place, found in enumerate(about) if found != NEITHER), 0)
    begins = bool(about) and about[first] == BEGINS
    return first if begins or all(_prepares(step.say) for step in steps_in(list(nodes[:first]))) else 0


def _about(node: Node, limb: str, after: str) -> int:
    """Return what a node is to one of two; NEITHER if it is done for each of them already."""
    if isinstance(node, GroupNode) and node.each and node.each[0] == "side":
        return NEITHER
    return max((_is_about_one(step.say, limb, after) for step in steps_in([node])), default=NEITHER)


@glossed
def _is_about_one(text: str, limb: str, after: str) -> int:
    first = {"left": "right", "right": "left"}.get(after, "")
    found = is_about_one(text, limb)
    alone = rf"\bthe {first}(?: one)?(?:\W*$|[,.;:]| (?:and|or|then|with|by|in|on|to|for)\b)"
    named = first and re.search(rf"\b{first}\b" if found else alone, text, re.IGNORECASE)
    return BEGINS if named else found


@glossed
def _limb_of(text: str) -> str:
    return limb_of(text)


@glossed
def _prepares(text: str) -> bool:
    return prepares(text)


@glossed
def _settles(text: str) -> bool:
    return bool(_SETTLES.match(text))


@glossed
def _moves_on(text: str) -> bool:
    return bool(_MOVES_ON.search(text))
