"""Text with its numbers in digits → how long all of it takes: "press for 3, let go for 1; go on for 1 minute"."""

from __future__ import annotations

import re

from coach.draft.english.numbers import RANGE, Amount, amount_of
from coach.draft.english.patterns import has_any
from coach.draft.english.spans import SECONDS
from coach.draft.english.unit_words import NAMED_UNIT

_GOES_ON = (
    r"(?:go on|goes on|carry on|continue|keep (?:going|at it|this up|it up|on)|do (?:this|it)|repeat(?: (?:this|it))?"
    r"|alternate)"
)
_PIECES = (
    "go on",
    "goes on",
    "carry on",
    "continue",
    "keep ",
    "do this",
    "do it",
    "repeat",
    "alternate",
    "total",
    "all",
    "together",
)
_UNIT = rf"({NAMED_UNIT})"
_TOTAL = re.compile(
    rf"[,;:.–—-]* ?(?:(?:and|then|now) )*{_GOES_ON}\b[^.;\d]{{0,40}}?"
    rf"\bfor (?:about |around |up to |another )?{RANGE} ?{_UNIT}"
    rf"|[,;:–—-]* ?(?:for |lasting )?(?:about )?{RANGE} ?{_UNIT} (?:in all|in total|altogether|all told|all together)\b"
    rf"|[,;:–—-] ?(?:and )?(?:all (?:this|that|of it|of this|in all) )(?:for )?(?:about )?{RANGE} ?{_UNIT}"
)


def without_total(plain: str) -> tuple[str, Amount | None]:
    """Return a text without the time that all of it takes, and that time in milliseconds.

    >>> without_total("press for 3 seconds, let go for 2; go on like this for 1 minute")
    ('press for 3 seconds, let go for 2', Amount(natural=60000, least=60000, most=60000))
    """
    if not has_any(plain, _PIECES) or not (match := _TOTAL.search(plain)):
        return plain, None
    low, high, unit = next(match.group(at, at + 1, at + 2) for at in (1, 4, 7) if match[at])
    total = amount_of(low, high, 1_000 * SECONDS[unit[0]])
    return f"{plain[: match.start()]}{plain[match.end() :]}", total
