"""A statement about the one who acts in a manual → whether it asks: "The operator takes his stand at the right"."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.main_clause import main_clause
from coach.draft.english.patterns import alternatives, has_any, words_of_pattern

_DOES = Expression(
    r"^\W*(?:(?:and|then|now|next|finally|first|again|meanwhile|thereafter|thereupon|lastly|here),? )*"
    rf"(?:(?:the|a|an|each|your|one|this|that) )?(?:(?!(?:good|wise|skilled|skilful|true|clever|careful"
    rf"|trained)\b)[\w-]+ )"
    rf"{{0,2}}?(?:{alternatives('doers')})(?:,[^,]{{2,70}},)? "
    r"(?:(?:then|now|next|also|again|just|only|simply|both|thereupon|thereafter|first|\w{2,}ly) )*"
    r"(?P<verb>[a-z-]+s)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_IN_GENERAL = Expression(
    r"\b(?:often|usually|normally|generally|typically|sometimes|rarely|seldom|always|never|because|many|most|i|my|every"
    r" (?:day|week|morning|evening|night)|daily|weekly)\b",
    re.IGNORECASE,
)
"""A pattern of what tells of many such people, and not of what the one here does."""
_DOERS = tuple(word.split(" ")[0] for word in words_of_pattern("doers"))
"""What one of the doers begins with, for a quick test."""


def is_done_by_doer(sentence: str) -> bool:
    """Whether a sentence says what whoever acts in a manual does.

    >>> is_done_by_doer("The operator takes his stand at the right side.")
    True
    >>> is_done_by_doer("The operator often meets with resistance.")
    False
    """
    if not has_any(sentence.casefold(), _DOERS) or _IN_GENERAL.search(sentence):
        return False
    match = _DOES.match(main_clause(sentence))
    return match is not None and is_act_of_one(match["verb"].casefold())


def is_act_of_one(word: str) -> bool:
    """Whether a word is what one does, in its form for one: "lies", "places", and not "feels", "needs"."""
    bases = (word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y")
    base = next((each for each in bases if each != word and is_one_of("verbs", each)), "")
    return bool(base) and not (is_one_of("befalls", base) or is_one_of("not-after-to", base) or base in _MINDS)


_MINDS = (
    "say",
    "write",
    "tell",
    "ask",
    "explain",
    "call",
    "teach",
    "answer",
    "read",
    "live",
    "learn",
    "look",
    "become",
    "mind",
    "test",
    "help",
    "improve",
    "increase",
    "reduce",
    "complain",
    "report",
    "arrive",
)
"""The verbs that tell of somebody's state and not of what he does."""
