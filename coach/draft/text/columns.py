"""Lines in columns ("Roll the shoulders ...... 2 min", "0:00–0:30   March") → rows with a pipe on either side.

Columns are parted by pipes, tabs, dots or several spaces, and have names in the line above or are known by their
figures. Each line stays one line, so that all keep their numbers.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.draft.text.plan_times import with_lengths
from coach.draft.text.table_cells import figure_of, name_columns, without_both
from coach.draft.text.tables import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIGNS = ("  ", "\t", " | ", "....", ". . .", "……", "___", ":")
"""What stands in each line with columns: a cheap test."""
_GAP = re.compile(r"[ \t]*(?:\t+|(?<=\S) {2,}|(?:(?<=\S)| )\.{4,}|(?: \.){3,}| ?…{2,}|_{3,})[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
_OF_RULE, _OF_MARKED_RULE = frozenset(" \t|+:=–—-"), frozenset(" |:-")
"""The signs of a line that parts the names of columns from the rows, and those of one of Markdown: "--- | :--"."""
_SPAN = re.compile(r"[\[(]?(\d{1,2}:\d\d ?[-–—] ?\d{1,2}:\d\d)[\])]?:?\s+(?=[^\W\d_])")
"""A pattern of a time from a point to another, in front of what is done in it."""
_FEW = 6
"""The most times that rise from line to line and are no captions."""


def with_rows(text: str, *, markdown: bool = False) -> str:
    """Return a text with each line in columns as a row; the names of its columns are left blank.

    `markdown`: tables of Markdown stay as they are.
    """
    lines = text.split("\n")
    for begin, end in _runs(lines):
        run = lines[begin:end]
        if markdown and any(_OF_MARKED_RULE.issuperset(line) and "|" in line for line in run):
            continue
        if any(sign in line for line in run for sign in _SIGNS):
            lines[begin:end] = _rows(run)
    return "\n".join(lines)


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the beginning and the end of each run of at least two lines without an empty one between."""
    edges = [-1, *(place for place, line in enumerate(lines) if not line.strip()), len(lines)]
    yield from ((before + 1, after) for before, after in pairwise(edges) if after - before > 2)  # noqa: PLR2004


def _rows(run: list[str]) -> list[str]:
    if any(line.lstrip().startswith("|") for line in run):
        return run  # a table of Markdown
    for place, line in enumerate(run):
        if name_columns(_cells(line)):
            return _named(run, place)
    return _figured(run)


def _cells(line: str) -> list[str]:
    """Return the cells of a line; those of a line without columns are the line itself."""
    if " | " in line:
        return [cell.strip() for cell in _PIPE.split(line.strip()) if cell.strip()]
    if any(sign in line for sign in _SIGNS[:-1]):
        return [cell for cell in _GAP.split(line.strip()) if cell]
    return [line.strip()]


def _named(run: list[str], place: int) -> list[str]:
    """Return a run whose line at a place names columns, with the lines after it as rows, as far as they have cells."""
    heads, rows, found = _cells(run[place]), list(run), dict[int, list[str]]()
    for at, line in enumerate(run[place + 1 :], place + 1):
        cells = _cells(line)
        if _OF_RULE.issuperset(line):
            rows[at] = ""
        elif 1 < len(cells) <= len(heads):
            found[at] = cells
        else:
            break
    for (at, cells), told in zip(found.items(), with_lengths(without_both(list(found.values()))), strict=True):
        under = heads if len(cells) == len(heads) else _heads_above(run[at], cells, run[place], heads)
        rows[at] = _row(row_of(told, under)) if told else ""
    rows[place] = ""
    return rows if found else run


def _heads_above(line: str, cells: Sequence[str], head_line: str, heads: Sequence[str]) -> list[str]:
    """Return the name of the column above each cell of a line in which some are empty."""
    starts = sorted((head_line.find(head), head) for head in heads)
    under = [[head for start, head in starts if start <= line.find(cell) + 2] for cell in cells]
    return [names[-1] if names else heads[0] for names in under]


def _figured(run: Sequence[str]) -> list[str]:
    """Return the lines of a run; of two or more in a row that hold a figure beside words, each is a row."""
    found = [_with_span(line.strip()) for line in run]
    fits = [_is_figured(cells) for cells in found] if not _are_captions(found) else [False] * len(run)
    rows = list(run)
    for at, cells in enumerate(found):
        if fits[at] and (fits[at - 1 : at] == [True] or fits[at + 1 : at + 2] == [True]):
            rows[at] = _row(row_of(cells, []))
    return rows


def _with_span(line: str) -> list[str]:
    span = _SPAN.match(line)
    return [span[1], *_cells(line[span.end() :])] if span else _cells(line)


def _are_captions(found: Sequence[Sequence[str]]) -> bool:
    """Whether lines begin with many points of time that rise, or spans of the clock: no lengths of what is done."""
    first = [cells[0] for cells in found]
    if spans := [cell for cell in first if "-" in cell.replace("–", "-").replace("—", "-") and ":" in cell]:
        return not re.match(r"0?0:00", spans[0])
    points = [60 * int(point[1]) + int(point[2]) for cell in first if (point := re.fullmatch(r"(\d):(\d\d)", cell))]
    rise = len(points) > _FEW and all(before < after for before, after in pairwise(points))
    return rise or 0 in points


def _is_figured(cells: Sequence[str]) -> bool:
    """Whether one of the cells has words, and all others are figures."""
    kinds = [figure_of(cell) or ("-" if not re.search(r"\w", cell) else "") for cell in cells]
    return len(cells) > 1 and kinds.count("") == 1 and {*kinds} - {"", "-"} != set()


def _row(text: str) -> str:
    return f"| {text.replace('|', '/')} |"
