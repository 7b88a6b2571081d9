"""Sheet and the size of its letters → the pages that a browser needs, counted in lines. It follows sheet.css.

All heights and widths are multiples of the size of the letters (em).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from coach.export.wall_sheet.letter_widths import is_square, width_in_ems
from coach.export.wall_sheet.sheet_entries import Repeat, Steps, Title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.export.wall_sheet.sheet_entries import Entry, Group
    from coach.export.wall_sheet.steps_on_sheet import WallSheet

_MM = 72 / 25.4
_PAPERS_MM = {"a4": (210 - 22, 297 - 19), "letter": (215.9 - 22, 279.4 - 19)}
"""Width and height of what is printed on."""
_GUTTER_MM = 7
_SPARE = 0.985
"""The share of a page that is filled: browsers round the heights of lines."""
_LINE = 1.24
_HANDS = {1: 4.0, 2: 3.1}
_HAND_SHAPE = 112 / 176
_TIMES, _BOLDS = {1: 1.25, 2: 1.08}, {1: 1.12, 2: 1.0}
_LABEL, _BOX = "Tener a mano: ", "\u00a0" * 6
"""Texts that are as wide as the longest label before the needs, and as the box before each of them."""
_WORD = re.compile(r"[^ ]+ *")


def lines_of(text: str, width: float, *, bold: bool = False, indent: float = 0.0) -> int:
    """Return how many lines a text takes, broken between words, and within those that are longer than a line.

    Example:
        >>> lines_of("Breathe in, and out.", 100), lines_of("Breathe in, and out.", 6)
        (1, 2)
    """
    lines, used = 1, indent
    for word in _words(text):
        own = width_in_ems(word.rstrip(), bold=bold)
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
    room = _PAPERS_MM[paper][0] * _MM / size - width_in_ems(sheet.length, bold=True) * 1.2 - 2.6
    factor = room / max(0.1, width_in_ems(sheet.title, bold=True))
    return min(factor, 2.2) if factor >= 1.35 else 1.35 if factor > 0.6 else 1.1  # noqa: PLR2004 - as in sheet.typ


@dataclass(frozen=True)
class PageModel:
    """A sheet on paper."""

    sheet: WallSheet
    groups: Sequence[Group]
    paper: str

    def pages(self, columns: int, size: float) -> int:
        """Return the pages that it takes in so many columns, in letters of a size in points."""
        wide, high = self._room(size)
        room = high - self._head(wide, size)
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
        return [each for group in self.groups for each in _singles(group)]

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
        width = column - 0.8 * max(group.depth, self._loops)
        if isinstance(group, Title):
            return 0.75 + 1.3 * 1.2 * lines_of(group.title, width / 1.3, bold=True) if group.title else 0.5
        return _repeat(group, width) if isinstance(group, Repeat) else _step(group.steps[0], width, columns)

    @property
    def _loops(self) -> bool:
        return any(group.depth for group in self.groups)

    def _head(self, wide: float, size: float) -> float:
        large = title_size(self.sheet, size, self.paper)
        beside = width_in_ems(self.sheet.length, bold=True) * 1.2 + 2.4
        height = 0.6 + lines_of(self.sheet.title, (wide - beside) / large, bold=True) * 1.15 * large
        if self.sheet.summary:
            height += 0.3 + _LINE * lines_of(self.sheet.summary, wide)
        if self.sheet.needs:
            needs = (f"{_BOX}{need}".replace(" ", "\u00a0") for need in self.sheet.needs)
            height += 0.3 + _LINE * lines_of(f"{_LABEL} {' '.join(needs)}", wide)
        return height + self._cautions(wide)

    def _cautions(self, wide: float) -> float:
        cautions = self.sheet.cautions
        if not cautions:
            return 0.0
        many = len(cautions) > 2  # noqa: PLR2004 - as in the page
        width = ((wide - 1.9) / 0.92 - 1.5) / 2 - 1 if many else (wide - 1.9) / 0.92 - 1
        heights = [lines_of(caution, width) for caution in cautions]
        lines = min(max(sum(heights[:n]), sum(heights[n:])) for n in range(len(heights))) if many else sum(heights)
        return 0.9 + 0.6 + 1.15 * 1.2 + lines * 0.92 * 1.2


def _singles(group: Group) -> Iterator[Group]:
    if isinstance(group, Steps):
        yield from (Steps(group.depth, (step,)) for step in group.steps)
    else:
        yield group


def _merged(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups in which steps that follow each other are one."""
    merged: list[Group] = []
    for group in groups:
        last = merged[-1] if merged else None
        if isinstance(group, Steps) and isinstance(last, Steps) and group.depth == last.depth:
            merged[-1] = Steps(group.depth, last.steps + group.steps)
        else:
            merged.append(group)
    return tuple(merged)


def _step(step: Entry, width: float, columns: int) -> float:
    parts = [step.time] if columns == 1 else step.time.split(" ")
    time = max(width_in_ems(part, bold=True) for part in parts) * _TIMES[columns]
    hand = _HANDS[columns] if step.drawing else 0.0
    aside, tall = _beside(step, time, hand, columns)
    room = width - 1.75 - 0.6 - (aside + 0.6 if aside else 0)
    bold = _BOLDS[columns]
    words = f"{step.words} {step.meanwhile}".strip()
    height = 1.22 * bold * lines_of(step.title, room / bold, bold=True) if step.title else 0.0
    height += _LINE * lines_of(words, room) if words else 0.0
    return 0.57 + max(height, tall, 1.4)


def _beside(step: Entry, time: float, hand: float, columns: int) -> tuple[float, float]:
    """Return the width and the height of the time and the drawing, one over the other in two columns."""
    high = 1.2 * _TIMES[columns] * (1 if columns == 1 else len(step.time.split(" "))) if step.time else 0.0
    if columns == 1:
        time = max(time, 3 * _TIMES[1]) if step.time else 0.0
        return time + hand * _HAND_SHAPE + (0.8 if time and hand else 0), max(high, hand)
    return max(time, hand * _HAND_SHAPE), high + hand + (0.1 if time and hand else 0)


def _repeat(repeat: Repeat, width: float) -> float:
    hand = 3.1 * _HAND_SHAPE + 0.6 if repeat.drawing else 0.0
    room = width - 1.2 - 1.5 - 0.6 - hand
    lines = lines_of(f"{repeat.words} {repeat.line}", room, bold=True)
    return 1.5 + max(_LINE * lines, 4.0 if repeat.drawing else 0.0)
