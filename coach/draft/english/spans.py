"""Numbers in digits with a least and a most → a span: "at least 5 minutes, at most 10" is "5 to 10 minutes"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import has_any

if TYPE_CHECKING:
    import re

SECONDS = {"s": 1, "m": 60, "h": 3_600}
"""The first letter of a unit of time → its seconds."""
_NUMBER = r"(\d{1,4}(?:\.\d)?)"
_UNIT = r"(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h)\b\.?"
_COUNT = r"(times|x|reps|repetitions|breaths|rounds|of (?:these|those|them))\b"
_BETWEEN = Expression(rf"\bbetween {_NUMBER}(?:-| ?{_UNIT})? and {_NUMBER}\b")
_LEAST = Expression(
    r"(?:\bat the (?:very )?least|\bat the very minimum|\b(?:not|no) (?:less|fewer|shorter) than|\ba minimum of"
    r"|\bminimum(?: of)?|\bupwards of|≥|>=) ?(?=\d)"
)
_MOST = Expression(
    r"(?:(?:\bfor )?\b(?:not|no) (?:for )?(?:more|longer) than|\bat (?:the )?(?:very )?most|\bat (?:a|the) maximum"
    r"|\b(?:a )?maximum(?: of)?|\bmax\.?|\bnot exceeding|\bnever (?:more|longer) than|≤|<=) ?(?=(?:for )?\d)"
)
_FORBIDS = Expression(r"\W*(?:do not|don't|never|avoid)\b")
"""A pattern of the beginning of a prohibition, whose most is forbidden rather than asked for."""
_SPAN = Expression(rf"\b{_NUMBER} ?{_UNIT} ?(?:-|–|—|to|or|up to) ?(?:an? |1 )?{_NUMBER} ?{_UNIT}")
_UP_TO = Expression(
    rf"(?<!to )(?<![-–])\b{_NUMBER}(?: (?:{_UNIT}|{_COUNT}))?,? "
    r"(?:\(|and |but |or |then |even |perhaps |maybe |rather )*up to (?:for )?"
    rf"{_NUMBER}(?: ?(?:{_UNIT}|{_COUNT}))?"
)
_IF_LIKED = Expression(
    rf"\b{_NUMBER} ?{_UNIT}(?:,| or)? (?:or |even |perhaps |maybe |better |also )*{_NUMBER} ?{_UNIT}"
    r"(?= (?:(?:if|when|once) (?:you|it|they|she|he|that)|with practice)\b)"
)


def with_spans(small: str) -> str:
    """Return a text in which a least and a most are one span, in one unit, and a limit alone has one wording.

    >>> with_spans("at least 5 minutes, but not for more than 10")
    'at least 5 to 10 minutes'
    >>> with_spans("30 seconds to 1 minute")
    '30 to 60 seconds'
    """
    small = _LEAST.sub("at least ", _BETWEEN.sub(_of_two, small))
    if _MOST.search(small) and not _FORBIDS.match(small):
        small = _MOST.sub("up to ", small)
    if "up to" in small:
        small = _UP_TO.sub(_of_limits, small)
    small = _SPAN.sub(_of_times, small)
    return _IF_LIKED.sub(_of_times, small) if has_any(small, (" if ", " when ", " once ", " with practice")) else small


def _of_two(match: re.Match[str]) -> str:
    """Return the span of "between 5 and 10"."""
    low, unit, high = match.groups()
    return f"{low}{f' {unit}' if unit else ''} to {high}" if float(low) < float(high) else match[0]


def _of_limits(match: re.Match[str]) -> str:
    """Return the span of "5 minutes, up to 10", whose units are one; of which one may be left out."""
    low, low_time, low_count, high, high_time, high_count = match.groups()
    units = [unit for unit in (low_time, low_count, high_time, high_count) if unit]
    if low_time and high_time:
        return _joined(low, low_time, high, high_time, match[0])
    if not units or (low_time and high_count) or (low_count and high_time) or float(low) >= float(high):
        return match[0]
    return f"{low} to {high} {units[-1]}"


def _of_times(match: re.Match[str]) -> str:
    low, low_unit, high, high_unit = match.groups()
    return _joined(low, low_unit, high, high_unit, match[0])


def _joined(low: str, low_unit: str, high: str, high_unit: str, as_it_is: str) -> str:
    """Return a span in one unit: "30 seconds to 1 minute" is "30 to 60 seconds"."""
    if low_unit[0] == high_unit[0]:
        return f"{low} to {high} {high_unit}" if float(low) < float(high) else as_it_is
    least, most = (float(number) * SECONDS[unit[0]] for number, unit in ((low, low_unit), (high, high_unit)))
    return f"{least:g} to {most:g} seconds" if least < most else as_it_is
