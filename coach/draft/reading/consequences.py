"""Blocks → blocks in which a condition on a line of its own is one sentence with what is to be done then.

"If she frowns or pulls her foot away", and under it "Stop. Do not hold the foot.", warns; neither line does so alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.sentences import sentences_of
from coach.draft.language import glossed
from coach.draft.reading.warnings import is_forbidding, is_warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.text.blocks import Block

_CONDITION = Expression(r"^\W*(?:(?:if|when)(?! not\b)|whenever|should|as soon as|in case)\b", re.IGNORECASE)
_ENDS = Expression(
    r"^\W*(?:please |then )*(?:stop|break (?:it )?off|leave (?:it|off|out)|end (?:it|here)|call|ring|phone)\b",
    re.IGNORECASE,
)
_LONGEST = 120
"""The most characters of a condition on a line of its own."""


def with_consequences(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks; a condition is a part of the paragraph under it that forbids, warns or ends what is done.

    What forbids, and goes on in the items under it, leads them in: "Do not rinse", "- with a blocked ear".
    """
    joined = False
    for block, follower in pairwise([*blocks, None]):
        if joined or block is None:
            joined = False
        elif follower is None or block.page or follower.page or block.kind == "item" or block.text[-1] in ".!?;:":
            yield block
        elif joined := follower.kind == "text" and _is_condition(block.text) and _is_consequence(follower.text):
            yield replace(block, kind="text", text=f"{block.text}: {follower.text}", level=0)
        elif follower.kind == "item" and follower.text[0].islower() and is_forbidding(block.text):
            yield replace(block, kind="text", text=f"{block.text}:", level=0)
        else:
            yield block


@glossed
def _is_condition(text: str) -> bool:
    return len(text) <= _LONGEST and bool(_CONDITION.match(text))


def _is_consequence(text: str) -> bool:
    first = sentences_of(text)[0]
    return _ends(first) or is_forbidding(first) or is_warning(first)


@glossed
def _ends(text: str) -> bool:
    """Whether a text says to end what is done: "Stop."."""
    return bool(_ENDS.match(text))
