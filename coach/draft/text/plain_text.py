"""Plain text → blocks, line by line; it may contain Markdown marks, as pasted texts often do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.pauses import is_pause, names_rest
from coach.draft.text.blocks import Block
from coach.draft.text.checklists import with_numbered_lists
from coach.draft.text.columns import with_rows
from coach.draft.text.line_breaks import goes_on, inside_of, joined, width_of
from coach.draft.text.marks import has_many_marks, plain, words_of
from coach.draft.text.number_labels import with_bare_numbers
from coach.draft.text.signs import judged
from coach.draft.text.tables import without_tables
from coach.draft.text.terms import with_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    Line = tuple[int, str]

_RULE = re.compile(r"([-*_=~+#·.]\s?)\1{2,}\W*$")
_EMPHASIS = re.compile(r"(?<![*_\w])([*_]{1,3})[(\[]?([^*_\n()\[\]]{4,60})[)\]]?\1(?![*_\w])")
"""A pattern of what stands in stars or underscores: "*pause*" is no emphasis but a stage direction."""
_QUOTED = re.compile(r"^(?:> ?)+")
_COLUMN = re.compile(r"^\s*([^\W\d_a-z]{3,}(?: [^\W\d_a-z]{2,}){0,2}(?: \([^()]{1,30}\))?)(?: {2,}|\t+)(?=[^\W\d_])")
"""A pattern of a first column that labels what stands behind a gap: "AFTER (20 min)   Lie down"."""
_MINUTE_OF = re.compile(r"(?im)^[ \t]*(?:minutes?|minuten?|minutos?|min\.?|time|zeit|tiempo):? +(?=\d{1,2}:\d\d\b)")
"""A pattern of the word in front of the time of a plan: "Minute 0:30-1:00 | Look out of the window"."""
_UNDERLINE = re.compile(r"[-=]{3,}$")
_FENCES = ("```", "~~~")


def blocks_of_text(text: str) -> list[Block]:
    """Return the blocks of a plain text."""
    lines = with_rows(_MINUTE_OF.sub("", with_terms(without_notes(text)))).split("\n")
    return with_numbered_lists(blocks_of_lines(lines, 1, width_of(lines), marked=not has_many_marks(text)))


def blocks_of_lines(lines: Sequence[str], first: int, width: int, *, marked: bool = True) -> list[Block]:
    """Return the blocks of lines; `first` is the number of the first line; if `marked`, Markdown marks are removed."""
    paragraphs = _paragraphs([(number, line.expandtabs(4)) for number, line in enumerate(lines, first)], width)
    return with_bare_numbers([judged(said(block, marked=marked)) for block in without_tables(list(paragraphs))])


def without_notes(text: str) -> str:
    """Return a text without its comments and its front matter; the lines keep their numbers."""
    noted = "\n".join(_without_front(_without_comments(text).split("\n")))
    return _EMPHASIS.sub(_directed, noted)


def _directed(match: re.Match[str]) -> str:
    """Return what is emphasised in brackets if it is a rest: by name, or a time in brackets or after a sentence."""
    bare = match[0].strip("*_")
    named = is_pause(match[2]) or is_pause(bare) or names_rest(match[2])
    apart = bare[0] in "([" or match.string[: match.start()].rstrip(" ")[-1:] in (*'.!?…")', "")
    return f"[{match[2]}]" if named or (apart and is_pause(f"[{match[2]}]")) else match[0]


def _without_comments(text: str) -> str:
    pieces, start = [], 0
    while (begin := text.find("<!--", start)) >= 0 and (end := text.find("-->", begin)) >= 0:
        pieces += [text[start:begin], "\n" * text.count("\n", begin, end)]
        start = end + 3
    return "".join([*pieces, text[start:]])


def _without_front(lines: list[str]) -> list[str]:
    """Blank out the front matter, which is about the page, except for the title."""
    if lines and lines[0].strip() == "---" and "---" in (stripped := [line.strip() for line in lines[1:40]]):
        end = stripped.index("---") + 2
        title = (line.partition(":")[2].strip(" '\"") for line in lines[:end] if line.startswith("title:"))
        return [f"# {next(title, '')}".rstrip("# "), *[""] * (end - 1), *lines[end:]]
    return lines


def _paragraphs(lines: Sequence[Line], width: int) -> Iterator[Block]:
    """Yield lines that belong together as one block each; its level is its indent."""
    held: list[Line] = []
    alone, inside = True, inside_of([line for _, line in lines])
    for number, line in lines:
        stripped = line.strip()
        if not stripped or _RULE.match(stripped) or stripped.startswith(_FENCES):
            if len(held) == 1 and _UNDERLINE.match(stripped):
                held = [(held[0][0], f"# {held[0][1].strip()}")]
            yield from _flushed(held, alone=alone)
            held, alone = [], True
        elif held and goes_on(
            held[-1][1], line, width, listed=bool(inside) or _begins_small(held[0][1]), inside=inside
        ):
            held.append((number, line))
        else:
            yield from _flushed(held)
            held, alone = [(number, line)], not held and alone
    yield from _flushed(held, alone=alone)


def _flushed(held: Sequence[Line], *, alone: bool = False) -> Iterator[Block]:
    if held:
        number, first = held[0]
        first = _COLUMN.sub(r"\1: ", first)
        text = joined(_QUOTED.sub("", line) for line in (first.lstrip(), *(line.strip() for _, line in held[1:])))
        yield Block("text", text, number, len(first) - len(first.lstrip()), alone=alone and len(held) == 1)


def _begins_small(line: str) -> bool:
    return line.strip()[0].islower()


def said(block: Block, *, marked: bool = True, known: dict[str, Any] | None = None) -> Block:
    """Return a block without marks; a paragraph in bold is a heading, and the words of a picture belong to the page."""
    if not marked:
        return replace(block, text=plain(block.text))
    words = words_of(block.text, known)
    text = " ".join(line.text for line in words)
    bold = block.kind == "text" and all(line.bold for line in words)
    picture = all(line.picture for line in words)
    return replace(block, kind="heading" if bold else block.kind, text=text, page=block.page or picture)
