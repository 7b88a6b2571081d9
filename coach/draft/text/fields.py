"""Lines of named fields ("Hold: 5 s | Reps: 10 | Sets: 2") → a row as that of a table, behind what it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.headings import label_of
from coach.draft.english.numbers import with_digits
from coach.draft.english.patterns import alternatives, pattern
from coach.draft.language import read_language
from coach.draft.text.figure_parts import SIDED, cells_at_end
from coach.draft.text.row_figures import figures_of_row
from coach.draft.text.table_cells import Cell, cell_of, column_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.text.blocks import Block

_KINDS = ("side", "hold", "sets", "times", "rest", "time")
_NAMES = "|".join([*(alternatives(f"column-{kind}") for kind in _KINDS), alternatives("field-beside")])
_NAME = Expression(rf"(?<!\w)({_NAMES})(?: ?[(\[]([^()\[\]]{{1,9}})[)\]])?\s?[:=]\s*", re.IGNORECASE)
"""A pattern of the name of a field with its unit: "Hold (s): "."""
_BESIDE = pattern("field-beside", r"^(?:{})$")
_WORK = re.compile(r"\W*(?:work|arbeit|belastung|trabajo|trabajar)\b", re.IGNORECASE)
"""A pattern of how long to work at each station of a circuit, which is a rule for what follows: "Work: 45 s"."""
_OF_DAYS = re.compile(
    r"(?:daily|a day|per day|/ ?day|weekly|a week|täglich|am tag|pro tag|al día|por día|diari\w+)\b", re.IGNORECASE
)
_MARK = re.compile(r"[|·•]")
_SEAM = re.compile(r"\s+[|·•]\s+")
_NAMED = re.compile(r"[^\W\d_][^:.!?]{0,30}: ?\S")
_AROUND = " \t|/;,·•–—-"
_MORE = re.compile(r"[.!?] [^\W\d_]{4}|:(?!\d)")
"""A pattern of what is no figure, behind a figure: another sentence, or another name."""
_LONGEST_LINE = 160
_DIGIT, _SIGN = re.compile(r"\d"), re.compile(r"[,;|•·/]")
_FIGURE_LAST = re.compile(r"[;|•·/][^;|•·/]*\d")
"""Patterns of the signs of fields, and of a figure behind a sign: cheap tests."""
_LONGEST = 30
"""The most characters of what stands in a field."""


@dataclass(frozen=True, slots=True)
class _Fields:
    """What the fields of a line say: of how long and how often, and beside that."""

    cells: Sequence[Cell] = ()
    beside: Sequence[str] = ()
    count: int = 0


def with_fields(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; fields that say how long and how often stand as sentences behind the block they belong to.

    Where one of several fields that signs part lists what is needed, each stands in a block of its own.
    """
    made: list[Block] = []
    read = [(block, _fields_in(block)) for block in map(_with_figures_last, _apart(blocks))]
    for are_fields, run in groupby(read, key=lambda each: each[1] is not None):
        group, fields = map(list, zip(*run, strict=True))
        made += _behind(made.pop() if made and are_fields else None, group, fields) if are_fields else group
    return made


def _behind(before: Block | None, group: Sequence[Block], read: Sequence[_Fields]) -> Iterator[Block]:
    """Yield a block with the fields of those below it as sentences, if it is what they belong to; else both."""
    cells = [cell for fields in read for cell in fields.cells]
    beside = [text for fields in read for text in fields.beside]
    heads = before is None or before.kind == "heading"
    joins = before is not None and not heads and not before.page
    works = heads and any(_WORK.match(block.text) for block in group)
    if works or sum(fields.count for fields in read) < 2 or not cells or (beside and heads):  # noqa: PLR2004 - "Time: 5 min | Level: easy"
        yield from [before, *group] if before else group
        return
    if before and joins:
        yield replace(before, text=f"{before.text}{'' if before.text[-1] in '.!?:' else '.'} {_sentences(cells)}")
    else:
        yield from [before] if before else []
        yield replace(group[0], text=_sentences(cells))
    yield from (replace(group[-1], text=text, kind="text") for text in beside)


def _sentences(cells: Sequence[Cell]) -> str:
    language = read_language()
    told = figures_of_row(cells, language.code if language else "en")
    return " ".join(f"{said[0].upper()}{said[1:].rstrip('.')}." for said in told)


def _with_figures_last(block: Block) -> Block:
    """Return a block with the figures at its end, which signs part, as sentences: "Squats; 2 x 8; 30 s rest"."""
    if block.kind == "heading" or block.page or not (_FIGURE_LAST.search(block.text[-_LONGEST:])):
        return block
    worded, cells = cells_at_end(block.text)
    return replace(block, text=f"{worded.rstrip('.')}. {_sentences(cells)}") if cells and worded else block


def _fields_in(block: Block) -> _Fields | None:
    """Return the fields that a block consists of; None if it has anything else."""
    text = block.text
    if block.page or block.kind == "heading" or len(text) > _LONGEST_LINE:
        return None
    named = ":" in text[:_LONGEST] or "=" in text[:_LONGEST]
    if not (named or (_SIGN.search(text) and _DIGIT.search(text))):
        return None
    names = list(_NAME.finditer(text)) if named and _NAME.match(text) else []
    if not names:
        worded, cells = cells_at_end(text)
        return None if worded else _Fields(cells, (), len(cells))
    ends = [name.start() for name in names[1:]] + [len(text)]
    found = [
        (f"{name[1]} ({name[2]})" if name[2] else name[1], text[name.end() : end].strip(_AROUND))
        for name, end in zip(names, ends, strict=True)
    ]
    if not all(_is_figure(*field) for field in found):
        return None
    beside = [field for field in found if _BESIDE.match(field[0]) or _OF_DAYS.search(field[1])]
    cells = [cell for field in found if field not in beside for cell in _cells(*field)]
    return _Fields(cells, [f"{name}: {value}" for name, value in beside], len(found))


def _is_figure(name: str, value: str) -> bool:
    if not 0 < len(value) <= _LONGEST or _MORE.search(value):
        return False
    worded = column_of(name) == "side" or _BESIDE.match(name) is not None
    return worded or any(map(str.isdecimal, with_digits(value.casefold())))


def _cells(name: str, value: str) -> list[Cell]:
    """Return the cell of a field, and one for the sides behind its figure."""
    sided = SIDED.match(value)
    return [cell_of(name, sided[1]), Cell("side", "", sided[2])] if sided else [cell_of(name, value)]


def _apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, each of several named fields between signs as one of its own."""
    for block in blocks:
        parts = (
            _SEAM.split(block.text) if _MARK.search(block.text) and block.kind != "heading" and not block.page else []
        )
        if len(parts) > 1 and all(map(_NAMED.match, parts)) and any(label_of(part)[1] == "needs" for part in parts):
            yield from (replace(block, text=part) for part in parts)
        else:
            yield block
