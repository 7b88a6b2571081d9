"""Sheet and the size of its letters → the pages that a browser needs, counted in lines. It follows sheet.css.

All heights and widths are multiples of the size of the letters (em).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from coach.export.wall_sheet.cautions_on_sheet import FEW
from coach.export.wall_sheet.letter_widths import is_square, width_in_ems
from coach.export.wall_sheet.sheet_entries import Repeat, Steps, Title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.export.wall_sheet.cautions_on_sheet import CautionRow
    from coach.export.wall_sheet.sheet_entries import Entry, Group, Shown
    from coach.export.wall_sheet.sheet_rows import WallSheet

_MM = 72 / 25.4
_PAPERS_MM = {"a4": (210 - 20, 297 - 17), "letter": (215.9 - 20, 279.4 - 17)}
"""Width and height of what is printed on."""
_GUTTER_MM = 5.5
_SPARE = 0.99
"""The share of a page that is filled: browsers round the heights of lines."""
_LINE = 1.16
_HAND = 2.1
_HAND_SHAPE = 112 / 176
_HEADING, _SMALL, _REST = 1.05, 0.86, 0.72
_INDENT = 0.55
"""The room of a line beside the steps of a loop."""
_LABEL, _BOX = "Tener a mano: ", "\u00a0" * 6
"""Texts that are as wide as the longest label before the needs, and as the box before each of them."""
_WORD = re.compile(r"[^ ]+ *")

Run = tuple[str, bool]
"""A text, and whether it is bold."""


def lines_of(text: str, width: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes, broken between words, and within those that are longer than a line.

    Example:
        >>> lines_of("Breathe in, and out.", 100), lines_of("Breathe in, and out.", 6)
        (1, 2)
    """
    return lines_of_runs([(text, bold)], width)


def lines_of_runs(runs: Sequence[Run], width: float) -> int:
    """Return how many lines several texts take, one after another.

    Example:
        >>> lines_of_runs([("Palm ", True), ("Stroke it.", False)], 100)
        1
    """
    lines, used = 1, 0.0
    for word, bold in ((word, bold) for text, bold in runs for word in _words(text)):
        own = width_in_ems(word.rstrip(" "), bold=bold)
        if used and used + own > width:
            lines, used = lines + 1, 0.0
        if own > width:
            lines += ceil(own / width) - 1
        used = (used + width_in_ems(word, bold=bold)) % width if own > width else used + width_in_ems(word, bold=bold)
    return lines


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield from word if any(map(is_square, word)) else [word]


def title_size(sheet: WallSheet, size: float, paper: str) -> float:
    """Return the size of the title: as large as one line allows, within limits."""
    room = _PAPERS_MM[paper][0] * _MM / size - width_in_ems(sheet.length, bold=True) * 1.1 - 2.4
    factor = room / max(0.1, width_in_ems(sheet.title, bold=True))
    return min(factor, 2) if factor >= 1 else 1.15 if factor > 0.55 else 1  # noqa: PLR2004 - as in sheet.typ


@dataclass(frozen=True)
class PageModel:
    """A sheet on paper."""

    sheet: WallSheet
    shown: Shown
    paper: str

    def pages(self, columns: int, size: float) -> int:
        """Return the pages that it takes in so many columns, in letters of a size in points."""
        wide, high = self._room(size)
        room = high - self._head(wide, size) - self._rest(wide)
        heights = [self._height(group, columns, size) for group in self._singles()]
        if columns > 1:
            return 1 if self._split(heights)[1] <= room else 2
        used, pages = 0.0, 1
        for height in heights:
            if used + height > room:
                used, pages, room = 0.0, pages + 1, high
            used += height
        return pages

    def columns(self, columns: int, size: float) -> tuple[tuple[Group, ...], ...]:
        """Return what stands in each column: in two, about as much in the one as in the other."""
        singles = self._singles()
        if columns == 1:
            return (_merged(singles),)
        split, _ = self._split([self._height(group, columns, size) for group in singles])
        return _merged(singles[:split]), _merged(singles[split:])

    def _singles(self) -> list[Group]:
        """Return the groups with one step in each."""
        return [each for group in self.shown.groups for each in _singles(group)]

    def _split(self, heights: Sequence[float]) -> tuple[int, float]:
        """Return where the second column begins, and how high the higher one is. No title stands at an end."""
        singles, whole, before = self._singles(), sum(heights), 0.0
        best = (len(heights), whole)
        for index, height in enumerate(heights):
            begins = index and not isinstance(singles[index - 1], Title) and not isinstance(singles[index], Repeat)
            if begins and max(before, whole - before) < best[1]:
                best = (index, max(before, whole - before))
            before += height
        return best

    def _room(self, size: float) -> tuple[float, float]:
        wide, high = (length * _MM / size for length in _PAPERS_MM[self.paper])
        return wide, high * _SPARE

    def _height(self, group: Group, columns: int, size: float) -> float:
        wide, _ = self._room(size)
        column = (wide - (columns - 1) * _GUTTER_MM * _MM / size) / columns
        width = column - _INDENT * max(group.depth, self.shown.loops)
        if isinstance(group, Title):
            return 0.61 + _HEADING * 1.12 * lines_of(group.title, width / _HEADING, bold=True) if group.title else 0.5
        if isinstance(group, Repeat):
            return _repeat(group, width)
        spread = 0.18 if columns == 1 else 0.0
        return _step(group.steps[0], width - (_HAND * _HAND_SHAPE + 0.35) * group.drawn) + spread

    def _head(self, wide: float, size: float) -> float:
        large = title_size(self.sheet, size, self.paper)
        beside = width_in_ems(self.sheet.length, bold=True) * 1.1 + 2.2
        height = 0.45 + max(1.6, lines_of(self.sheet.title, (wide - beside) / large, bold=True) * 1.15 * large)
        if self.shown.summary:
            height += 0.3 + _SMALL * _LINE * lines_of(self.shown.summary, wide / _SMALL)
        if self.sheet.needs:
            needs = " ".join(f"{_BOX}{need}" for need in self.sheet.needs)
            height += 0.3 + _LINE * lines_of(f"{_LABEL} {needs}", wide)
        return height + self._cautions(wide - 1.4)

    def _cautions(self, wide: float) -> float:
        if not self.sheet.given and not self.sheet.cautions:
            return 0.0
        given = lines_of(" ".join(self.sheet.given), wide, bold=True) * _LINE + 0.3 if self.sheet.given else 0
        rows = sum(_caution_lines(row, wide / _SMALL) * _SMALL * _LINE + 0.25 for row in self.sheet.cautions)
        return 0.4 + 1.0 + 1.1 * 1.12 + given + rows

    def _rest(self, wide: float) -> float:
        return _REST * _LINE * lines_of(self.shown.rest, wide / _REST) + 0.6 if self.shown.rest else 0.0


def _caution_lines(row: CautionRow, width: float) -> int:
    if row.label:
        return lines_of_runs([(f"{row.label}: ", True), (" • ".join(row.texts), False)], width)
    if len(row.texts) <= FEW:
        return sum(lines_of(text, width - (len(row.texts) > 1)) for text in row.texts)
    heights = [lines_of(text, (width - 1.5) / 2 - 1) for text in row.texts]
    return min(max(sum(heights[:n]), sum(heights[n:])) for n in range(len(heights)))


def _singles(group: Group) -> Iterator[Group]:
    if isinstance(group, Steps):
        yield from (Steps(group.depth, (step,), group.drawn) for step in group.steps)
    else:
        yield group


def _merged(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups in which steps that follow each other are one."""
    merged: list[Group] = []
    for group in groups:
        last = merged[-1] if merged else None
        if (
            isinstance(group, Steps)
            and isinstance(last, Steps)
            and (group.depth, group.drawn) == (last.depth, last.drawn)
        ):
            merged[-1] = Steps(group.depth, last.steps + group.steps, group.drawn)
        else:
            merged.append(group)
    return tuple(merged)


def _step(step: Entry, width: float) -> float:
    again = "".join(f"{_BOX}{line} " for line in step.again)
    said = f"{step.words} {step.meanwhile} {again}"
    lines = lines_of_runs([(f"{step.title}  ", True), (said, False), (f"\u00a0\u00a0{step.time}", True)], width - 1.8)
    return 0.45 + max(_LINE * lines, _HAND if step.drawing else 0.0)


def _repeat(repeat: Repeat, width: float) -> float:
    hand = _HAND * _HAND_SHAPE + 0.6 if repeat.drawing else 0.0
    lines = lines_of(f"{repeat.words} {repeat.line}", width - 1.0 - 1.3 - 0.6 - hand)
    return 0.72 + max(_LINE * lines, _HAND if repeat.drawing else 0.0)
