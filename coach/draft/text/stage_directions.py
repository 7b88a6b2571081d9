"""Blocks of a script → blocks in which a bare time behind a sentence is a rest: "Imagine a lake. (8 seconds)"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.pauses import is_pause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.text.blocks import Block

_NAMED = Expression(r"[(\[*_–—]\s*(?:\w+ ){0,3}?(?:paus[ea]|silen(?:ce|cio)|stille|schweigen)\b", re.IGNORECASE)
_ENOUGH = 2
"""The rests by name that show that a text is a script."""
_BEHIND = Expression(r"(?P<end>[.!?…\"'])\s*(?:\(([^()]{2,30})\)|[–—] ?([^–—()]{2,30}?) ?[–—])(?=\s|$)")


def with_rests(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks in which the bare times that a script sets off are in square brackets, as its other rests are."""
    named = sum(len(_NAMED.findall(block.text)) for block in blocks)
    return [_with_rests(block) if named >= _ENOUGH or _has_dotted(block) else block for block in blocks]


def _has_dotted(block: Block) -> bool:
    """Whether a time stands behind dots, as only a script has it: "Tighten your legs... (5 seconds) ...and relax"."""
    return "... (" in block.text or "… (" in block.text


def _with_rests(block: Block) -> Block:
    def bracketed(match: re.Match[str]) -> str:
        mark = match[2] or match[3]
        return f"{match['end']} [{mark}]" if is_pause(f"[{mark}]") else match[0]

    return replace(block, text=_BEHIND.sub(bracketed, block.text))
