"""Bytes of a how-to text → its blocks, unless they are no text, or too much of it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.draft.draft_errors import draft_error
from coach.draft.language import in_language
from coach.draft.languages import rules_of
from coach.draft.text.fields import with_fields
from coach.draft.text.html import blocks_of_page
from coach.draft.text.markdown import blocks_of_markdown
from coach.draft.text.number_labels import with_number_labels
from coach.draft.text.plain_text import blocks_of_text
from coach.draft.text.signs import is_step_label
from coach.draft.text.stage_directions import with_rests
from coach.draft.text.time_codes import without_time_codes
from coach.draft.text.times_first import with_times_last
from coach.draft.text.titles import with_headings
from coach.draft.text.who_speaks import without_speakers
from coach.routine.narration import has_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.text.blocks import Block

MAX_BYTES = 10_000_000
"""The most bytes, enough for a saved page with its pictures inside."""
MAX_TAGS = 150_000
MAX_CHARACTERS = 1_200_000
"""The most characters of words, more than the longest how-to book has."""
MAX_LINES = 100_000
MAX_BLOCKS = 40_000
_BEGIN = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CLOSED = re.compile(rb"</(?:p|div|li|ul|ol|h[1-6]|span|a|td|strong|b)>", re.IGNORECASE)
_FEW_TAGS = 4
_MARKDOWN = (".md", ".markdown")


def blocks_of(data: bytes, name: str) -> tuple[list[Block], str]:
    """Return the blocks of a text, and the title in the head of its page; raises RoutineError."""
    if len(data) > MAX_BYTES:
        raise draft_error(name, f"larger than {MAX_BYTES // 1_000_000} MB", "save only the how-to text of that page")
    if page := _is_page(data, name):
        if data.count(b"<") > MAX_TAGS:
            raise draft_error(name, f"more than {MAX_TAGS:,} tags", "save only the how-to text of that page")
        blocks, head = blocks_of_page(data, name)
    else:
        read = blocks_of_markdown if Path(name).suffix.casefold() in _MARKDOWN else blocks_of_text
        blocks, head = read(_decode(data, name)), ""
    if len(blocks) > MAX_BLOCKS:
        raise draft_error(name, f"more than {MAX_BLOCKS:,} paragraphs", "is this a how-to text?")
    if sum(len(block.text) for block in blocks) > MAX_CHARACTERS:
        raise draft_error(name, f"more than {MAX_CHARACTERS:,} characters", "is this a how-to text?")
    worded = with_number_labels(list(_numbered([block for block in blocks if has_words(block.text)])))
    worded = with_times_last(worded)
    with in_language(rules_of(block.text for block in worded)):
        blocks = as_spoken(worded)
        return with_fields(blocks if page else with_headings(blocks)), head


def as_spoken(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks without the times and the names of a recording or a chat, and with the rests of a script marked."""
    return with_rests(without_speakers(without_time_codes(blocks)))


def _numbered(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, without those that only number the one after them: "Step 1" above what it is."""
    number: int | None = None
    for block in blocks:
        if is_step_label(block.text) and block.number is not None:
            number = block.number
            continue
        bare = number is not None and not block.page and (block.kind == "text" or _is_sentence(block))
        yield replace(block, kind="item", number=number) if bare else block
        number = None


def _is_sentence(block: Block) -> bool:
    return block.kind == "heading" and not block.level and block.text[-1] in ".!"


def _is_page(data: bytes, name: str) -> bool:
    """Whether a text is HTML; Markdown, too, may hold a few tags."""
    suffix, start = Path(name).suffix.casefold(), data[:4_000]
    if suffix in (".html", ".htm", ".xhtml") or _BEGIN.match(start):
        return True
    return suffix not in (*_MARKDOWN, ".txt", ".text") and len(_CLOSED.findall(start)) > _FEW_TAGS


def _decode(data: bytes, name: str) -> str:
    """Return the text of bytes in UTF-8, in UTF-16 if they say so, or else in cp1252, which old editors wrote."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise draft_error(name, "this is not text", "save the page as text or HTML first")
    if len(text) > MAX_CHARACTERS and len(" ".join(text.split())) > MAX_CHARACTERS:
        raise draft_error(name, f"more than {MAX_CHARACTERS:,} characters", "is this a how-to text?")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES:
        raise draft_error(name, f"more than {MAX_LINES:,} lines", "is this a how-to text?")
    return text
