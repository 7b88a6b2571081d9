"""Lines of named fields ("Hold: 5 s | Reps: 10 | Sets: 2") → a row as that of a table, behind what it belongs to."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from coach.draft.english.headings import label_of
from coach.draft.english.numbers import with_digits
from coach.draft.english.patterns import alternatives, pattern
from coach.draft.text.row_figures import figures_of_row
from coach.draft.text.table_cells import Cell, cell_of, column_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.text.blocks import Block

_KINDS = ("side", "hold", "sets", "times", "rest", "time")
_NAMES = "|".join([*(alternatives(f"column-{kind}") for kind in _KINDS), alternatives("field-beside")])
_NAME = re.compile(rf"(?<!\w)({_NAMES})(?: ?[(\[]([^()\[\]]{{1,9}})[)\]])?\s?[:=]\s*", re.IGNORECASE)
"""A pattern of the name of a field with its unit: "Hold (s): "."""
_BESIDE = pattern("field-beside", r"^(?:{})$")
_OF_DAYS = re.compile(
    r"(?:daily|a day|per day|/ ?day|weekly|a week|täglich|am tag|pro tag|al día|por día|diari\w+)\b", re.IGNORECASE
)
_SEAM = re.compile(r"\s+[|·•]\s+")
_NAMED = re.compile(r"[^\W\d_][^:.!?]{0,30}: ?\S")
_AROUND = " \t|/;,·•–—-"
_MORE = re.compile(r"[.!?] [^\W\d_]{4}|:(?!\d)")
"""A pattern of what is no figure, behind a figure: another sentence, or another name."""
_SIDED = pattern("sides-in-turn", r"^(.*\d.*?)[\s,;]+[(\[]?({})[)\]]?$")
"""A pattern of a figure with the sides behind it: "3 R/L"."""
_LONGEST = 30
"""The most characters of what stands in a field."""

_Field = tuple[str, str]


def with_fields(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; fields that say how long and how often stand as sentences behind the block they belong to.

    Where one of several fields that signs part lists what is needed, each stands in a block of its own.
    """
    made: list[Block] = []
    for are_fields, run in groupby(_apart(blocks), key=lambda block: bool(fields_in(block))):
        group = list(run)
        fields = [field for block in group for field in fields_in(block)] if are_fields else []
        if len(fields) < 2:  # noqa: PLR2004
            made += group
            continue
        told, beside = _told(fields)
        before = made[-1] if made else None
        if beside and (before is None or before.kind == "heading"):  # what a page says of the whole: "Time: 5 min"
            made += group
            continue
        if before and told and before.kind != "heading" and not before.page:
            end = "" if before.text[-1] in ".!?:" else "."
            made[-1] = replace(before, text=f"{before.text}{end} {told}")
        elif told:
            made.append(replace(group[0], text=told))
        made += [replace(group[-1], text=text, kind="text") for text in beside]
    return made


def fields_in(block: Block) -> list[_Field]:
    """Return the names and the figures of the fields that a block consists of; none if it has anything else."""
    text = block.text
    if block.page or block.kind == "heading" or not (":" in text or "=" in text):
        return []
    names = list(_NAME.finditer(text))
    if not names or names[0].start() > 0:
        return []
    ends = [name.start() for name in names[1:]] + [len(text)]
    found = [
        (f"{name[1]} ({name[2]})" if name[2] else name[1], text[name.end() : end].strip(_AROUND))
        for name, end in zip(names, ends, strict=True)
    ]
    return found if all(_is_figure(*field) for field in found) else []


def _is_figure(name: str, value: str) -> bool:
    if not 0 < len(value) <= _LONGEST or _MORE.search(value):
        return False
    worded = column_of(name) == "side" or _BESIDE.match(name) is not None
    return worded or any(map(str.isdecimal, with_digits(value.casefold())))


def _apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, each of several named fields between signs as one of its own."""
    for block in blocks:
        parts = _SEAM.split(block.text) if block.kind != "heading" and not block.page and ":" in block.text else []
        if len(parts) > 1 and all(map(_NAMED.match, parts)) and any(label_of(part)[1] == "needs" for part in parts):
            yield from (replace(block, text=part) for part in parts)
        else:
            yield block


def _told(fields: Sequence[_Field]) -> tuple[str, list[str]]:
    """Return the sentences of the figures, and the fields that are beside them."""
    beside = [field for field in fields if _BESIDE.match(field[0]) or _OF_DAYS.search(field[1])]
    cells = [cell for field in fields if field not in beside for cell in _cells(*field)]
    told = [f"{said[0].upper()}{said[1:].rstrip('.')}." for said in figures_of_row(cells)]
    return " ".join(told), [f"{name}: {value}" for name, value in beside]


def _cells(name: str, value: str) -> list[Cell]:
    """Return the cell of a field, and one for the sides behind its figure."""
    sided = _SIDED.match(value)
    return [cell_of(name, sided[1]), Cell("side", "", sided[2])] if sided else [cell_of(name, value)]
