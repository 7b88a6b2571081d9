"""Sentences such as "repeat on the other side" or "repeat steps 2 to 4" → what is done again, and the groups for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from coach.draft.english.expression import Expression
from coach.draft.english.numbers import NUMBERS
from coach.draft.english.one_of_a_pair import NEITHER, is_about_one
from coach.draft.english.other_side import asks_for_other, is_other_side, turn_at_end
from coach.draft.english.patterns import alternatives, has_any, pieces
from coach.draft.english.quantities import NONE, quantities_in
from coach.draft.language import glossed, read_language
from coach.draft.steps.nodes import GroupNode, Node, StepNode, steps_in
from coach.routine.narration import LONGEST_SPEECH

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAUSE = Expression(r"\[[^\]]*\]")
_PART = rf"(?:{alternatives('repeated-parts')})s?"
_YOURS = r"(?:the |your |his |her |their |my |its )?"
_ENDS = rf"(?: (?:one|{_PART}))?[.!,]?$"
_OTHER = Expression(
    r"\b(?:repeat|same|again|switch|change|swap|"
    r"(?:do|use|perform|follow|go through|work through) (?:this|it|them|all))\b[^.;]{0,80}?"
    rf"\b(?:on|with|for|to|using|at|in)\b {_YOURS}(?:other|opposite|second|left|right|remaining) {_PART}\b"
    r"|\b(?:change|switch|swap) (?:over )?(?:the |your )?"
    r"(?:hands|sides?|feet|legs|arms|ears|eyes|knees|shoulders|over)\b"
    r"|^\W*(?:and |now |then |next |finally )*,? ?(?:it is |it's )?"
    r"(?:on |for |with |do |massage |move (?:on )?to |turn to )?"
    rf"{_YOURS}(?:turn of the )?(?:other|opposite|second) {_PART}[.!]?$"
    r"|\b(?:same|again)\b[^.;]{0,50}\b(?:the|your) (?:left|right)\b"
    rf"|,? then (?:on |with |do )?(?:the |your )?(?:other|good|healthy|unaffected|sore|bad|stiff) {_PART}\b(?:[.!]?$|,)"
    rf"|\b(?:repeat|same|again|switch|change|swap)\b[^.;]{{0,40}}"
    rf"\b(?:for|on|with|to|at|in) {_YOURS}(?:left|right|other|second){_ENDS}"
    rf"|^\W*(?:and |then |now |next )*(?:then|now|next),? (?:to|on|with|for|do)? ?{_YOURS}(?:left|right|other){_ENDS}"
    rf"|^\W*(?:and |then |now |next )*{_YOURS}(?:other|opposite|second) {_PART}(?: now| next| too)?, "
    rf"|^\W*(?:and |then |now |next )*(?:the|your) (?:good|healthy|unaffected|sound|sore|bad|stiff) (?:one|{_PART})\b"
    r"[^.;]{0,25}\b(?:same|likewise|too|as well)\b"
    r"|^\W*(?:and |then |now |next )*(?:switch|swap|change)(?: over)?[.!]?$"
    r"|\b(?:mirror (?:this|it) on|repeat) (?:the |your )?(?:left|right)(?: side)?[.!]?$"
    rf"|\b(?:the|your|his|her|their) (?:other|second|opposite) {_PART} "
    r"(?:(?:in )?(?:just |exactly )?the same(?: way)?|likewise|too|as well|also|similarly)\b"
    rf"|\bdo (?:the same (?:on|for|to|with) )?the other {_PART}\b|\brepeat\b[^.;]{{0,60}}\bother {_PART}\b",
    re.IGNORECASE,
)
_BOTH_HANDS = Expression(r"\bwith the other hand,? \w+", re.IGNORECASE)
_STEPS = Expression(
    r"\b(?:repeat|redo|go back (?:to|over)|do|return to|go through)\b[^.;\d]{0,20}\bsteps?\s+(\d{1,3})"
    r"(?:\s*(?:to|through|thru|-|–|—|and|&)\s*(?:step )?(\d{1,3}))?"
    rf"|^\W*(?:and |then |now |next )*{_YOURS}(?:other|opposite|second) {_PART}\b[^.;\d]{{0,20}}\bsteps? (\d{{1,3}})"
    r"(?:\s*(?:to|through|thru|-|–|—|and|&)\s*(?:step )?(\d{1,3}))?"
    rf"|\b(?:left|right) {_PART}[,:]? (?:do |repeat |with |for )?steps? (\d{{1,3}})"
    r"(?:\s*(?:to|through|thru|-|–|—|and|&)\s*(?:step )?(\d{1,3}))?"
    rf"|\b(?:other|opposite|second|left|right) (?:{_PART}|one),? (\d{{1,2}})\s*(?:to|through|-|–|—)"
    r"\s*(\d{1,2})(?=\W*$)"
    r"|\bsteps? (\d{1,3})(?:\s*(?:to|through|-|–|—|and)\s*(\d{1,3}))? (?:is|are|should be|to be)(?: then| now)? "
    r"(?:repeated|done again|gone through|performed again)\b"
    r"|\brepeat (\d{1,3})\s*(?:to|through|-|–|—|and)\s*(\d{1,3})\b(?! (?:times|more))",
    re.IGNORECASE,
)
_FROM = Expression(r"\bfrom step\b", re.IGNORECASE)
_TIMES = Expression(
    r"\b(?:repeat|rpt|alternate|(?:whole|entire|sequence|cycle|round|series|movement|exercise|all|this|it)"
    r" (?:is|are|should be|is to be|may be|must be) (?:then |now |also )?(?:repeated|done|performed|gone through)|do"
    r" (?:this|it|the|that|these)|go round|go through|"
    r"start over|start again|begin again|perform|complete|continue)\b"
    rf"|\bdo (?:\d+|{'|'.join(NUMBERS)})"
    r"(?: (?:in all|in total|altogether|more|times|rounds|of (?:these|those|them)))*\W*$",
    re.IGNORECASE,
)
_ALTERNATE = Expression(
    r"\W*(?:(?:and|then|now|next),? )*alternate(?: (?:in this way|like this|so|thus|(?:between )?(?:them|the two|these"
    r"|(?:the )?(?:hot|warm|cold)\b.{0,30})))?,? (?!hands|feet|legs|arms|sides)",
    re.IGNORECASE,
)
"""A pattern of what is done in turns so many times: "Alternate in this way three times"."""
_SUCH = Expression(
    r"\bof (?:these|those|such) (?:\w+ )?breaths\b|\bsuch breaths\b"
    r"|\bbreaths (?:like (?:this|that|these)|in (?:this|that) (?:way|manner|rhythm))\b",
    re.IGNORECASE,
)
"""A pattern of breaths that are those just told of."""
_WHOLE = Expression(
    r"\b(?:whole|entire|all|sequence|process|routine|cycle|circuit|everything|set|from the (?:beginning|start|top)|"
    r"steps|box|massage|procedure|series|round)\b",
    re.IGNORECASE,
)
_NO_SIDE = (
    "away|now|there|under|at|up|down|on|in|before|after|above|below|off|over|angles?|amount|spot|"
    "for (?:you|him|her|them|this|your|it)|way|"
    "temperature|through|next|along|where|here"
)
_SIDES = Expression(rf"\b(left|right)\b()(?!-angle)(?!,? (?:{_NO_SIDE})\b)", re.IGNORECASE)
_SWITCH = Expression(rf"\b(?:other|opposite|left|right|second) {_PART}\b", re.IGNORECASE)
_DIRECTION = Expression(r"\b(?:other|opposite|second) (?:way|direction)\b(?! round)", re.IGNORECASE)
_ALL = 999
_WORDS = pieces("repeats")
_LONGEST = 12
"""The most words of a sentence that only repeats something."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The repetition that a sentence asks for."""

    kind: Literal["other", "steps", "times"]
    whole: bool = False
    times: int = 1
    numbers: range = range(0)
    other: bool = False
    """Whether steps are done on the other side."""
    ms: int = 0
    """The milliseconds for which to repeat; 0 if the sentence gives no time."""
    last: int = 0
    """How many of the steps before it are meant, if it says so: both of those that alternate."""
    breaths: bool = False
    """Whether only breaths are repeated: "Do six of these breaths"."""
    after: str = ""
    """The side that a sentence names for the second turn."""


@glossed
@lru_cache(20_000)
def repeat_in(text: str) -> Repeat | None:
    """Return the repetition that a sentence asks for, or None."""
    if not has_any(text.casefold(), _WORDS):
        return None
    whole = bool(_WHOLE.search(text))
    if match := _STEPS.search(text):
        return _steps(text, match)
    if _turns(text) and not _BOTH_HANDS.search(text):
        side = re.search(r"\b(left|right)\b", text, re.IGNORECASE)
        return Repeat("other", whole, after=side[1].casefold() if side else "")
    if repeats_breaths(text):
        breaths = quantities_in(text).breaths
        return Repeat("times", times=breaths.natural, breaths=True) if breaths else None
    return _repetitions(text, whole=whole)


def _repetitions(text: str, *, whole: bool) -> Repeat | None:
    """Return the repetition of a sentence that says how often something is done again."""
    figures = quantities_in(text) if len(text.split()) <= _LONGEST and _TIMES.search(text) else NONE
    if figures.times and not figures.release:
        if _ALTERNATE.match(text):
            return Repeat("times", times=figures.times.natural, last=2)
        more = 1 if re.search(r"\bmore\b", text) else 0
        return Repeat("times", whole and not re.search(r"\bsets?\b", text), figures.times.natural + more)
    return None


def _turns(text: str) -> bool:
    """Whether a sentence asks for the other side, be it at its end."""
    return bool(is_other_side(text) or _OTHER.search(text) or asks_for_other(text) or turn_at_end(text))


@glossed
def repeats_breaths(text: str) -> bool:
    """Whether a short sentence asks for more of the breaths just told of: "Do six of these breaths"."""
    return "breath" in text and len(text.split()) <= _LONGEST and bool(_SUCH.search(text))


def _steps(text: str, match: re.Match[str]) -> Repeat:
    first, last = (
        int(next(filter(None, groups)))
        for groups in (match.groups()[::2], (*match.groups()[1::2], *match.groups()[::2]))
    )
    figures = quantities_in(text[match.end() :])
    return Repeat(
        "steps",
        times=figures.times.natural if figures.times else 1,
        numbers=range(first, (_ALL if _FROM.search(text) else last) + 1),
        other=bool(_OTHER.search(text) or _SWITCH.search(text)),
        ms=figures.time.natural if figures.time else 0,
    )


def numbered(nodes: Sequence[Node], numbers: range) -> list[Node]:
    """Return the nodes with these numbers from the last list that has them; its items count where none has a number."""
    wanted = numbers.start
    by_number = any(node.number == wanted for node in nodes)
    places = [node.number if by_number else node.place for node in nodes]
    first = max((i + 1 for i, place in enumerate(places) if place == wanted), default=len(nodes))
    while 0 < first < len(nodes) + 1 and places[first - 1] == wanted:
        first -= 1
    return [node for node, place in zip(nodes[first:], places[first:], strict=True) if place in numbers]


def mirror(nodes: Sequence[Node], between: str, after: str) -> GroupNode:
    """Return a group of the nodes for one side and then the other, with left and right exchanged the second time."""
    said = " ".join(step.say for step in steps_in(list(nodes)))
    sides = _sides()
    named = [match[1].casefold() for match in sides.pattern.finditer(said)]
    if not named:
        pair = _names_a_pair(f"{said} {between}")
        once_each = {"each": ("side", (sides.left, sides.right))} if pair else {"repeat": 2}
        return GroupNode(list(nodes), between=between, **once_each)
    first = sides.others.get({"left": sides.left, "right": sides.right}.get(after, ""), named[0])
    first = first if first in named else named[0]
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


def grouped(nodes: Sequence[Node], repeat: Repeat, between: str) -> GroupNode | None:
    """Return the group of nodes that a repetition makes, or None if it makes none."""
    if repeat.kind != "other":
        return None if repeat.breaths else GroupNode(list(nodes), repeat=repeat.times)
    group = mirror(nodes, between, repeat.after)
    return group if all(map(can_be_said, steps_in([group]))) else None


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
