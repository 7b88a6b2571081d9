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
_TOTAL = Expression(
    r"^\W*(?:x-)?(?:(?:the )?(?:whole|entire|full|complete) (?:thing|lot|session|routine|program(?:me)?|set|sequence"
    r"|circuit|practice|workout|treatment|ritual|plan)|all of it|all together|altogether|in total|in all|sum|lasts"
    r"|(?:grand |sub-?)?total(?: \w+)?|(?:session|total|overall|whole|reading|running|playing|program(?:me)?) "
    r"(?:time|length|duration)|reading|lesezeit|lesedauer|lectura|tiempo de lectura|insgesamt|gesamt\w*|sitzungsdauer"
    r"|dauer der \w+|alles zusammen|zusammen|en total|en conjunto|todo(?: junto)?"
    r"|duración (?:total|de la \w+)|(?:[\w-]+ ){1,3}(?:in total|altogether|overall|insgesamt|en total)(?=\s*:))"
    r"\s*(?::|=|[–—(-]|\d|(?:is|about|around|approx\.?|ca\.?|circa|roughly)\b)",
    re.IGNORECASE,
)
"""A pattern of the time of the whole with its name."""
_FIELDS = re.compile(r"\s[|·•]\s")
_RECORDED = Expression(
    r"\b(?:cd|dvd|mp3|audio|video|podcast|recording|transcript|track|episode|aufnahme|tonspur|grabación|pista)\b"
    r"[^.]*\d[^.]* min(?:ute)?s?\W*$",
    re.IGNORECASE,
)
"""A pattern of a recording, and at the end how many minutes it takes: "Text of the CD, track 4, 18 minutes"."""


@glossed
def tells_time_of_all(text: str, *, begun: bool = False) -> bool:
    """Whether a line without anything to do says how long it takes: "Duration: 15 minutes".

    `begun`: it stands below a step, whose time it is unless it says that it is that of the whole.
    """
    text = with_digits(text.casefold())
    if not any(map(str.isdecimal, text)):
        return False
    if begun or _TOTAL.match(text):
        return bool(_TOTAL.match(text)) and quantities_in(text).time is not None
    if _FIELDS.search(text) and (fields := _FIELDS.split(text)):
        return any(map(_tells, fields)) and not any(map(is_instruction, fields))
    return _tells(text)


def _tells(text: str) -> bool:
    if len(text.split()) > _LONGEST:
        return False
    recorded = _RECORDED.search(text) and not is_instruction(text)
    return bool(_TIME.match(text) or recorded) and quantities_in(text).time is not None
