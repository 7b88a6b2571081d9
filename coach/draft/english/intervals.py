"""Text with its numbers in digits → how long to work and to rest in turn: "work for 30 seconds, rest for 15"."""

from __future__ import annotations

from coach.draft.english.durations import UNIT, UNIT_MS
from coach.draft.english.expression import Expression
from coach.draft.english.numbers import RANGE, Amount, amount_of
from coach.draft.english.patterns import has_any

_TIME = rf"{RANGE}(?:[\s-]*{UNIT})?"
_WORKS = r"(?:work(?:ing|out)?|go|move|exercise|train|keep going|keep moving|active|effort|on)"
_RESTS = r"(?:rest(?:ing)?|off|break|pause|breather|recover|recovery|breathe|stop)"
_INTERVAL = Expression(
    rf"(?:\b{_WORKS}\b[^.;\d]{{0,40}}?\b{_TIME}|\b{_TIME}(?: of)? (?:{_WORKS}|activity)\b)[^.;\d]{{0,40}}?"
    rf"(?:\b{_RESTS}\b[^.;\d]{{0,25}}?\b{_TIME}|\b{_TIME}(?: of| to)? {_RESTS}\b)"
)
_BY_NUMBERS = Expression(
    rf"\b(?:intervals?|timing|timer|format|work(?: ?[/:–-] ?| and )rest|tabata)\b[^.;\d]{{0,12}}"
    rf"\b(?P<work>\d{{1,3}})(?: ?{UNIT})? ?[/:] ?(?P<rest>\d{{1,3}})\b(?: ?{UNIT})?(?![\d/:])"
)
"""A pattern of the two times with a name for both: "Intervals: 40/20"; without a unit they are seconds."""
_LEAST_S = 5
"""The least seconds of an interval of which only numbers are given."""


def interval_in(plain: str) -> tuple[Amount, Amount] | None:
    """Return for how long to work and to rest, in milliseconds, where they take turns; they may share a unit.

    >>> work, rest = interval_in("work for 30 seconds at each station and rest for 15")
    >>> work.natural, rest.natural
    (30000, 15000)
    >>> work, rest = interval_in("40 seconds on / 20 seconds off")
    >>> work.natural, rest.natural
    (40000, 20000)
    """
    if not has_any(
        plain, ("work", "go", "mov", "exercis", "train", "on", "effort", "activ", "interval", "tim", "tabata")
    ):
        return None
    if match := _INTERVAL.search(plain):
        parts = [match.groups()[at : at + 3] for at in range(0, len(match.groups()), 3) if match.groups()[at]]
    elif match := _BY_NUMBERS.search(plain):
        parts = [(match["work"], None, match[2]), (match["rest"], None, match[4])]
        if min(int(part[0]) for part in parts) < _LEAST_S:
            return None
    else:
        return None
    units = [part[2] for part in parts if part[2]] or (["s"] if match.groupdict() else [])
    if not units:
        return None
    work, rest = (amount_of(low, high, UNIT_MS[(unit or units[0])[0]]) for low, high, unit in parts)
    return (work, rest) if work and rest else None
