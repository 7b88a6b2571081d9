"""A cell of a table → what its column holds, by the name of that or by the figure in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.draft.english.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS = ("number", "beside", "side", "time", "tense", "release", "hold", "sets", "times", "rest", "action", "how")
_COLUMNS = [(kind, pattern("field-beside" if kind == "beside" else f"column-{kind}", r"^(?:{})$")) for kind in _KINDS]
_WORDED = ("action", "how", "number", "beside")
"""The columns without figures to do."""
_ANY = pattern("column-any", r"^(?:{})$")
_TOTAL = pattern("column-total", r"^(?:{})\W*$")
_ONE_SIDE = pattern("one-side", "{}")
_BOTH_IN_TURN = pattern("sides-in-turn", "(?:{})")
_UNIT_OF_COLUMN = re.compile(
    r"\s*(?:[(\[]|,\s|/\s?|\b[ie]n\s)"
    r"((?:s|secs?|seconds|sek|sekunden|seg|segundos|mins?|minutes|minuten|minutos)\b\.?)[)\]]?$",
    re.IGNORECASE,
)
"""A pattern of the unit in the name of a column: "Hold (s)", "Dauer in Sek."."""
_FOR_EACH = re.compile(
    r"[\s,/(\[]+((?:per|each|on each|for each|je|pro|auf jeder|por|cada|en cada|con cada) [^\W\d_]+)[)\]]?$",
    re.IGNORECASE,
)
"""A pattern of what the name of a column says that its figures are for: "Dauer je Fuß"."""
_UNIT = r"(?:s|sec|secs|seconds?|sek|sekunden?|seg|segundos?|min|mins|minutes?|minuten?|minutos?|h)\.?"
_BARE = re.compile(
    rf"((?:\d ?[x×] ?)?(?:about |ca\.? |etwa |unos )?(?:\d+(?:[.,]\d+)?½?|½)(?: ?[-–] ?\d+)?)"
    rf"(?=$|[ ,](?! ?{_UNIT}\b)[^\d]*$)",
    re.IGNORECASE,
)
"""A pattern of a number without a unit, and be it before other words: "1.5 each side"."""
_CLOCKED = r"\d{1,2}:\d\d"
_SPAN = re.compile(rf"{_CLOCKED}\s*[-–—]\s*{_CLOCKED}")
_APIECE = r"(?: ?(?:/|je|pro|per|each|por|cada|auf jeder|on each|con cada) ?[^\W\d_]+)?"
_TIME = re.compile(
    rf"(?:ca\.? |about |etwa |unos )?(?:\d+ ?[x×] ?)?\d+(?:[.,]\d)?(?: ?[-–] ?\d+)? ?{_UNIT}{_APIECE}"
    rf"|\d:\d\d(?: ?min\.?)?|½ ?{_UNIT}|\d{{1,3}}[\"″'′]",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\d{{1,3}} ?(?:[x×]|times|mal|-mal|veces|reps?|wdh\.?){_APIECE}|[x×] ?\d{{1,3}}|\d ?[x×] ?\d{{1,3}}",
    re.IGNORECASE,
)
EACH = re.compile(
    r"(?:(?:each|je|jeweils|cada uno|cada una|cada)\s+(.+)|(.+?)[\s,]+(?:each|je|jeweils|cada uno|cada una|c/u))",
    re.IGNORECASE,
)
"""A pattern of a time that each of two sides takes: "30 s each", "je 40 s"."""
LONGEST = 40
"""The most characters of a figure, and of the name of a column."""


_BOTH = re.compile(r"both|beide|ambos|ambas|los dos|las dos|l\+r", re.IGNORECASE)
_SAYS_BOTH = re.compile(r"\b(?:both|beide[nrs]?|amb[oa]s)\b", re.IGNORECASE)
_ONE = re.compile(r"(?:r|l|re|li|d|i|der|izq)\.?|right|left|rechts|links|derech[ao]|izquierd[ao]", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,2}[.)]?")
"""A pattern of the number of a row, in a column without a name."""
_OR = re.compile(r"\s*(?:/|,|&|\b(?:or|and|oder|und|o|y)\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: what its column holds, its name, and what is written in it."""

    kind: str
    head: str
    text: str


def cell_of(head: str, text: str) -> Cell:
    """Return a cell by the name of its column, and if that has none by its figure."""
    head, text = _with_apiece(head, text)
    unit = _UNIT_OF_COLUMN.search(head)
    name = head[: unit.start()] if unit else head
    written = in_unit(text, unit[1]) if unit else text
    if not head or _names_several(head):
        return Cell(figure_of(text) or ("number" if not head and _NUMBER.fullmatch(text) else ""), "", text)
    return Cell(column_of(name) or ("time" if _SPAN.fullmatch(text) else ""), name, written)


def _with_apiece(head: str, text: str) -> tuple[str, str]:
    """Return the name of a column and a cell; what the name says that a figure is for stands behind the figure.

    >>> _with_apiece("Time per foot", "2 min")
    ('Time', '2 min per foot')
    """
    match = _FOR_EACH.search(head)
    if not match or column_of(head) or column_of(head[: match.start()]) not in ("time", "hold", "times", "sets"):
        return head, text
    return head[: match.start()], f"{text} {match[1]}" if any(map(str.isdecimal, text)) else text


def _names_several(head: str) -> bool:
    """Whether a name stands for figures of any sort, of which each cell tells its own: "Time or reps", "How much"."""
    if _ANY.match(head):
        return True
    parts = [part for part in _OR.split(head) if part]
    return len(parts) > 1 and all(column_of(part) in ("time", "hold", "times", "sets") for part in parts)


def in_unit(text: str, unit: str) -> str:
    """Return a cell with the unit in the name of its column behind its number, if it has none of its own.

    >>> in_unit("1.5 each side", "minutes"), in_unit("2 x 30", "s"), in_unit("5 s", "min")
    ('1.5 minutes each side', '2 x 30 s', '5 s')
    """
    match = _BARE.match(text) if len(text) <= LONGEST else None
    return f"{match[1]} {unit}{text[match.end() :]}" if match else text


def column_of(head: str) -> str:
    """Return what a column holds by its name, or "".

    It is "side", "time", "tense", "release", "hold", "times", "sets", "rest", "number", "action" for what is done,
    "how" for how, or "beside" for what decides nothing here and now: how often a day.
    """
    if len(head) > LONGEST:
        return ""
    return next((kind for kind, names in _COLUMNS if names.match(head)), "")


def name_columns(cells: Sequence[str]) -> bool:
    """Whether cells name at least two columns, one of which holds figures."""
    kinds = {kind for cell in cells if (kind := column_of(cell))}
    return len([cell for cell in cells if column_of(cell)]) > 1 and bool(kinds.difference(_WORDED))


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row only adds up those above it: "Total", "7", "12 min"."""
    worded = [cell.strip(" *_") for cell in cells if re.search(r"\w", cell)]
    if len(worded) < 2 or any(len(cell) > LONGEST for cell in worded):  # noqa: PLR2004
        return False
    figures = [cell for cell in worded if cell[:1].isdecimal()]
    return _TOTAL.match(worded[0]) is not None or (len(figures) == len(worded) - 1 and any(map(_TOTAL.match, worded)))


def without_both(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the rows of a table; "both" is left out where it means both at once.

    So it does in a column in which one side and the other have rows of their own, and beside what says "both arms".
    """
    made = [list(row) for row in rows]
    for column in range(max(map(len, rows), default=0)):
        cells = [row[column].strip(" *_") if column < len(row) and len(row[column]) < LONGEST else "" for row in rows]
        in_turn = len({cell.casefold()[:1] for cell in cells if _ONE.fullmatch(cell)}) > 1
        for row, cell in zip(made, cells, strict=True):
            if _BOTH.fullmatch(cell) and (in_turn or any(_SAYS_BOTH.search(each) for each in row if each != cell)):
                row[column] = ""
    return made


def figure_of(cell: str) -> str:
    """Return what a cell without a name for its column is: "time", "times", "side", or nothing of these.

    >>> figure_of("0:30–1:00"), figure_of("8x"), figure_of("Roll the shoulders")
    ('time', 'times', '')
    """
    if len(cell) > LONGEST:
        return ""
    if _SPAN.fullmatch(cell) or _TIME.fullmatch(cell):
        return "time"
    if _TIMES.fullmatch(cell):
        return "times"
    if (each := EACH.fullmatch(cell)) and _TIME.fullmatch(each[1] or each[2]):
        return "time"
    return "side" if _BOTH_IN_TURN.fullmatch(cell) or _ONE_SIDE.fullmatch(cell) else ""
