"""Text with its numbers in digits → how long to work and to rest in turn: "work for 30 seconds, rest for 15"."""

from __future__ import annotations

from coach.draft.english.durations import UNIT, UNIT_MS
from coach.draft.english.expression import Expression
from coach.draft.english.numbers import RANGE, Amount, amount_of
from coach.draft.english.patterns import has_any

_INTERVAL = Expression(
    rf"\b(?:work|go|move|exercise|keep going|keep moving|on)\b[^.;\d]{{0,40}}?\b{RANGE}(?:[\s-]*{UNIT})?"
    rf"[^.;\d]{{0,40}}?\b(?:rest|off|break|pause|breather|recover|recovery|breathe|stop)\b[^.;\d]{{0,25}}?{RANGE}(?:[\s-]*{UNIT})?"
    rf"|\b{RANGE}(?:[\s-]*{UNIT})?(?: of)? (?:work|on|effort|going|exercise|activity)\b[^.;\d]{{0,25}}?"
    rf"{RANGE}(?:[\s-]*{UNIT})?(?: of)? (?:rest|off|break|pause|recovery|to recover)\b"
)


def interval_in(plain: str) -> tuple[Amount, Amount] | None:
    """Return for how long to work and to rest, in milliseconds, where they take turns; they may share a unit.

    >>> work, rest = interval_in("work for 30 seconds at each station and rest for 15")
    >>> work.natural, rest.natural
    (30000, 15000)
    """
    if not has_any(plain, ("work", "go", "mov", "exercis", "on", "effort", "activity")):
        return None
    if not (match := _INTERVAL.search(plain)):
        return None
    low, high, unit, rest_low, rest_high, rest_unit = next(
        match.groups()[at : at + 6] for at in (0, 6) if match.groups()[at]
    )
    if not (unit or rest_unit):
        return None
    work = amount_of(low, high, UNIT_MS[(unit or rest_unit)[0]])
    rest = amount_of(rest_low, rest_high, UNIT_MS[(rest_unit or unit)[0]])
    return (work, rest) if work and rest else None
