"""Markdown → blocks: markdown-it-py decides what is a heading, an item or a paragraph, and where it begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.draft.text.blocks import Block
from coach.draft.text.checklists import with_numbered_lists
from coach.draft.text.columns import with_rows
from coach.draft.text.line_breaks import goes_on, joined, width_of
from coach.draft.text.marks import Words, has_many_marks, parser, words_of
from coach.draft.text.plain_text import blocks_of_lines, blocks_of_text, said, without_notes
from coach.draft.text.signs import item, judged, numbered, starts
from coach.draft.text.tables import without_tables
from coach.draft.text.terms import with_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from markdown_it.token import Token

_LONGEST = 100_000
"""The most characters that markdown-it is given: it may need a second for them, and few how-to texts have as many."""
_ADDRESS = re.compile(r"[/.#:@]")
_MARKERS = re.compile(r"^(?:[\s>]|[-*+]\s|\d{1,9}[.)]\s)*")
"""What stands before the first row of a table: quotation marks, and the sign or the number of an item."""
_MOST_NUMBER = 999
"""The greatest number of an item: "2019. What a year." is no item."""


def blocks_of_markdown(text: str) -> list[Block]:
    """Return the blocks of a Markdown text.

    A text that would take markdown-it too long, or is nested deeper than it reads, is read as plain text.
    """
    noted = with_rows(with_terms(without_notes(text)), markdown=True)
    if len(noted) > _LONGEST or has_many_marks(noted):
        return blocks_of_text(text)
    known: dict[str, Any] = {}
    tokens = parser().parse(noted, known)
    if any(token.level >= parser().options.maxNesting - 1 for token in tokens):  # markdown-it drops what is deeper
        return blocks_of_text(text)
    reader = _Reader(noted.split("\n"), known)
    blocks = [block for token in tokens for block in reader.read(token)]
    return with_numbered_lists(sorted([*blocks, *reader.definitions()], key=lambda block: block.line))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: its number, what is written and what is said of it."""

    number: int
    written: str
    words: Words


class _Reader:
    """The current place in the text: its open heading, lists and table."""

    def __init__(self, lines: Sequence[str], known: dict[str, Any]) -> None:
        self._lines, self._width, self._known = lines, width_of(lines), known
        self._level = 0
        """The level of the open heading; 0 if there is none."""
        self._lists: list[int | None] = []
        """The number of the current item of each open list; None for a list without numbers."""
        self._written: list[str] = []
        """The number that is written there."""
        self._begun = False
        """Whether an item has begun and has no words yet."""
        self._table = False

    def read(self, token: Token) -> Iterator[Block]:
        """Yield the blocks that a token contains."""
        if token.type == "table_open":
            yield from self._rows(token)
        elif token.type == "inline" and not self._table:
            yield from self._paragraph(token)
        elif token.type in ("fence", "code_block", "html_block"):
            yield from self._as_it_stands(token)
        self._go(token)

    def _go(self, token: Token) -> None:
        """Note the part of the text that a token opens or closes."""
        part, change = token.type.removesuffix("_open").removesuffix("_close"), token.nesting
        if part in ("bullet_list", "ordered_list"):
            if change > 0:
                self._lists.append(0 if part == "ordered_list" else None)
                self._written.append("")
            else:
                self._lists.pop()
                self._written.pop()
        elif part == "list_item":
            self._begun = change > 0
            if self._begun and (number := self._lists[-1]) is not None:  # some write 1 before each
                self._lists[-1] = number + 1 if token.info == self._written[-1] else int(token.info)
                self._written[-1] = token.info
        elif part == "heading":
            self._level = int(token.tag[1]) if change > 0 else 0
        elif part == "table":
            self._table = change > 0

    def _as_it_stands(self, token: Token) -> Iterator[Block]:
        """Read code and HTML as plain text, since they may contain words for a listener."""
        first = _first(token) + (token.type == "fence")
        yield from self._deeper(blocks_of_lines(token.content.split("\n"), first, self._width))

    def _rows(self, token: Token) -> Iterator[Block]:
        """Read the rows of a table from the text, since markdown-it drops the cells in columns without a name."""
        assert token.map
        rows = enumerate(self._lines[slice(*token.map)], _first(token))
        blocks = [Block("text", f"|{_MARKERS.sub('', row).removeprefix('|')}", number) for number, row in rows]
        self._begun = False
        yield from self._deeper([judged(said(row, known=self._known)) for row in without_tables(blocks)])

    def definitions(self) -> Iterator[Block]:
        """Yield what looks like the definition of a link and is none: "[Inhale]: slowly" has no address."""
        known = (*self._known.get("references", {}).values(), *self._known.get("duplicate_refs", ()))
        for link in known:
            if not _ADDRESS.search(link["href"]):
                first, end = link["map"]
                yield from map(judged, blocks_of_lines(self._lines[first:end], first + 1, self._width))

    def _paragraph(self, token: Token) -> Iterator[Block]:
        lines = self._lines_of(token)
        if self._level and len(lines) == 1:  # several lines above "---" are a paragraph
            yield self._heading(lines[0])
            return
        parts = list(self._parts(lines))
        if self._begun and parts:
            yield self._item(parts.pop(0))
        alone = len(lines) == 1 and self._is_alone(token)
        blocks = [_text_of(part, alone=alone) for part in parts]
        yield from self._deeper([judged(block) for block in without_tables(blocks)])

    def _lines_of(self, token: Token) -> list[_Line]:
        """Return the lines of a paragraph; they are one if a link address or a tag in it spans two."""
        written, words = token.content.split("\n"), words_of(token.content, self._known)
        if len(written) != len(words):
            written, words = [" ".join(written)], [Words(" ".join(line.text for line in words))]
        lines = enumerate(zip(written, words, strict=True), _first(token))
        return [_Line(number, raw, said) for number, (raw, said) in lines if raw.strip()]

    def _heading(self, line: _Line) -> Block:
        block = numbered(Block("heading", line.words.text, line.number, self._level))
        if self._begun and block.number is None:
            block = replace(block, number=self._lists[-1])
        self._begun = False
        return block

    def _item(self, part: Sequence[_Line]) -> Block:
        """Return the first words of an item as a block."""
        self._begun = False
        text, line, number = _joined(part), part[0].number, self._lists[-1]
        if number is not None and number > _MOST_NUMBER:
            return Block("text", f"{number}. {text}", line)
        return item(text, line, len(self._lists) - 1, number)

    def _parts(self, lines: Sequence[_Line]) -> Iterator[list[_Line]]:
        """Yield the lines that belong together."""
        held: list[_Line] = []
        for line in lines:
            if held and not self._goes_on(held, line):
                yield held
                held = []
            held.append(line)
        if held:
            yield held

    def _goes_on(self, held: Sequence[_Line], line: _Line) -> bool:
        """Whether a line continues those before it; in an item it does, unless something shows otherwise."""
        before = held[-1]
        parted = (before.words.ends or before.words.bold) and not line.words.text[:1].islower()
        if parted or starts(line.written.strip()):
            return False
        if self._lists:
            return not _is_new(line)
        return goes_on(before.written, line.written, self._width, listed=held[0].written[0].islower())

    def _is_alone(self, token: Token) -> bool:
        """Whether a paragraph stands between empty lines."""
        assert token.map
        begin, end = token.map
        return not any(line.strip() for line in (*self._lines[max(0, begin - 1) : begin], *self._lines[end : end + 1]))

    def _deeper(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """Put the items that only `signs` recognises under the items around them."""
        for block in blocks:
            yield replace(block, level=block.level + len(self._lists)) if block.kind == "item" else block


def _first(token: Token) -> int:
    """Return the line on which a token begins, counted from 1."""
    assert token.map
    return token.map[0] + 1


def _is_new(line: _Line) -> bool:
    """Whether a line in an item begins something new: a picture, or "**Hold:** 20 seconds"."""
    return line.words.picture or (line.written.startswith(("**", "__")) and ":" in line.written)


def _joined(part: Sequence[_Line]) -> str:
    return joined(line.words.text for line in part)


def _text_of(part: Sequence[_Line], *, alone: bool) -> Block:
    """Return a paragraph as a block; bold makes it a heading, and the words of a picture belong to the page."""
    bold, picture = all(line.words.bold for line in part), all(line.words.picture for line in part)
    return Block("heading" if bold else "text", _joined(part), part[0].number, page=picture, alone=alone and not bold)
