"""Figures that signs part at the end of a line ("…; 3 x 8, 30 s rest, hold 3 s") → the cells of a row."""

from __future__ import annotations

import re

from coach.draft.english.patterns import alternatives, pattern
from coach.draft.text.table_cells import Cell, column_of

_KINDS = ("hold", "sets", "times", "rest", "tense", "release")
_NAMES = "|".join(alternatives(f"column-{kind}") for kind in _KINDS)
_UNIT = r"(?:s|secs?|seconds?|sek|sekunden?|seg|segundos?|min|mins|minutes?|minuten?|minutos?)\b\.?"
_NUMBER = r"\d{1,3}(?:[.,]\d)?(?:\s?[-–]\s?\d{1,3})?"
_TIMED = re.compile(
    rf"(?:(?P<name>{_NAMES})\s*[:=]?\s+)?(?:each |je |cada |for |of |jeweils |ca\.? |de )?"
    rf"(?P<figure>{_NUMBER} ?{_UNIT})"
    rf"(?:\s+(?:(?:of|de)\s+)?(?P<after>{_NAMES}))?\.?",
    re.IGNORECASE,
)
_OF_SETS = re.compile(
    rf"(?P<sets>\d{{1,2}}) ?(?:[x×]|(?P<of_sets>{alternatives('column-sets')})"
    r"(?:\s+(?:of|à|a|mit(?: je)?|zu(?: je)?|de|x|×))?)\s*"
    rf"(?P<times>{_NUMBER})(?: (?P<of_times>{alternatives('column-times')}))?\.?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?P<number>{_NUMBER}) ?(?:(?P<name>{alternatives('column-sets')}|{alternatives('column-times')})\.?|mal|[x×])"
    rf"|[x×] ?(?P<count>{_NUMBER})",
    re.IGNORECASE,
)
_SIDES = pattern("sides-in-turn", r"^(?:{})$")
SIDED = pattern("sides-in-turn", r"^(.*\d.*?)[\s,;]+[(\[]?({})[)\]]?$")
"""A pattern of a figure with the sides behind it: "3 R/L"."""
_SEAM = re.compile(r"\s*[|•·;]\s*|\s+/\s+|,\s+")
_LONGEST, _FEWEST = 40, 2
_NAMED = frozenset(["hold", "sets", "rest", "tense", "release"])
"""The kinds of figures that say more together with others."""


def cells_at_end(text: str) -> tuple[str, list[Cell]]:
    """Return a text without the figures that signs part at its end, and these; it stays whole if they are no row.

    >>> cells_at_end("Slow squats; 2 x 8, 30 s rest")[0]
    'Slow squats'
    """
    seams = list(_SEAM.finditer(text))
    cells: list[Cell] = []
    end = len(text)
    for start, begin in [(seam.start(), seam.end()) for seam in reversed(seams)] + [(0, 0)]:
        found = cells_in(text[begin:end].strip())
        if not found:
            break
        cells, end = [*found, *cells], start
    worded = text[:end].strip(" ,;|/•·")
    kinds = [cell.kind for cell in cells]
    if worded and text[end : end + 2].lstrip()[:1] == ",":
        return text, []  # a sentence
    if len(kinds) < _FEWEST or len({*kinds}) < len(kinds) or _NAMED.isdisjoint(kinds):
        return text, []
    return worded, cells


def figures_in_cell(text: str) -> list[Cell]:
    """Return the cells of a cell of a table that is nothing but several figures: "2 x 8, 30 s rest"."""
    worded, cells = cells_at_end(text) if any(map(str.isdecimal, text)) else (text, [])
    return [] if worded else cells


def cells_in(part: str) -> list[Cell]:
    """Return the cells of a part that is a figure: "30 s rest", "3 sets of 8", "10 reps", "per side"; or none."""
    if len(part) > _LONGEST or _SIDES.match(part):
        return [Cell("side", "", part)] if len(part) <= _LONGEST else []
    if not any(map(str.isdecimal, part)):
        return []
    if sided := SIDED.match(part):
        cells = cells_in(sided[1])
        return [*cells, Cell("side", "", sided[2])] if cells else []
    return _figures(part)


def _figures(part: str) -> list[Cell]:
    if both := _OF_SETS.fullmatch(part):
        return [Cell("sets", both["of_sets"] or "", both["sets"]), _times(both["of_times"] or "", both["times"])]
    if timed := _TIMED.fullmatch(part):
        name = timed["name"] or timed["after"] or ""
        return [Cell(column_of(name) if name else "time", name, timed["figure"])]
    if counted := _COUNTED.fullmatch(part):
        name, number = counted["name"] or "", counted["number"] or counted["count"]
        return [Cell("sets", name, number) if name and column_of(name) == "sets" else _times(name, number)]
    return []


def _times(name: str, number: str) -> Cell:
    return Cell("times", name, number if name else f"{number}x")
