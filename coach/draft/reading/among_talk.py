"""Passages → those that ask: what stands alone among talk asks no more than the talk around it.

"Morning is best. Moisturise at night instead. Next appointment: ..." has a sentence in the form of a request. A
paragraph is of one piece: where most of it is talk, warnings or needs, a request without a time or a number is for
another day, or for somebody who thinks of doing it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.english.other_side import asks_for_other, is_other_side
from coach.draft.english.pauses import without_pauses
from coach.draft.english.quantities import quantities_in
from coach.draft.english.sentences import sentences_of
from coach.draft.reading.block_facts import is_part
from coach.draft.reading.needs import things_in
from coach.draft.reading.passages import Left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.reading.passages import Passage, Reading, Sentence

_WHY = "one request among talk"


def leave_out_among_talk(found: Reading) -> None:
    """Leave out the passages that stand among talk: behind all the others, or beside others of their section.

    What one in front of the others names is to be at hand: "Wear flat shoes".
    """
    firm = [place for place, passage in enumerate(found.passages) if not _is_among_talk(passage)]
    are_firm, sections = frozenset(firm), {found.passages[place].section for place in firm}
    kept: list[Passage] = []
    left: list[Left] = []
    for place, passage in enumerate(found.passages):
        left += passage.left
        beside = passage.section in sections and not any(is_part(told.text) for told in passage.told)
        if firm and place not in are_firm and (place > firm[-1] or beside):
            left += [Left(told.text, told.line, _WHY) for told in passage.told]
            if place < firm[0]:
                _need(found, passage.told)
        else:
            passage.left, left = left, []
            kept.append(passage)
    found.passages, found.left = kept, [*left, *found.left]


def _need(found: Reading, told: Sequence[Sentence]) -> None:
    for each in told:
        for thing in things_in(each.text):
            found.need(thing, each.line)


def _is_among_talk(passage: Passage) -> bool:
    """Whether but few sentences of a paragraph ask, and none of them says how long, how often or on which side."""
    if passage.block.kind != "text" or passage.block.number is not None or any(map(_is_firm, passage.told)):
        return False
    return 2 * len(passage.told) < len(sentences_of(passage.block.text))


def _is_firm(told: Sentence) -> bool:
    text = told.text
    return quantities_in(text).practice or is_other_side(text) or asks_for_other(text) or without_pauses(text) != text
