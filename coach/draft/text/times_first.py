"""Blocks with a time in front of what is done in it ("2 min: Lie down") → the same with the time behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.text.blocks import Block

_WORDS = "[^\\W\\d_a-zäöüßáéíóúñ]"
"""What the words behind a time begin with: a capital."""
_UNIT = r"(?i:secs?|seconds?|sek|sekunden?|seg|segundos?|s|min|mins|minutes?|minuten?|minutos?|m)\b\.?"
_TIME = re.compile(
    rf"[\[(]?(?P<time>\d{{1,3}}(?:[.,]\d)?(?: ?[-–] ?\d{{1,3}})? ?{_UNIT})[\])]?(?P<seam>\s*[:–—-])?\s+(?={_WORDS})"
)
_MINUTES = re.compile(
    rf"(?i:minutes?|minuten?|minutos?|min\.?)\s+(?P<first>\d{{1,3}})\s*(?:-|–|—|to|bis|a)\s*(?P<last>\d{{1,3}})"
    rf"\s*(?P<seam>[:.–—-])?\s+(?={_WORDS})"
)
"""A pattern of the minutes of a plan: "Minute 2 to 5: Count your breaths"."""


def with_times_last(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, those that begin with a time as items that end with it.

    A time without a sign behind it has to stand in front of a block beside, too: "2 min Lie down", "3 min Get up".
    """
    forms = [_form_of(block) for block in blocks]
    beside = [
        bool(form) and any(forms[at] for at in (place - 1, place + 1) if 0 <= at < len(forms))
        for place, form in enumerate(forms)
    ]
    return [
        _turned(block, form) if form and (near or form["seam"]) else block
        for block, form, near in zip(blocks, forms, beside, strict=True)
    ]


def _form_of(block: Block) -> re.Match[str] | None:
    if block.page or block.kind == "heading":
        return None
    if block.text[:1] in "[(0123456789":
        return _TIME.match(block.text)
    return _MINUTES.match(block.text) if block.text[:3].casefold() == "min" else None


def _turned(block: Block, form: re.Match[str]) -> Block:
    told = block.text[form.end() :].rstrip()
    time = form["time"] if form.re is _TIME else f"{int(form['last']) - int(form['first'])} min"
    return replace(block, kind="item", text=f"{told}{'' if told[-1] in '.!?' else '.'} {time[0].upper()}{time[1:]}")
