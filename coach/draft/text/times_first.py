"""Blocks with a time in front of what is done in it ("2 min: Lie down") → the same with the time behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from coach.draft.text.plan_times import is_frame, lengths_of, seconds_of, told_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.text.blocks import Block

_WORDS = "[^\\W\\d_a-zäöüßáéíóúñ]"
"""What the words behind a time begin with: a capital."""
_UNIT = r"(?i:secs?|seconds?|sek|sekunden?|seg|segundos?|s|min|mins|minutes?|minuten?|minutos?|m)\b\.?"
_TIME = re.compile(
    rf"[\[(]?(?P<time>\d{{1,3}}(?:[.,]\d)?(?: ?[-–] ?\d{{1,3}})? ?{_UNIT})[\])]?(?P<seam>\s*[:;–—-])?\s+(?={_WORDS})"
)
_MINUTES = re.compile(
    rf"(?i:minutes?|minuten?|minutos?|min\.?)\s+(?P<first>\d{{1,3}})(?:\s*(?:-|–|—|to|bis|a)\s*(?P<last>\d{{1,3}}))?"
    rf"\s*(?P<seam>[:.–—-])?\s+(?={_WORDS})"
)
"""A pattern of the minutes of a plan: "Minute 2 to 5: Count your breaths"."""
_CLOCKS = re.compile(
    r"[\[(]?(?P<time>(?P<first>\d{1,2}:\d\d)\s*[-–—]\s*(?P<last>\d{1,2}:\d\d))[\])]?(?P<seam>\s*[:;.–—-])?\s+"
    r"(?=[^\W\d_])"
)
"""A pattern of the times of a plan: "1:00–2:30 Walk on the spot"."""
_POINT = re.compile(r"[\[(]?(?P<first>\d{1,2}:\d\d)[\])]?(?P<seam>\s*[:;.–—-])?\s+(?=[^\W\d_])")
"""A pattern of a point of time at which a line of a plan begins: "0:45 Walk on the spot"."""
_LEAST_S, _STEP_S = 20, 5
"""The least seconds between two points of a plan, and what they are multiples of: captions follow closer."""


def with_times_last(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, those that begin with a time as items that end with it.

    A time without a sign behind it has to stand in front of a block beside, too: "2 min Lie down", "3 min Get up".
    """
    blocks = _with_points_last(blocks)
    forms = [_form_of(block) for block in blocks]
    spans = [form for form in forms if form and form.re is not _MINUTES]
    lengths = dict(zip(spans, lengths_of([form["time"] for form in spans]), strict=False))
    counts_whole = _counts_whole([form for form in forms if form and form.re is _MINUTES])
    if not (lengths or any(form.re is _CLOCKS and int(form["first"].replace(":", "")) == 0 for form in spans)):
        forms = [None if form and form.re is _CLOCKS else form for form in forms]  # times of the day
    beside = [
        bool(form) and any(forms[at] for at in (place - 1, place + 1) if 0 <= at < len(forms))
        for place, form in enumerate(forms)
    ]
    return [
        _turned(block, form, lengths.get(form) or _time_of(form, whole=counts_whole))
        if form and (near or form["seam"])
        else block
        for block, form, near in zip(blocks, forms, beside, strict=True)
    ]


def _with_points_last(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; those of a plan that begin with points of time, one below the other, end with their lengths.

    A plan begins at 0:00, and its points are farther apart than those of captions.
    """
    forms = [_POINT.match(block.text) if block.text[:1] in "[(0" else None for block in blocks]
    starts = [place for place, form in enumerate(forms) if form and not int(form["first"].replace(":", ""))]
    if len(starts) != 1:
        return list(blocks)
    run = list(takewhile(bool, (_POINT.match(block.text) for block in blocks[starts[0] :])))
    plan = [form for form in run if form]
    lengths = lengths_of([form["first"] for form in plan])
    if not all(map(_is_far, lengths[:-1])):
        return list(blocks)
    made, at = list(blocks), starts[0]
    told = [_turned(block, form, length) for block, form, length in zip(blocks[at:], plan, lengths, strict=False)]
    made[at : at + len(told)] = told
    return made


def _is_far(length: str) -> bool:
    ms = sum(int(number) * (60 if unit == "min" else 1) for number, unit in re.findall(r"(\d+) (min|s)", length))
    return ms >= _LEAST_S and ms % _STEP_S == 0


def _counts_whole(forms: Sequence[re.Match[str]]) -> bool:
    """Whether a plan counts its minutes one by one, so that "Minutes 2–4" are three: the next one begins with 5."""
    spans = [(int(form["first"]), int(form["last"] or form["first"])) for form in forms]
    return any(after[0] == before[1] + 1 for before, after in pairwise(spans))


def _form_of(block: Block) -> re.Match[str] | None:
    if block.page:
        return None
    if block.kind == "heading":
        form = _MINUTES.match(block.text)
        return form if form and form["seam"] else None
    if block.text[:1] in "[(0123456789":
        return _CLOCKS.match(block.text) or _TIME.match(block.text)
    form = _MINUTES.match(block.text) if block.text[:3].casefold() == "min" else None
    return form if form and (form["last"] or form["seam"]) else None


def _time_of(form: re.Match[str], *, whole: bool) -> str:
    if form.re is _TIME:
        return form["time"]
    if form.re is _MINUTES:
        return f"{int(form['last'] or form['first']) - int(form['first']) + (whole or not form['last'])} min"
    return told_length(seconds_of(form["last"]) - seconds_of(form["first"]))


def _turned(block: Block, form: re.Match[str], time: str) -> Block:
    told = form.string[form.end() :].rstrip()
    if block.kind == "heading":
        return replace(block, text=f"{told} ({time})")
    if is_frame(told) or not time:
        return replace(block, text=told, page=is_frame(told))
    return replace(block, kind="item", text=f"{told}{'' if told[-1] in '.!?' else '.'} {time[0].upper()}{time[1:]}")
