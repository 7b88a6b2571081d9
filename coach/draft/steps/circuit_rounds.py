"""How often a circuit is gone through ("3 rounds") → its steps as one group, with the rest between two rounds.

A text says so in front of the list of its steps, in their heading, or on a line of its own behind them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.heading_figures import name_of
from coach.draft.english.imperative import is_instruction
from coach.draft.english.numbers import RANGE, with_digits
from coach.draft.english.patterns import has_any
from coach.draft.english.quantities import quantities_in
from coach.draft.language import glossed, in_own_words
from coach.draft.reading.passages import HEADING
from coach.draft.steps.nodes import GroupNode, Node, StepNode
from coach.draft.steps.rest_rules import is_rest_of_sets
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach.draft.reading.passages import Left, Passage, Reading, Sentence
    from coach.draft.steps.outside_steps import Said

_PIECES = ("round", "circuit", "lap", "through", "superset", "whole", "entire", "sequence", "exercises", "everything")
_WHOLE = (
    r"(?:it all|all of (?:it|them|these)|everything|(?:the |this )?(?:whole|entire|full|complete) \w+"
    r"|(?:the|this) (?:circuit|round|sequence|list|lot|series|programme?))"
)
_ROUNDS = Expression(
    rf"\b{RANGE} (?:full |complete |more )?(?:rounds?|circuits?|laps?|times (?:through|round))\b"
    rf"(?! of (?!(?:{_WHOLE}|the (?:following|above|below))\b))"
    rf"|\b(?:rounds?|circuits?|laps?)\s*[:=x×]\s*{RANGE}"
    rf"|\b(?:repeat|do|does|done|complete|perform|go|goes|run|work|cycle) (?:(?:through|round|over) )?{_WHOLE}"
    rf"\b[^.;\d]{{0,20}}\b{RANGE} (?:times|x)\b"
    rf"|\bsuperset\b[^.;\d]*\b{RANGE} ?(?:sets?|times|x)\b"
)
_ASKS = Expression(
    r"\W*(?:(?:and|then|now|please|format|total|plan)\W+)*(?:do|complete|perform|repeat|go|run|work|cycle|aim|make|try|take|rest"
    r"|finish|start|begin)\b"
)
_AROUND = Expression(r"\b(?:warm|warming|cool|cooling|prepar\w+|finish|afterwards?|stretch)\b", re.IGNORECASE)
_MOST = 20
"""The most rounds of a circuit."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often all steps of a circuit are done, and how long one rests between two rounds."""

    times: int
    sentences: tuple[Sentence, ...] = ()
    """The sentences that say so."""
    rest_ms: int = 0


@glossed
def rounds_in(text: str) -> int:
    """Return how often a text says that a whole circuit is gone through; 0 if it does not.

    >>> rounds_in("Do 3 rounds of the following."), rounds_in("3 rounds of box breathing")
    (3, 0)
    """
    small = text.casefold()
    if not has_any(small, _PIECES) or not (match := _ROUNDS.search(with_digits(small))):
        return 0
    numbers = [int(float(group)) for group in match.groups() if group]
    return numbers[-1] if 1 < numbers[-1] <= _MOST else 0


@glossed
def rest_in(text: str) -> int:
    """Return the milliseconds of rest between two rounds that a text tells; 0 if it tells none.

    >>> rest_in("Work for 30 seconds / 15 seconds of rest, 2 rounds, in between 1 minute of rest")
    60000
    """
    plain = with_digits(text.casefold())
    match = _ROUNDS.search(plain)
    places = [plain[match.start() :] if match else "", plain[: match.start()] if match else plain]
    return next((rest.natural for place in places if (rest := quantities_in(place).rest)), 0)


def rounds_of(outside: Mapping[str, Sequence[Said]], reading: Reading) -> dict[str, Rounds]:
    """Return by section how often its steps are gone through; "" stands for all sections.

    A sentence that is told with the steps says so only in front of the list: behind it, it repeats what was done.
    """
    rules = {id(passage) for passage in reading.passages if _says_how(passage)}
    first: dict[str, int] = {}
    for passage in reading.passages:
        if id(passage) not in rules and not passage.before:
            first.setdefault("", passage.block.line)
            if _is_listed(passage):
                first.setdefault(passage.section, passage.block.line)
    told = {(each.text, each.line): id(passage) in rules for passage in reading.passages for each in passage.told}
    headings = {left.text for left in _left(reading) if left.why == HEADING}  # a heading has its own figures
    found: dict[str, Rounds] = {}
    for scope, sentences in outside.items():
        for said in sentences:
            line = said.sentence.line
            leads = told.get((said.sentence.text, line), True) and line < first.get(scope, 0)
            left = (said.sentence.text, line) not in told
            if said.text in headings:
                continue
            if said.apart and (leads or left) and (times := rounds_in(said.text)) and not _moves(said.text):
                found[scope] = Rounds(times, (said.sentence,), rest_in(said.text))
    return found


def _left(reading: Reading) -> list[Left]:
    return [*(left for passage in reading.passages for left in passage.left), *reading.left]


@glossed
def _moves(text: str) -> bool:
    """Whether a sentence asks for a movement of its own, done so often by itself: "Turn your foot, six rounds"."""
    return is_instruction(text) and not _ASKS.match(text.casefold())


def _says_how(passage: Passage) -> bool:
    """Whether a passage only tells how long or how often all is done."""
    return all(_is_figure(each.text) for each in passage.told)


@glossed
def _is_figure(text: str) -> bool:
    return rounds_in(text) > 0 or quantities_in(text).practice or is_rest_of_sets(text)


def _is_listed(passage: Passage) -> bool:
    return passage.block.kind == "item" and not passage.before


def with_rounds(sections: Sequence[GroupNode], said: Sequence[tuple[str, Rounds]]) -> list[GroupNode]:
    """Return the sections with their circuits as groups, where a sentence says how often one is gone through."""
    rounds = dict(said)
    for section in sections:
        if section.section and section.section in rounds:
            section.nodes = in_rounds(section.nodes, rounds[section.section])
    return _sections_in_rounds(sections, rounds[""]) if "" in rounds else list(sections)


def in_rounds(nodes: Sequence[Node], rounds: Rounds) -> list[Node]:
    """Return the steps of a section with those of its list as a group; what says how long to rest is said between.

    Steps that stand in no list are all of the group, but for those that prepare the session.
    """
    rests = [node for node in nodes if isinstance(node, StepNode) and is_rest_of_sets(node.say)]
    last = next((place for place, node in enumerate(nodes) if place and node in rests), len(nodes))
    others = [node for node in nodes if node not in rests]
    places = [place for place in _places(others) if place < last or last < 2]  # noqa: PLR2004 - it may stand in front
    if not places:
        return list(nodes)
    first, end = places[0], places[-1] + 1
    group = GroupNode(others[first:end], repeat=rounds.times, between=_between(rests, rounds.rest_ms))
    group.number, group.place = others[first].number, others[first].place
    return [*others[:first], group, *others[end:]]


def _sections_in_rounds(sections: Sequence[GroupNode], rounds: Rounds) -> list[GroupNode]:
    """Return the sections with those that are a circuit together as a group; one that only warms up is none of it."""
    meant = [section for section in sections if _is_of_circuit(section)]
    if len(meant) < 2:  # noqa: PLR2004 - a single one is a group by itself
        for section in meant:
            section.nodes = in_rounds(section.nodes, rounds)
        return list(sections)
    first, end = sections.index(meant[0]), sections.index(meant[-1]) + 1
    for section in meant:
        section.section = name_of(section.section)
    group = GroupNode(list(sections[first:end]), repeat=rounds.times, between=_between([], rounds.rest_ms))
    return [*sections[:first], GroupNode([group]), *sections[end:]]


def _is_of_circuit(section: GroupNode) -> bool:
    listed = any(node.number is not None or node.place is not None for node in section.nodes)
    return listed and not _is_around(section.section)


@glossed
def _is_around(heading: str) -> bool:
    """Whether a heading is that of what one does before or after the circuit."""
    return bool(_AROUND.search(heading))


def _places(nodes: Sequence[Node]) -> list[int]:
    """Return the places of the steps that stand in a list; if none does, of all that do not prepare the session."""
    listed = [place for place, node in enumerate(nodes) if node.number is not None or node.place is not None]
    prepares = [isinstance(node, StepNode) and node.before for node in nodes]
    return listed or [place for place, before in enumerate(prepares) if not before]


def _between(rests: Sequence[StepNode], rest_ms: int) -> str:
    said = next((rest.say for rest in rests), "")
    ms = rest_in(said) or rest_ms
    return f"{said or in_own_words('Rest.')} [pause {format_duration(ms)}]" if ms else ""
