"""Sentences such as "repeat on the other side" or "repeat steps 2 to 4" → what is done again, and the groups for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from coach.draft.english.expression import Expression
from coach.draft.english.numbers import NUMBERS, with_digits
from coach.draft.english.other_side import asks_for_other, is_other_side, turn_at_end, without_diagonal
from coach.draft.english.patterns import alternatives, has_any, pieces
from coach.draft.english.quantities import NONE, quantities_in
from coach.draft.english.sentence_words import without_tag
from coach.draft.english.unit_words import UNIT
from coach.draft.language import glossed
from coach.draft.steps.nodes import GroupNode, Node, steps_in
from coach.draft.steps.two_sides import can_be_said, mirror

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART = rf"(?:{alternatives('repeated-parts')})s?"
_YOURS = r"(?:the |your |his |her |their |my |its )?"
_ENDS = rf"(?: (?:one|{_PART}))?[.!,]?$"
_OTHER = Expression(
    r"\b(?:repeat|same|again|switch|change|swap|"
    r"(?:do|use|perform|follow|go through|work through) (?:this|it|them|all))\b[^.;]{0,80}?"
    rf"\b(?:on|with|for|to|using|at|in)\b {_YOURS}(?:other|opposite|second|left|right|remaining) {_PART}\b"
    r"|\b(?:change|switch|swap) (?:over )?(?:the |your )?"
    rf"(?:sides?|feet|calves|over|(?:{alternatives('paired')})s)\b"
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
    r"|^\W*(?:and |then |now |next )*(?:switch|swap|change)(?: over)?"
    r"(?:[.!]?$|,? (?:and |for )*(?:another|again|the same)\b)"
    r"|\b(?:mirror (?:this|it) on|repeat) (?:the |your )?(?:left|right)(?: side)?[.!]?$"
    rf"|\b(?:the|your|his|her|their) (?:other|second|opposite) {_PART} "
    r"(?:(?:in )?(?:just |exactly )?the same(?: way)?|likewise|too|as well|also|similarly)\b"
    rf"|\bdo (?:the same (?:on|for|to|with) )?the other {_PART}\b|\brepeat\b[^.;]{{0,60}}\bother {_PART}\b",
    re.IGNORECASE,
)
_BOTH_SIDES = Expression(
    r"\b(?:left|right),? (?:and|then|and then) (?:(?:on|to|with|for|over) )?(?:the )?(?:left|right)\b(?! \w)",
    re.IGNORECASE,
)
"""A pattern of both sides in one: "Do the same to the right and the left", "lean to the left, then to the right"."""
_BOTH_HANDS = Expression(r"\bwith the other hand,? \w+", re.IGNORECASE)
_NUMBERED = r"(?:steps?|exercises?|movements?|moves?|numbers?|nos?\.?|points?|poses|positions?|stages?|parts?)"
"""What the items of a list are called before their numbers."""
_SPAN = (
    rf"(\d{{1,3}})(?:\s*(?:to|through|thru|until|up to|-|–|—|and|&)\s*(?:{_NUMBERED} )?(\d{{1,3}}))?"
    rf"(?![\d.,]*\d|[ -]*(?:times|more|x\b|sets?|rounds?|breaths?|{UNIT}))"
)
_STEPS = Expression(
    rf"\b(?:repeat|redo|go back (?:to|over)|do|return to|(?:go|run|work) through)\b[^.;\d]{{0,20}}\b{_NUMBERED} {_SPAN}"
    rf"|^\W*(?:and |then |now |next )*{_YOURS}(?:other|opposite|2nd|second) {_PART}\b[^.;\d]{{0,20}}"
    rf"\b{_NUMBERED} {_SPAN}"
    rf"|\b(?:left|right) {_PART}[,:]? (?:do |repeat |with |for )?{_NUMBERED} {_SPAN}"
    rf"|\b(?:other|opposite|2nd|second|left|right) (?:{_PART}|one),? (\d{{1,2}})\s*(?:to|through|-|–|—)"
    r"\s*(\d{1,2})(?=\W*$)"
    rf"|\b{_NUMBERED} {_SPAN} (?:is|are|should be|to be)(?: then| now)? "
    r"(?:repeated|done again|gone through|performed again)\b"
    r"|\b(?:repeat|redo|go (?:through|back over)|run through|work through) "
    r"(\d{1,3})\s*(?:to|through|-|–|—|and)\s*(\d{1,3})\b(?! (?:more|times|\w+s\b))"
)
_IN_ALL = Expression(r"\b(?:go|run|work) through\b")
"""A pattern of how often steps are done, the first time counted in: "Go through 1 to 3 seven times"."""
_FROM = Expression(rf"\bfrom {_NUMBERED}\b")
_TIMES = Expression(
    r"\b(?:repeat|rpt|alternate|(?:whole|entire|sequence|cycle|round|series|movement|exercise|all|this|it)"
    r" (?:is|are|should be|is to be|may be|must be) (?:then |now |also )?(?:repeated|done|performed|gone through)|do"
    r" (?:this|it|so|the|that|these)|go round|go through|"
    r"start over|start again|begin again|perform|complete|continue)\b"
    rf"|\b(?:do|have|give me|try) (?:\d+|{'|'.join(NUMBERS)})"
    r"(?: (?:in all|in total|altogether|more|times|rounds|reps|repetitions|cycles|of (?:these|those|them)))*(?:\W*$|, )"
    rf"|\b(?:\d+|{'|'.join(NUMBERS)}) more (?:of (?:these|those|them)|like (?:this|that|these|those)"
    r"|just like (?:this|that))\b",
    re.IGNORECASE,
)
_ALTERNATE = Expression(
    r"\W*(?:(?:and|then|now|next),? )*alternate(?: (?:in this way|like this|so|thus|(?:between )?(?:them|the two|these"
    r"|(?:the )?(?:hot|warm|cold)\b.{0,30})))?,? (?!hands|feet|legs|arms|sides)",
    re.IGNORECASE,
)
"""A pattern of what is done in turns so many times: "Alternate in this way three times"."""
_MORE = Expression(
    rf"\W*(?:(?:and|then|now|okay|good|great|just|do (?:it|that)),? )*(?:(twice|thrice|{'|'.join(NUMBERS)}"
    r"|\d) more)(?: times?)?"
    r"(?:,? (?:please|then|like that|like this|at your own (?:speed|pace)|if you (?:like|please|can)))?\W*",
    re.IGNORECASE,
)
"""A pattern of sentences that only ask for more of what was done: "Twice more, please."."""
_ROUNDS = Expression(r"\b(?:times?|rounds?|turns?|sets?|cycles?|goes|repeat)\b", re.IGNORECASE)
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
_SWITCH = Expression(rf"\b(?:other|opposite|left|right|second) {_PART}\b", re.IGNORECASE)
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
    in_all: bool = False
    """Whether steps are done so many times, and not so many times more."""
    more: bool = False
    """Whether it only adds to a count: "Do ten more"; behind ten of them, that is no repetition of all ten."""


@glossed
@lru_cache(20_000)
def repeat_in(text: str) -> Repeat | None:
    """Return the repetition that a sentence asks for, or None."""
    if not has_any(text.casefold(), _WORDS):
        return None
    text = without_tag(without_diagonal(text))
    whole = bool(_WHOLE.search(text))
    plain = with_digits(text.casefold())
    if match := _STEPS.search(plain):
        return _steps(plain, match)
    if _turns(text) and not _BOTH_HANDS.search(text):
        side = re.search(r"\b(left|right)\b", text, re.IGNORECASE)
        return Repeat("other", whole, after=side[1].casefold() if side else "")
    if repeats_breaths(text) and (breaths := quantities_in(text).breaths):
        return Repeat("times", times=breaths.natural, breaths=True)
    return _times(text, whole=whole)


@glossed
def asks_for_more(text: str) -> bool:
    """Whether a sentence only asks for more of what was done: "Twice more, please."."""
    return " more" in text and bool(_MORE.fullmatch(text))


def _times(text: str, *, whole: bool) -> Repeat | None:
    """Return how often a sentence asks for what was done before it, or None."""
    if (match := _MORE.fullmatch(text)) and (further := quantities_in(f"{match[1]} times").times):
        adds = not _ROUNDS.search(text) and not re.search(r"\b(?:twice|thrice)\b", text, re.IGNORECASE)
        return Repeat("times", times=1 + further.natural, more=adds)
    figures = quantities_in(text) if len(text.split()) <= _LONGEST and _TIMES.search(text) else NONE
    if not figures.times or figures.release or (figures.each and "same" in text.casefold()):
        return None  # "legs the same as the arms, each leg three times" is a step of its own
    if _ALTERNATE.match(text):
        return Repeat("times", times=figures.times.natural, last=2)
    more = 1 if re.search(r"\bmore\b", text) else 0
    adds = bool(more) and not whole and not _ROUNDS.search(text)
    return Repeat("times", whole and not re.search(r"\bsets?\b", text), figures.times.natural + more, more=adds)


def _turns(text: str) -> bool:
    """Whether a sentence asks for the other side, be it at its end; one that names both sides does not."""
    if _BOTH_SIDES.search(text):
        return False
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
        in_all=bool(_IN_ALL.search(text)),
    )


def grouped(nodes: Sequence[Node], repeat: Repeat, between: str) -> GroupNode | None:
    """Return the group of nodes that a repetition makes, or None if it makes none."""
    if repeat.kind != "other":
        return None if repeat.breaths else GroupNode(list(nodes), repeat=repeat.times)
    group = mirror(nodes, between, repeat.after)
    return group if all(map(can_be_said, steps_in([group]))) else None


def is_counted(nodes: Sequence[Node]) -> bool:
    """Whether any step is done so many times, to which "ten more" may add."""
    return any(step.practice.do.startswith(("{times:", "{breaths:")) for step in steps_in(list(nodes)))
