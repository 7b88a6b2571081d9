"""A text with Markdown marks → its words: markdown-it-py decides what is a mark and what is a word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from coach.draft.text.blocks import clean

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_MARKS = frozenset("*_[<&\\`~")
_BREAK = "  \n"
_MOST_MARKS, _LONGEST = 20_000, 10_000
_WITHIN = frozenset(
    [
        *("a", "abbr", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s"),
        *("samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"),
    ]
)
"""The HTML elements that may begin or end within a word."""
_APART = frozenset(
    [
        *("article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "img", "li", "main"),
        *("nav", "ol", "p", "picture", "pre", "section", "source", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    ]
)
"""The HTML elements that separate the words before and after them."""
_TAG = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
_RUN_IN = re.compile(r"\s*(?:\d{1,2}[.)]\s+\S[^.:!?]{0,50}|\S[^.:!?()]{0,50}\([^()]{1,20}\))\s*")
"""A pattern of the name in bold with which a paragraph begins: "**1. Knead** Take ...", "**Knead (3 min)** Take"."""
_FOOTNOTE = re.compile(r"\[\^[^\s\]]{1,40}\]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one line, without its marks."""

    text: str
    bold: bool = False
    """Whether the whole line is in bold."""
    picture: bool = False
    """Whether the whole line is the description of a picture."""
    ends: bool = False
    """Whether the text demands a line break after it."""


@lru_cache(1)
def parser() -> MarkdownIt:
    """Return markdown-it, which reads the blocks only: `words_of` reads their words, within its limits."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    made.core.ruler.enableOnly(["normalize", "block"])
    made.inline.ruler.before("link", "footnote", _footnote)
    return made


def _footnote(state: StateInline, silent: bool) -> bool:  # noqa: ARG001 - the form that markdown-it calls
    """Skip the number of a footnote, in the text and in front of the note."""
    if match := _FOOTNOTE.match(state.src, state.pos):
        begins = state.src[state.pos - 1 : state.pos] in ("", "\n")
        state.pos = match.end() + (begins and state.src.startswith(":", match.end()))
    return match is not None


def has_many_marks(text: str) -> bool:
    """Whether a text has more marks than markdown-it reads in half a second, at up to 30 µs each."""
    return sum(map(text.count, _MARKS)) > _MOST_MARKS


def words_of(content: str, known: MutableMapping[str, Any] | None = None) -> list[Words]:
    """Return the words of each line; `known` has the link references that `parser` found in the text.

    The marks stay in a paragraph that is longer than people write them: a `[` is compared with all that follows it.
    """
    if len(content) > _LONGEST or (_MARKS.isdisjoint(content) and _BREAK not in content):
        return [Words(plain(line)) for line in content.split("\n")]
    tokens: list[Token] = []
    parser().inline.parse(content, parser(), {} if known is None else known, tokens)
    return [line.words() for line in _lines(tokens)]


def plain(text: str) -> str:
    """Return a text as `clean` does, and without backslashes; any other Markdown marks in it stay."""
    return clean(text.replace("\\", ""))


@dataclass(slots=True)
class _Line:
    """The pieces of a line that is not yet complete."""

    pieces: list[str] = field(default_factory=list)
    light: str = ""
    """The words that are not in bold."""
    unseen: str = ""
    """The words that describe no picture."""
    ends: bool = False

    def add(self, piece: str, *, bold: bool, picture: bool) -> None:
        if not (bold or self.light) and piece.strip()[:1].isupper() and _RUN_IN.fullmatch("".join(self.pieces)):
            self.pieces.append(":")
        self.pieces.append(piece)
        self.light += "" if bold else piece.strip()
        self.unseen += "" if picture else piece.strip()

    def words(self) -> Words:
        text = plain("".join(self.pieces))
        return Words(text, bool(text) and self.light in ("", ":"), bool(text) and not self.unseen, self.ends)


def _lines(tokens: Sequence[Token]) -> list[_Line]:
    lines, bold = [_Line()], 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in ("softbreak", "hardbreak"):
            lines[-1].ends = token.type == "hardbreak"
            lines.append(_Line())
        elif token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        else:
            lines[-1].add(_piece(token, before), bold=bold > 0, picture=token.type == "image")
    return lines


def _piece(token: Token, before: Token | None) -> str:
    """Return what is said of a token: the words of a link or a picture, and no web address."""
    if token.type == "html_inline":
        return _of_tag(token.content)
    if token.type == "image":
        return " ".join("".join(line.pieces) for line in _lines(token.children or []))
    if token.type == "code_inline":  # in quotation marks, which somebody may have meant by `
        return f"`{token.content}`"
    if before and before.markup == "autolink" and str(before.attrs.get("href")).startswith(("http", "mailto:")):
        return ""
    return token.content.replace("\n", " ")


def _of_tag(tag: str) -> str:
    """Return what is said of a tag; anything else between < and > than a common HTML tag may be words."""
    match = _TAG.match(tag)
    name = match[1].casefold() if match else ""
    return "" if name in _WITHIN else " " if name in _APART else tag.replace("\n", " ")
