"""Sentences that say what is due → whether they ask: "You should lie flat", "The bath is to end with the cold"."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.main_clause import main_clause
from coach.draft.english.patterns import alternatives

_SHOULD = Expression(
    rf"(?:(?:next|then|now|and|finally|first),? )*"
    rf"(?:you|they|he|she|(?:(?:the|your|their|his|her|each|both) (?:\w+ ){{0,2}}?)?(?:{alternatives('subjects')}))"
    r"(?: (?:should|shall|must|need to|needs to|have to|has to|ought to|want to|'ll want to|will want to|are to|is to))"
    r"(?: (?:also|now|then|next|always|never|not|both|just|only|simply|finally|afterwards|thereafter|thereupon|again"
    r"|still|first|thus|likewise|at once|meanwhile|\w+ly))* (\w+)",
    re.IGNORECASE,
)
_IS_TO = Expression(
    r"\W*(?:(?:then|now|next|finally|and),? )*(?:the|each|every|all|both) "
    r"(?!(?:[\w-]+ ){0,2}(?:aim|purpose|object|goal|idea|intention|task|reason|function|wish|best|rule|art|secret"
    r"|point|trick"
    r"|job|plan|way|thing|key|thought|challenge|advice)\b)"
    r"(?:[\w-]+ ){1,4}(?:is|are) (?:then |now )?to (?!be\b)(\w+)",
    re.IGNORECASE,
)
"""A pattern of what is due: "The bath is to end with the cold"."""
_BY_DOING = Expression(r" (?:off )?(?:by|with) |(?: \w+ly)? \w+ing\b", re.IGNORECASE)


def is_due(sentence: str) -> bool | None:
    """Return whether a sentence says to do what one can do; None if it does not say that something is due.

    >>> is_due("When warm, you should lie down."), is_due("You should feel a stretch."), is_due("Lie down.")
    (True, False, None)
    """
    match = _SHOULD.match(sentence) or _SHOULD.match(main_clause(sentence)) or _IS_TO.match(sentence)
    return _can_be_done(match[1].casefold(), match.string[match.end() :]) if match else None


def _can_be_done(verb: str, rest: str) -> bool:
    """Whether one can do what "you should" is followed by: "start by boiling a kettle", and not "feel a stretch"."""
    if verb in ("start", "begin", "finish", "end"):
        return bool(_BY_DOING.match(rest))
    return verb in ("be", "face") or (is_one_of("verbs", verb) and not is_one_of("befalls", verb))
