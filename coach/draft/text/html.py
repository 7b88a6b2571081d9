"""A saved HTML page → blocks, each of which belongs to the text or to the page around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.draft_errors import draft_error
from coach.draft.text.blocks import Block, clean
from coach.draft.text.checklists import with_numbered_lists
from coach.draft.text.html_grid import Grid, Row, grid_of, words_of
from coach.draft.text.html_lines import BREAK, CELL, NO_SIGNS, lines_of
from coach.draft.text.html_parts import UNREAD, parts_of_page
from coach.draft.text.signs import judged, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_PARTS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
"""The elements that stand by themselves: the words before and after them do not run on."""


def blocks_of_page(data: bytes, name: str = "page.html") -> tuple[list[Block], str]:
    """Return the blocks of a page and the title in its head; raises RoutineError if it cannot be read to its end."""
    from lxml import etree

    parser = etree.HTMLParser(encoding=_encoding(data), remove_comments=True, remove_pis=True, huge_tree=True)
    parser.feed(data)
    root = parser.close()
    if root is None:
        return [], ""
    if any("depth" in problem.message for problem in parser.error_log):
        raise draft_error(name, "elements that stand too deep in others", "save only the how-to text of that page")
    title = root.find(".//title")
    return with_numbered_lists(list(_blocks(root))), words_of(title) if title is not None else ""


def _encoding(data: bytes) -> str | None:
    """Return "utf-8" if the page is that; None leaves it to what the page itself says."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _blocks(root: _Element) -> Iterator[Block]:
    """Yield all blocks in order; if no element is called the text, all that is not called something else is."""
    from lxml import etree

    text, around = parts_of_page(root)
    reader = _Reader(text, around)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            yield from reader.start(element) if event == "start" else reader.end(element)
        if event == "end":
            reader.add(element.tail, element)
    yield from reader.flush()


class _Reader:
    """The current place in the page, and the words that are not yet a block."""

    def __init__(self, text: _Element | None, around: set[_Element]) -> None:
        self._text, self._around = text, around
        self._words: list[str] = []
        self._line = 0
        self._strong = [0]
        """The number of characters of the words that are in bold, by line."""
        self._inside = text is None
        self._counts = dict.fromkeys(("around", "unread", "bold"), 0)
        """The number of open elements of each sort."""
        self._open: list[str] = []
        self._lists: list[int | None] = []
        """The number of the next item of each open list; None for a list without numbers."""
        self._number: int | None = None
        self._tables: list[Grid] = []
        """The open tables."""
        self._row = Row()
        """The current row of the last of them."""

    def start(self, element: _Element) -> Iterator[Block]:
        """Begin an element, and yield the block that ends there."""
        tag = str(element.tag)
        if tag == "br":
            self._words.append(BREAK)
            self._strong.append(0)
        elif tag in _PARTS:
            yield from self.flush()
            self._open.append(tag)
        if tag == "table":
            self._tables.append(grid_of(element))
        if tag == "tr" and self._tables:
            self._begin_row(element)
        if tag in ("ul", "ol"):
            self._lists.append(_first_number(element) if tag == "ol" else None)
        if tag == "li" and self._lists and (number := self._lists[-1]) is not None:
            self._number, self._lists[-1] = number, number + 1
        if tag in ("td", "th"):
            self._words.append(f"{CELL}{self._row.places.get(element, 0)}{CELL}")
        self._inside |= element is self._text
        self._count(element, 1)
        self.add(element.text, element)

    def end(self, element: _Element) -> Iterator[Block]:
        """End an element, and yield the block that ends there."""
        tag = str(element.tag)
        if tag in _PARTS and tag != "br":
            yield from self.flush()
            self._open.pop()
        if tag in ("ul", "ol"):
            self._lists.pop()
        if element is self._row.group:
            yield from self._group()
        if tag == "table":
            self._tables.pop()
        self._inside &= element is not self._text
        self._count(element, -1)

    def _begin_row(self, element: _Element) -> None:
        self._row = self._tables[-1].rows.get(element, Row())
        self._line = element.sourceline if isinstance(element.sourceline, int) else 0
        self._words += [f"{CELL}{place}{CELL}{text}" for place, text in self._row.above.items()]

    def _group(self) -> Iterator[Block]:
        """Yield a cell that heads a group of rows as their heading."""
        *_, text = "".join(self._words).split(CELL)
        self._words, self._strong = [], [0]
        if text := clean(text):
            page = bool(self._counts["around"]) or not self._inside
            yield numbered(Block("heading", text, self._line, 6, page=page))

    def _count(self, element: _Element, change: int) -> None:
        self._counts["around"] += change * (element in self._around)
        self._counts["unread"] += change * (element.tag in UNREAD)
        self._counts["bold"] += change * (element.tag in ("b", "strong"))

    def add(self, text: str | None, element: _Element) -> None:
        """Add the words that stand in an element, or after it."""
        if not text or self._counts["unread"]:
            return
        text = text.translate(NO_SIGNS)
        if text.strip() and not self._words:
            line = element.sourceline
            self._line = line if isinstance(line, int) else 0
        if text.strip() or self._words:
            self._words.append(text)
            self._strong[-1] += len(text) if self._counts["bold"] else 0

    def flush(self) -> Iterator[Block]:
        """Yield what was read since the last part, as a block."""
        heads = self._tables[-1].heads if self._tables and not self._row.names else []
        lines = list(lines_of(self._words, self._strong, heads))
        self._words, self._strong = [], [0]
        for text, strong in lines:
            yield from self._block(text, strong)

    def _block(self, text: str, strong: int) -> Iterator[Block]:
        page = bool(self._counts["around"]) or not self._inside
        head = next((tag for tag in reversed(self._open[-3:]) if re.fullmatch("h[1-6]|dt|summary", tag)), None)
        if head:
            yield numbered(Block("heading", text, self._line, int(head[1]) if head[1].isdecimal() else 6, page=page))
        elif {"li", "tr"} & set(self._open[-3:]):
            page |= self._row.names and "tr" in self._open[-3:]
            yield Block("item", text, self._line, max(0, len(self._lists) - 1), self._number, page)
            self._number = None
        else:
            bare = strong >= 0.9 * len(text) and len(text) < 90 and text[-1] not in ".!,;"  # noqa: PLR2004
            block = Block("heading" if bare else "text", text.rstrip(":") if bare else text, self._line, 0, page=page)
            yield numbered(block) if bare else judged(block)


def _first_number(element: _Element) -> int:
    start = element.get("start", "")
    return int(start) if re.fullmatch(r"\d{1,3}", start) else 1
