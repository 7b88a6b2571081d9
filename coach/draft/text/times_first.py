"""Blocks with a time in front of what is done in it ("2 min: Lie down") → the same with the time behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
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
    rf"(?i:minutes?|minuten?|minutos?|min\.?)\s+(?P<first>\d{{1,3}})(?:\s*(?:-|–|—|to|bis|a)\s*(?P<last>\d{{1,3}}))?"
    rf"\s*(?P<seam>[:.–—-])?\s+(?={_WORDS})"
)
"""A pattern of the minutes of a plan: "Minute 2 to 5: Count your breaths"."""
_CLOCKS = re.compile(
    r"[\[(]?(?P<first>\d{1,2}:\d\d)\s*[-–—]\s*(?P<last>\d{1,2}:\d\d)[\])]?(?P<seam>\s*[:.–—-])?\s+(?=[^\W\d_])"
)
"""A pattern of the times of a plan: "1:00–2:30 Walk on the spot"."""


def with_times_last(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, those that begin with a time as items that end with it.

    A time without a sign behind it has to stand in front of a block beside, too: "2 min Lie down", "3 min Get up".
    """
    forms = [_form_of(block) for block in blocks]
    counts_whole = _counts_whole([form for form in forms if form and form.re is _MINUTES])
    if not any(form and form.re is _CLOCKS and int(form["first"].replace(":", "")) == 0 for form in forms):
        forms = [None if form and form.re is _CLOCKS else form for form in forms]  # times of the day
    beside = [
        bool(form) and any(forms[at] for at in (place - 1, place + 1) if 0 <= at < len(forms))
        for place, form in enumerate(forms)
    ]
    return [
        _turned(block, _time_of(form, whole=counts_whole)) if form and (near or form["seam"]) else block
        for block, form, near in zip(blocks, forms, beside, strict=True)
    ]


def _counts_whole(forms: Sequence[re.Match[str]]) -> bool:
    """Whether a plan counts its minutes one by one, so that "Minutes 2–4" are three: the next one begins with 5."""
    spans = [(int(form["first"]), int(form["last"] or form["first"])) for form in forms]
    return any(after[0] == before[1] + 1 for before, after in pairwise(spans))


def _form_of(block: Block) -> re.Match[str] | None:
    if block.page or block.kind == "heading":
        return None
    if block.text[:1] in "[(0123456789":
        return _CLOCKS.match(block.text) or _TIME.match(block.text)
    form = _MINUTES.match(block.text) if block.text[:3].casefold() == "min" else None
    return form if form and (form["last"] or form["seam"]) else None


def _time_of(form: re.Match[str], *, whole: bool) -> tuple[str, str]:
    """Return what stands behind the time, and the time."""
    if form.re is _TIME:
        time = form["time"]
    elif form.re is _MINUTES:
        time = f"{int(form['last'] or form['first']) - int(form['first']) + (whole or not form['last'])} min"
    else:
        first, last = (
            60 * int(minutes) + int(seconds) for minutes, seconds in map(_parts, form.group("first", "last"))
        )
        minutes, seconds = divmod(max(last - first, 0), 60)
        time = " ".join([*([f"{minutes} min"] if minutes else []), *([f"{seconds} s"] if seconds else [])])
    return form.string[form.end() :].rstrip(), time


def _parts(clock: str) -> list[str]:
    return clock.split(":")


def _turned(block: Block, parts: tuple[str, str]) -> Block:
    told, time = parts
    if not time:
        return block
    return replace(block, kind="item", text=f"{told}{'' if told[-1] in '.!?' else '.'} {time[0].upper()}{time[1:]}")
