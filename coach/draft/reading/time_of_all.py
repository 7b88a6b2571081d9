"""Lines that say how long all of a routine takes ("Running time about 20 min.") → whether so."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.imperative import is_instruction
from coach.draft.english.numbers import with_digits
from coach.draft.english.quantities import quantities_in
from coach.draft.language import glossed

_LONGEST = 12
"""The most words of such a line."""
_TIME = Expression(
    r"^\W*(?:(?:it|this|that|all of it|everything|the whole(?: thing)?) )?(?:lasts?|takes?)\b"
    r"|^\W*(?:(?:and|so) )?(?:that|it)(?:'s| is| was)?(?: (?:it|all|everything),)? (?:about |around |roughly "
    r"|only |just )*\d+ min(?:ute)?s"
    r"(?:\W*$| (?:all in|in all|all told|in total|altogether|all together|total|done|gone|start to finish)\b)"
    r"|^\W*(?:how long|(?:(?!(?:hold|rest|wait|soak|steep|brew|each|per)\w*\b)[\w-]+ ){0,3}?"
    r"[\w-]*(?:time|duration|length|runtime|dauer|zeit|länge|tiempo|duración))\b"
    r"(?: (?:in total|(?!per\b|each\b)[\w-]+)){0,3}?\s*(?::|=|[–—(-]|\d|\b(?:is|about|around|roughly"
    r"|approx\w*|ca|circa|some|less|up|under|nearly|almost)\b)",
    re.IGNORECASE,
)
"""A pattern of a word for time with an amount behind it, or of "Takes about ..."."""
_RECORDED = Expression(
    r"\b(?:cd|dvd|mp3|audio|video|podcast|recording|transcript|track|episode|aufnahme|tonspur|grabación|pista)\b"
    r"[^.]*\d[^.]* min(?:ute)?s?\W*$",
    re.IGNORECASE,
)
"""A pattern of a recording, and at the end how many minutes it takes: "Text of the CD, track 4, 18 minutes"."""


@glossed
def tells_time_of_all(text: str) -> bool:
    """Whether a line without anything to do says how long it takes: "Duration: 15 minutes"."""
    text = with_digits(text.casefold())
    if len(text.split()) > _LONGEST or not any(map(str.isdecimal, text)):
        return False
    recorded = _RECORDED.search(text) and not is_instruction(text)
    return bool(_TIME.match(text) or recorded) and quantities_in(text).time is not None
