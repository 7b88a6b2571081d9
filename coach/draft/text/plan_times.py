"""Times of a plan in a column, each from a point to another ("0–3", "3–8") or a point → how long each line takes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.draft.text.table_cells import figure_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNIT = r"(?:min(?:s|\.|utes?|uten?|utos?)?|['′])?"
_POINT = r"\d{1,2}:\d\d|\d{1,3}"
_FORM = re.compile(
    rf"[\[(]?{_UNIT}\s*({_POINT})\s*{_UNIT}(?:\s*(?:[-–—]|\b(?:to|bis|a|hasta)\b)\s*({_POINT})\s*{_UNIT})?[\])]?:?",
    re.IGNORECASE,
)
_LONGEST = 24
"""The most characters of such a time."""
_FEWEST = 3
"""The fewest points that are a plan, and the fewest spans that are one though it does not begin at 0."""

_FRAMES = frozenset(
    [
        *(
            "end",
            "done",
            "finish",
            "finished",
            "stop",
            "intro",
            "introduction",
            "outro",
            "welcome",
            "hello",
            "hi",
            "bye",
        ),
        *("goodbye", "thanks", "credits", "bloopers", "trailer", "and", "the", "to", "my"),
        *(
            "ende",
            "schluss",
            "fertig",
            "einleitung",
            "einführung",
            "begrüßung",
            "willkommen",
            "hallo",
            "tschüss",
            "danke",
        ),
        *("vorspann", "abspann", "verabschiedung", "abschied", "und", "zu"),
        *("fin", "final", "terminado", "listo", "introducción", "bienvenida", "hola", "saludo", "despedida", "adiós"),
        *("gracias", "créditos", "y", "la", "el", "a"),
    ]
)
"""The words of what begins and ends a recording or a plan, and is nothing to do."""

_Span = tuple[int, int | None]


def with_lengths(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the rows of a table, a column of times of a plan as how long each row takes; its end has no cells.

    Where a row has a time of its own, the place in the plan says no more than when it begins.
    """
    made = [list(row) for row in rows]
    for column in range(max(map(len, rows), default=0)):
        cells = {place: row[column] for place, row in enumerate(rows) if column < len(row) and row[column].strip()}
        for place, length in zip(cells, lengths_of([*cells.values()]), strict=False):
            others = (cell for at, cell in enumerate(rows[place]) if at != column)
            own = any(figure_of(cell) == "time" and ":" not in cell for cell in others)
            made[place][column] = "" if own else length
            if not length and any(map(is_frame, made[place])):
                made[place] = []
    return made


def is_frame(text: str) -> bool:
    """Whether a text only says that a recording or a plan begins or ends: "Hello and welcome", "Ende"."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return bool(words) and _FRAMES.issuperset(words)


def lengths_of(cells: Sequence[str]) -> list[str]:
    """Return how long the line of each cell takes, "" where it is not told; nothing if the cells are no times of one.

    Spans are those of a plan if each begins where the one before it ends, points if they rise from 0. The last point
    has no length: what begins there ends the plan, or goes on.

    >>> lengths_of(["0–3", "3–8", "8–12"]), lengths_of(["0:00", "0:45", "2:00"]), lengths_of(["1–2", "5–6"])
    (['3 min', '5 min', '4 min'], ['45 s', '1 min 15 s', ''], [])
    """
    if len(cells) < 2 or not any(map(str.isdecimal, cells[0])):  # noqa: PLR2004
        return []
    found = [span for cell in cells if (span := _span(cell))]
    if len(found) < len(cells):
        return []
    begins, ends = [begin for begin, _ in found], [end for _, end in found]
    if len(found) > 2 and ends[-1] is None and ends[-2] == begins[-1]:  # noqa: PLR2004
        return [*lengths_of(cells[:-1]), ""]
    if all(end is None for end in ends):
        return _between(cells, begins) if len(found) >= _FEWEST and begins[0] == 0 else []
    closed = [(begin, end) for begin, end in found if end is not None]
    follows = all(before[1] == after[0] for before, after in pairwise(closed))
    if len(closed) < len(found) or not follows or (begins[0] != 0 and len(found) < _FEWEST):
        return []
    # A plan that does not begin in minute 0 is written in hours and minutes: "12:05–12:10".
    scale = 60 if begins[0] >= 60 and ":" in cells[0] else 1  # noqa: PLR2004 - seconds of a minute
    return [told_length(scale * (end - begin)) for begin, end in closed]


def _between(cells: Sequence[str], points: Sequence[int]) -> list[str]:
    lengths = [after - before for before, after in pairwise(points)]
    rise = all(length > 0 for length in lengths) and len({":" in cell for cell in cells}) == 1
    return [*map(told_length, lengths), ""] if rise else []


def _span(cell: str) -> _Span | None:
    """Return the seconds from which and to which a time lasts; the second are None for a point."""
    match = _FORM.fullmatch(cell.strip(" *_")) if len(cell) <= _LONGEST and any(map(str.isdecimal, cell)) else None
    return (seconds_of(match[1]), seconds_of(match[2]) if match[2] else None) if match else None


def seconds_of(point: str) -> int:
    """Return the seconds of "1:30", and of "2", which is minutes."""
    minutes, _, seconds = point.partition(":")
    return 60 * int(minutes) + int(seconds or 0)


def told_length(length: int) -> str:
    """Return seconds as minutes and seconds: "1 min 30 s"."""
    minutes, seconds = divmod(max(length, 0), 60)
    return " ".join([*([f"{minutes} min"] if minutes else []), *([f"{seconds} s"] if seconds else [])])
