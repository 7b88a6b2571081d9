"""Plain text or Markdown → blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from coach.draft.english.headings import role_of
from coach.draft.english.imperative import is_instruction
from coach.draft.english.lexicon import is_one_of
from coach.draft.text.blocks import Block, clean
from coach.draft.text.tables import without_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BULLET = re.compile(r"([-*+•●◦○▪▫■□▸►▶‣⁃∙·–—➤➔→✓✔✅☑❖◆◇★☆👉🔹🔸]\ufe0f?)\s*(?=\S)")
_TIGHT = frozenset("-*+–—·→")
"""Signs that make an item only with a space after them."""
_NUMBER = re.compile(r"\(?(\d{1,3})(?:[.)]|\s*[-–—:](?=\s))\)?\s+(?=\S)|(\d)\ufe0f?\u20e3\s*")
_STEP = re.compile(r"\W{0,3}step\s+(\d{1,3}|[a-z]{3,6})\b\s*(?:of\s+\d+\s*)?[\s:.)–—*-]*", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_RULE = re.compile(r"([-*_=~+#·.]\s?)\1{2,}\W*$")
_MARKUP = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)|\[([^\]\n]+)\]\([^)\n]*\)|<(?:https?|mailto):[^>\s]*>")
_CLOCK = re.compile(r"^\s*[\[(]\d{1,2}:\d\d(?::\d\d)?[\])]\s*(?=\S)")
_BOLD_NUMBER = re.compile(r"^(\*\*|__)(\(?\d{1,3}[.)])\s*([^*_]*)\1")
_TAG = re.compile(
    r"</?(?:div|p|span|a|b|i|em|strong|br|hr|img|details|summary|sup|sub|center|font|u|kbd|small)\b[^<>\n]{0,300}>",
    re.IGNORECASE,
)
_STRESS = re.compile(r"(\*\*\*|\*\*|__|\*|(?<!\w)_)(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)")
_WORDS = {
    word: number
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_FEW, _NARROW, _LONG, _WIDE, _LONGEST_HEADING, _FEW_WORDS, _MOST_WORDS = 4, 30, 40, 50, 90, 7, 12
_MOST_GREAT = 0.7
"""Of the words that are not small, so many begin with a capital in a title."""
_LONGEST_MARKUP = 10_000
"""A paragraph that is longer is not looked through for links and stress."""
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "if",
        "in",
        "into",
        "is",
        "it",
        "of",
        "on",
        "or",
        "out",
        "over",
        "per",
        "so",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "with",
        "your",
    ]
)


def blocks_of_text(text: str) -> list[Block]:
    """The blocks of a plain or Markdown text."""
    text = _without_comments(text)
    lines = [(number, line.expandtabs(4)) for number, line in enumerate(_without_front(text.split("\n")), 1)]
    paragraphs = list(_paragraphs(lines, _width(lines)))
    return [_judged(paragraph) for paragraph in without_tables(paragraphs)]


def _without_comments(text: str) -> str:
    """Markdown's comments, blanked out so that the lines keep their numbers."""
    pieces, start = [], 0
    while (begin := text.find("<!--", start)) >= 0 and (end := text.find("-->", begin)) >= 0:
        pieces += [text[start:begin], "\n" * text.count("\n", begin, end)]
        start = end + 3
    return "".join([*pieces, text[start:]])


def _without_front(lines: list[str]) -> list[str]:
    """Markdown's front matter is about the page."""
    if lines and lines[0].strip() == "---" and "---" in (stripped := [line.strip() for line in lines[1:40]]):
        end = stripped.index("---") + 2
        title = (line.partition(":")[2].strip(" '\"") for line in lines[:end] if line.startswith("title:"))
        return [f"# {next(title, '')}".rstrip("# "), *[""] * (end - 1), *lines[end:]]
    return lines


def _width(lines: Sequence[tuple[int, str]]) -> int:
    """The width at which somebody's editor has broken the lines; 0 if they are paragraphs."""
    pairs = [
        (before.rstrip(), line.strip()) for (_, before), (_, line) in pairwise(lines) if before.strip() and line.strip()
    ]
    within = [(before, line) for before, line in pairs if not _starts(line)]
    broken = [
        len(before)
        for before, line in within
        if line[0].islower() and before[-1] not in ".:!?" and len(before) > _NARROW
    ]
    if len(broken) < _FEW or len(broken) < len(within) / 4 or max(broken) > 2 * _WIDE:
        return 0
    return max(broken)


def _paragraphs(lines: Sequence[tuple[int, str]], width: int) -> Iterator[Block]:
    """Lines that belong together, as one block each; its level is its indent."""
    held: list[tuple[int, str]] = []
    fenced, alone = False, True
    for number, line in lines:
        stripped = line.strip()
        fenced ^= stripped.startswith(("```", "~~~"))
        if not stripped or _RULE.match(stripped) or stripped.startswith(("```", "~~~")):
            if held and re.match(r"[-=]{3,}$", stripped) and len(held) == 1:
                held = [(held[0][0], f"# {held[0][1].strip()}")]
            yield from _flushed(held, alone=alone)
            held, alone = [], True
        elif held and _goes_on(held[-1][1], line, width, listed=held[0][1].strip()[0].islower()):
            held.append((number, line))
        else:
            yield from _flushed(held)
            held, alone = [(number, line)], not held and alone
    yield from _flushed(held, alone=alone)


def _flushed(held: list[tuple[int, str]], *, alone: bool = False) -> Iterator[Block]:
    if held:
        number, first = held[0]
        text = " ".join([first.lstrip().removeprefix("> "), *(line.strip().removeprefix("> ") for _, line in held[1:])])
        yield Block("text", text, number, len(first) - len(first.lstrip()), alone=alone and len(held) == 1)


def _goes_on(before: str, line: str, width: int, *, listed: bool) -> bool:
    """Whether a line is the rest of the one before it; `listed`: theirs is a list of small words."""
    stripped, ended = line.strip(), before.rstrip()
    if _starts(stripped):
        return False
    if stripped[0].islower() and ended[-1] not in ".:!?" and not listed and _is_unfinished(ended):
        return True
    if width and not ended.endswith(":"):
        return len(ended) + 1 + len(stripped.split(maxsplit=1)[0]) > width - 2
    return bool(_starts(before.strip())) and line.startswith("  ") and ended[-1] not in ".!?:"


def _is_unfinished(line: str) -> bool:
    """Whether a line cannot be all of its sentence: it is long, or ends with a comma or with a small word."""
    last = line.rsplit(maxsplit=1)[-1].casefold()
    return (
        (len(line) > _LONG and not _is_titled(line))
        or line[-1] in ",;"
        or (last != "if" and is_one_of("function", last))
    )


def _is_titled(text: str) -> bool:
    """Whether The Words of a Text Begin With Capitals."""
    great = [word for word in re.findall(r"[^\W\d_][\w'-]*", text) if word.casefold() not in _SMALL]
    return len(great) > 1 and sum(word[0].isupper() for word in great) >= _MOST_GREAT * len(great)


def _starts(stripped: str) -> bool:
    """Whether a line begins an item, a heading or a row of a table."""
    return bool(_bullet(stripped) or _NUMBER.match(stripped) or _STEP.match(stripped)) or stripped[0] in "#|"


def _bullet(stripped: str) -> re.Match[str] | None:
    match = _BULLET.match(stripped)
    return match if match and (match[1] not in _TIGHT or match[0][-1].isspace()) else None


def _judged(block: Block) -> Block:
    """What a paragraph is, by the signs at its beginning."""
    if block.kind == "item":
        return replace(block, text=_block("item", block.text, block.line).text)
    text = _CLOCK.sub("", block.text)
    if len(text) < _LONGEST_MARKUP and not {"[", "<"}.isdisjoint(text):
        text = _MARKUP.sub(lambda match: match[1] or match[2] or "", _TAG.sub(" ", text)).strip()
    if heading := _HEADING.match(text):
        return numbered(_block("heading", heading[2], block.line, len(heading[1])))
    text = _BOLD_NUMBER.sub(r"\2 \3", text)
    for match in (_bullet(text), _NUMBER.match(text)):
        if match:
            rest = text[match.end() :]
            number = next((int(group) for group in match.groups() if group and group.isdecimal()), None)
            box = re.match(r"\[[ xX]\]\s*", rest)
            return numbered(_block("item", rest[box.end() if box else 0 :], block.line, block.level // 2, number))
    bare = text.startswith(("**", "__")) and bool(re.fullmatch(r"(\*\*|__)[^*_]+\1:?", text.strip()))
    return numbered(replace(_block("heading" if bare else "text", text, block.line), alone=block.alone))


def _block(kind: str, text: str, line: int, level: int = 0, number: int | None = None) -> Block:
    if len(text) < _LONGEST_MARKUP and not {"*", "_"}.isdisjoint(text):
        text = _STRESS.sub(r"\2", _STRESS.sub(r"\2", text))
    plain = clean(text)
    return Block(kind, plain.replace("\\", ""), line, level, number)  # type: ignore[arg-type] # one of Kind


def numbered(block: Block) -> Block:
    """A block that calls itself "Step 3:" is the third item; a heading needs no number in front of it."""
    if block.kind == "heading" and (match := _NUMBER.match(block.text)) and match[1]:
        return replace(block, text=block.text[match.end() :], number=int(match[1]))
    if not (match := _STEP.match(block.text)) or block.text[match.end() :][:1].islower():
        return block
    number = int(match[1]) if match[1].isdecimal() else _WORDS.get(match[1].casefold())
    if number is None:
        return block
    rest = block.text[match.end() :]
    kind = "heading" if block.kind == "heading" else "item"
    return Block(kind, rest or block.text, block.line, block.level, number, block.page)  # type: ignore[arg-type]


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Short lines without a full stop that stand above something, in capitals or by themselves, are headings."""
    return [
        Block("heading", block.text.rstrip(":"), block.line) if _is_heading(block, follower) else block
        for block, follower in zip_longest(blocks, blocks[1:])
        if block
    ]


def _is_heading(block: Block, follower: Block | None) -> bool:
    text = block.text
    words = re.findall(r"[^\W\d_][\w'-]*", text)
    if block.kind != "text" or follower is None or not words or len(words) > _MOST_WORDS:
        return False
    if len(text) > _LONGEST_HEADING or text[-1] in ".,;!" or not (text[0].isupper() or text[0].isdigit()):
        return False
    great = [word for word in words if word.casefold() not in _SMALL]
    capitals = sum(word[0].isupper() for word in great)
    if re.search(r":\s*\S*\d|[.!?] [A-Z]", text):  # "Reps: 10", or more than one sentence
        return False
    if text.endswith(("?", " if", " when")) or (
        (role_of(text) or (block.alone and len(words) <= _FEW_WORDS)) and not is_instruction(text)
    ):
        return True
    return capitals >= _MOST_GREAT * len(great) if len(great) > 1 else True
