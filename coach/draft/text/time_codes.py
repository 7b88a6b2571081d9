"""Lines that begin with the time of a recording ("0:32 Wrist pulls") → the same without it, a chapter as a heading.

Captions that stand on lines between such times are parts of one running text, wherever they break off.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.draft.english.imperative import is_instruction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.text.blocks import Block

_NO_DAYTIME = r"(?!(?:[ap]\.?m\b|uhr\b|h\b|min\b|o'clock|[-–—] ?\d))"
_CODE = re.compile(
    r"[\[(]?(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,2}):(?P<s>\d\d)[\])]?\s*(?![-–—] ?\d)(?:[-–—:|]\s*)?"
    r"(?!(?:[ap]\.?m\b|uhr\b|h\b|min\b|o'clock))(?=[^\W_]|$)",
    re.IGNORECASE,
)
"""A pattern of a time of a recording; a span, and a time of day, are none."""
_CUE = re.compile(r"(?:\d+ )?(?:\d{1,2}:)?\d{1,2}:\d\d[.,]\d{3} -+> (?:\d{1,2}:)?\d{1,2}:\d\d[.,]\d{3}\b[^a-z]*$")
"""A pattern of the line above the words of a subtitle: "00:00:04,300 --> 00:00:08,100"."""
_CAPTION = re.compile(
    r"^\s*(?:[\[(]\d{1,2}:\d\d(?::\d\d)?[\])]\s*|(?:\d\d:)?\d\d:\d\d\s+)" rf"{_NO_DAYTIME}(?=\S)", re.IGNORECASE
)
"""A pattern of the time codes of captions: "[0:24]", "00:24"."""
_FEWEST, _FEWEST_FROM_START = 4, 3
_MOST_WORDS = 7
_ENDED = (".", "!", "?", "…", '."', '!"', '?"')


def without_time_codes(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without times that rise from the first to the last, as those of a recording do.

    A few words with such a time are a heading above lines without one; what stands between bare times is one text.
    """
    cues = [bool(_CUE.match(block.text)) for block in blocks]
    if sum(cues) >= _FEWEST_FROM_START:
        return list(_running(blocks, [cue or _is_bare_number(block) for cue, block in zip(cues, blocks, strict=True)]))
    forms = [None if block.page or block.kind == "heading" else _CODE.match(block.text) for block in blocks]
    if not _are_codes([_seconds(form) for form in forms if form]):
        return [block if block.page else replace(block, text=_CAPTION.sub("", block.text)) for block in blocks]
    bare = [form is not None and form.end() == len(block.text) for block, form in zip(blocks, forms, strict=True)]
    if sum(bare) >= _FEWEST:
        return list(_running(blocks, bare))
    followers = [*forms[1:], None]
    return [
        _without(block, form, above=follower is None) if form else block
        for block, form, follower in zip(blocks, forms, followers, strict=True)
    ]


def _is_bare_number(block: Block) -> bool:
    return block.text.rstrip(".").isdecimal() or block.text == "WEBVTT"


def _seconds(form: re.Match[str]) -> int:
    return 3600 * int(form["h"] or 0) + 60 * int(form["m"]) + int(form["s"])


def _are_codes(points: Sequence[int]) -> bool:
    fewest = _FEWEST_FROM_START if points[:1] == [0] else _FEWEST
    return len(points) >= fewest and all(before < after for before, after in pairwise(points))


def _without(block: Block, form: re.Match[str], *, above: bool) -> Block:
    text = block.text[form.end() :] or block.text
    chapter = above and text[-1] not in ".!,;" and len(text.split()) <= _MOST_WORDS and not is_instruction(text)
    return replace(block, kind="heading" if chapter else block.kind, text=text)


def _running(blocks: Sequence[Block], bare: Sequence[bool]) -> Iterator[Block]:
    """Yield blocks, those between bare times joined up to the end of a sentence."""
    held: Block | None = None
    begun = False
    for block, is_bare in zip(blocks, bare, strict=True):
        begun = begun or is_bare
        if is_bare:
            continue
        if not begun or block.kind != "text" or block.page:
            yield from [held] if held else []
            held = None
            yield block
        elif held and not held.text.endswith(_ENDED):
            held = replace(held, text=f"{held.text} {block.text}")
        else:
            yield from [held] if held else []
            held = block
    yield from [held] if held else []
