"""A list → whether it is advice for other days: most of its items say so, and none says how long something is done."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.quantities import quantities_in
from coach.draft.english.small_talk import is_talk
from coach.draft.language import glossed
from coach.draft.reading.about_page import is_about_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.text.blocks import Block

_FEWEST = 2
_NOW_AND_THEN = Expression(
    r"\b(?:now and then|from time to time|every so often|once in a while|more often|less often|regularly"
    r"|whenever (?:you can|possible)|as often as possible|at work|on the phone|in meetings)\W*$",
    re.IGNORECASE,
)
"""A pattern of what is done at other times, if it stands in such a list."""


def items_of_advice(blocks: Sequence[Block]) -> frozenset[Block]:
    """Return the items of lists of which most are about other days: "Take the stairs", "Buy firm shoes"."""
    found: set[Block] = set()
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind != "item":
            continue
        items = list(group)
        elsewhere = sum(map(_is_elsewhere, items))
        if elsewhere >= _FEWEST and 2 * elsewhere >= len(items) and not any(map(_is_done, items)):
            found.update(items)
    return frozenset(found)


def _is_elsewhere(item: Block) -> bool:
    return is_talk(item.text) or is_about_page(item.text) or _is_now_and_then(item.text)


def _is_done(item: Block) -> bool:
    return quantities_in(item.text).practice


@glossed
def _is_now_and_then(text: str) -> bool:
    return bool(_NOW_AND_THEN.search(text[-40:]))
