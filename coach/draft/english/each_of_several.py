"""Text with its numbers in digits → how many things it names of which each takes the time it states.

"Press the four points for ten seconds each" is done four times; so is "the sole, the heel, the ball and the toes, one
minute each". Of a pair, such as both thighs, each has its turn instead (see turns.py).
"""

from __future__ import annotations

import re

from coach.draft.english.numbers import NUMBER, RANGE, Amount, exactly
from coach.draft.english.patterns import has_any
from coach.draft.english.turns import PAIRED
from coach.draft.english.unit_words import UNIT

_MOST = 12
"""The most things of which each has its time."""
_TIME_OF_EACH = (
    rf"[,;:(–—-]? ?(?:and |then |in turn,? |one by one,? |one after the other,? |about |for |hold(?:ing)? )*"
    rf"{RANGE}[ -]?{UNIT}\.? ?(?:on|for|to|at|per|with|in|of)? ?"
    r"(?:each|every|apiece|per (?:point|spot|place|letter|item))\b"
)
_OF_MANY = re.compile(
    rf"\b(?:the|these|those|all|your|his|her) {NUMBER} (?:[a-z-]+ ){{0,2}}?"
    rf"(?!{UNIT})(?!(?:{PAIRED}|feet|fingers|toes)s?\b)[a-z]+s\b[^.;\d]{{0,60}}?{_TIME_OF_EACH}"
)
_ITEM = r"(?:the |your |his |her )?(?!then\b|and\b|or\b|left\b|right\b)[a-z-]+(?: of (?:the|your) [a-z]+)?"
_LISTED = re.compile(
    rf"((?:{_ITEM}, ){{0,{_MOST}}}{_ITEM},? and (?:then )?(?:the |your |his |her ){_ITEM}),? ?{_TIME_OF_EACH}"
)


def things_timed_each(plain: str) -> Amount | None:
    """Return how many things a text names that have a time each, or None.

    >>> things_timed_each("press the 4 points for 10 seconds each")
    Amount(natural=4, least=4, most=4)
    """
    if not has_any(plain, ("each", "every", "apiece", "per ")):
        return None
    if match := _OF_MANY.search(plain):
        number = int(float(match[1]))
    elif match := _LISTED.search(plain):
        number = match[1].count(",") + 2 - match[1].count(", and")
    else:
        return None
    return exactly(number) if 1 < number <= _MOST else None
