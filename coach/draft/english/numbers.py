"""Numbers in words → digits; numbers and ranges → amounts with a lower and an upper bound."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.draft.english.patterns import has_any

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS = {word: str(number) for number, word in enumerate(_SMALL.split())} | {
    "twenty-five": "25", "thirty": "30", "forty": "40", "forty-five": "45", "fifty": "50", "sixty": "60",
    "ninety": "90",
}  # fmt: skip
_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b")
_OTHERS = tuple(
    (re.compile(words), digits)
    for words, digits in (
        (r"\bhalf a minute\b|\bhalf-minute\b", "30 seconds"),
        (r"\b(?:a|1|one) minute and a half\b|\b(?:1|one) and a half minutes\b", "90 seconds"),
        (r"\b(?:a|another|one|a full|a whole|a good) (minute|second)\b(?= |[.,;)]|$)(?! time)", r"1 \1"),
        (r"\bfor (\d{1,2}):(\d\d)\b(?! ?[ap]\.?m)", r"for \1 minutes \2 seconds"),
        (r"\ba couple of\b|\ba pair of\b", "2"),
        (r"(?<!at )\bonce\b(?= (?:more|only|again)|$|[.;)])", "1 times"),
        (r"\btwice\b|\b(?:a |one )?second time\b", "2 times"),
        (r"\bthrice\b", "3 times"),
        (r"\ba dozen\b", "12"),
    )
)
_MIXED = re.compile(r"\b(\d{1,2}) ?min(?:ute)?s?,? (?:and )?(\d{1,2}) ?sec(?:ond)?s?\b")
_IN_OTHERS = (":", "minute", "second", "couple", "pair", "once", "twice", "thrice", "dozen")
NUMBER = r"(?<![\w.:-])(\d{1,4}(?:\.\d)?)"
RANGE = rf"{NUMBER}(?:\s*(?:-|–|—|to|or)\s*(\d{{1,4}}(?:\.\d)?))?"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of milliseconds or repetitions: the natural one, the least and the most."""

    natural: int
    least: int
    most: int

    @property
    def exact(self) -> bool:
        """Whether the least and the most are both the natural amount."""
        return self.least == self.natural == self.most


def with_digits(small: str) -> str:
    """Return a lower-case text with its numbers in digits: "twice" → "2 times"."""
    if has_any(small, _IN_OTHERS):
        for words, digits in _OTHERS:
            small = words.sub(digits, small)
    small = _WORDS.sub(lambda match: NUMBERS[match[0]], small)
    return _MIXED.sub(lambda match: f"{60 * int(match[1]) + int(match[2])} seconds", small) if "min" in small else small


def amount_of(low: str, high: str | None = None, unit: int = 1) -> Amount | None:
    """Return the amount of a number or a range, times `unit`; None for zero, or a range that ends below its start."""
    least = round(float(low) * unit)
    most = round(float(high) * unit) if high else least
    if not 0 < least <= most:
        return None
    middle = (least + most) // 2
    return Amount(round(middle, -3) or middle if unit > 1 and least < most else middle, least, most)
