"""Passages of which each is a part of one breath ("Breathe in for 4 seconds.", "Hold ...") → one passage for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.pauses import is_pause
from coach.draft.english.quantities import quantities_in
from coach.draft.language import glossed
from coach.draft.reading.passages import Sentence
from coach.draft.steps.nodes import StepNode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.reading.passages import Passage
    from coach.draft.steps.nodes import Node

_MOST_PHASES = 4
_LEADS = r"\W*(?:(?:and|then|now|so|okay|ok|good|again),? )*(?:as you )?"
_IN = re.compile(rf"{_LEADS}(?:breathe|breathing|inhale|inhaling|in)\b(?! out)", re.IGNORECASE)
_IT = r"(?:it|them|that|everything|all of it|(?:the|your|his|her|their|each|both) [\w-]+(?: [\w-]+)?)"
_RELEASE = re.compile(
    rf"{_LEADS}(?:(?:slowly|gently|carefully) )?"
    rf"(?:let (?:{_IT} )?(?:go|drop|fall|down|sink)|release|relax|drop(?! (?:your|the|his|her) (?:jaw|chin|head))|lower"
    rf"|unclench|return|(?:come|go) (?:back|down)|sit back|lie back|put (?:{_IT} )?(?:down|back)"
    rf"|take (?:{_IT} )?(?:off|away|back|down)|bring (?:{_IT} )?(?:back|down))\b",
    re.IGNORECASE,
)
"""A pattern of what only ends the step before it: what is repeated is both."""
_OUT = re.compile(rf"{_LEADS}(?:(?:breathe|breathing) out|exhale|exhaling|out)\b", re.IGNORECASE)


def with_whole_breaths(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages; those that are the phases of one breath, one after the other, are one."""
    place = 0
    while place < len(passages):
        count = _phases_at(passages, place)
        if count > 1:
            together = passages[place : place + count]
            told = [_one([each for passage in together for each in passage.told])]
            left = [left for passage in together for left in passage.left]
            yield replace(passages[place], told=told, left=left)
        else:
            yield replace(passages[place], told=breaths_together(passages[place].told))
        place += count


def _phases_at(passages: Sequence[Passage], place: int) -> int:
    """Return how many passages from a place on are the phases of one breath; 1 if they are none."""
    first, told, ends = passages[place], list[Sentence](), list[int]()
    for passage in passages[place : place + _MOST_PHASES]:
        if passage.section != first.section or passage.block.kind != first.block.kind:
            break
        told += passage.told
        ends.append(len(told))
    count = _phases_in(told[:_MOST_PHASES])
    return ends.index(count) + 1 if count in ends else 1


def breaths_together(told: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences; those that are the phases of one breath are one."""
    made: list[Sentence] = []
    place = 0
    while place < len(told):
        count = _phases_in(told[place : place + _MOST_PHASES])
        made.append(_one(told[place : place + count]) if count > 1 else told[place])
        place += count
    return made


def _phases_in(told: Sequence[Sentence]) -> int:
    """Return how many sentences, from the first on, are the phases of one breath; 1 if they are none."""
    if not told or not quantities_in(told[0].text).practice:
        return 1
    for count in range(len(told), 1, -1):
        if not all(_is_phase(each.text) for each in told[:count]):
            continue
        breath = quantities_in(_one(told[:count]).text).breath
        if breath and sum(map(bool, breath)) == count:
            return count
    return 1


def _is_phase(text: str) -> bool:
    figures = quantities_in(text)
    return is_pause(text) or (bool(figures.time or figures.times) and figures.breath is None)


def _one(told: Sequence[Sentence]) -> Sentence:
    texts = (each.text if each.text[-1] in ".!?,;:…" else f"{each.text}." for each in told)
    return replace(told[0], text=" ".join(texts))


def start_of_last(nodes: Sequence[Node], last: int = 0) -> int | None:
    """Return the place of what was done last, or None: a breath out and a release have a step before them.

    `last` is how many steps are meant, if that is said.
    """
    if last and nodes:
        return max(0, len(nodes) - last)
    if len(nodes) > 1 and ((_has(_OUT, nodes[-1]) and _has(_IN, nodes[-2])) or _has(_RELEASE, nodes[-1])):
        return len(nodes) - 2
    return len(nodes) - 1 if nodes else None


def begun_by(nodes: Sequence[Node], begun: int, last: int = 0) -> int:
    """Return where what is done again begins: with the item, or before it if that is but a breath out or a release."""
    if last:
        return max(0, len(nodes) - last)
    first = start_of_last(nodes) if begun == len(nodes) - 1 else None
    return begun if first is None else min(begun, first)


def _has(form: re.Pattern[str], node: Node) -> bool:
    return isinstance(node, StepNode) and _begins(node.say, form)


@glossed
def _begins(text: str, form: re.Pattern[str]) -> bool:
    return bool(form.match(text))
