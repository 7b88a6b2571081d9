"""Text with its numbers in digits → the numbers that are counted out loud in it, as what they count."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import has_any

_OF_BREATH = ("breath", "hale", "hold", "step", "exercise", "number", "page")
_COUNTED_OUT = Expression(
    r"(?:^|(?<=[,:;.…–—] )|(?<=and ))\d{1,2}(?:[\s,.…–—]+(?:and )?\d{1,2}\b(?! ?[a-z])){2,30}(?=\W*$)"
    r"|(?<=\bcount )(?:until |to )?1(?:[\s,.…–—]+(?:and )?\d{1,2}\b){2,30}(?=[\s,.…–—]+(?:and|then|now)\b)"
    r"|(?<=[,:;.…–—] )\d{1,2}(?:[\s,.…–—]+\d{1,2}\b){1,30}(?<=\b1)(?=[\s,.…–—]+(?:and|then|now)\b)"
)
"""A pattern of numbers that are counted out loud at the end of a sentence, or down to one: "and one, and two"."""
_HELD_COUNT = Expression(
    r"(?<=\bhold)(?: it| this| that| on)?[\s,:;.…–—]+(?:and )?"
    r"(\d{1,2}(?:[\s,.…–—]+(?:and )?\d{1,2}\b(?! ?[a-z])){2,30})"
    r"(?=\W*(?:$|[.;!?]))"
)
"""A pattern of the numbers by which a hold is counted out loud: "hold – two – three – four – five"."""
_HELD = ("hold",)


def with_sums(plain: str) -> str:
    """Return a text with numbers that are counted out loud as what they count.

    >>> with_sums("squeeze: 1, 2, 3")
    'squeeze: 3 times'
    """
    if has_any(plain, _HELD):
        plain = _HELD_COUNT.sub(_held, plain)
    in_rows = has_any(plain, ("1, 2", "2, 1", "1, and 2", "1 ", "1…")) and not has_any(plain, _OF_BREATH)
    return _COUNTED_OUT.sub(_summed, plain) if in_rows else plain


def _held(match: re.Match[str]) -> str:
    """Return "for 5 seconds" for "2, 3, 4, 5" and for "5, 4, 3, 2, 1", by which a hold is counted."""
    numbers = [int(number) for number in re.findall(r"\d+", match[1])]
    last = max(numbers)
    counted = numbers in (list(range(1, last + 1)), list(range(2, last + 1)), list(range(last, 0, -1)))
    return f" for {last} seconds" if counted else match[0]


def _summed(match: re.Match[str]) -> str:
    """Return "3 times" for "1, 2, 3", and "for 3 seconds" for "3, 2, 1", which counts down; other numbers stay."""
    numbers = [int(number) for number in re.findall(r"\d+", match[0])]
    last = len(numbers)
    if match.string[: match.start()].endswith("count "):  # "count 1, 2, 3 and let go"
        return f"to {last}"
    if numbers == list(range(1, last + 1)):
        return f"{last} times"
    return f"for {last} seconds" if numbers == list(range(last, 0, -1)) else match[0]
