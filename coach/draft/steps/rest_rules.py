"""Sentences that say how long to rest between steps or sets ("20 seconds of rest between exercises") → whether so."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import pattern
from coach.draft.english.quantities import quantities_in
from coach.draft.language import glossed

BETWEEN = pattern("rule-parts", r"\b(?:between|after (?:each|every))\b (?:\w+ ){0,2}?(?:{})(?:es|s)?\b")
_BETWEEN_THEM = Expression(
    r"\b(?:each|every) (?!(?:set|side|foot|hand|leg|arm)\b)\w+\b.*\b(?:between|after) (?:them|each|the two)\b",
    re.IGNORECASE,
)
_BETWEEN_SETS = Expression(
    r"\b(?:in )?(?:between|after) (?:each |every |all |the |two )?(?:sets?|rounds?)\b", re.IGNORECASE
)
_RESTS = pattern("rule-rests", r"\b(?:{})\b")
DAY = Expression(
    r"\b(?:a|per|each|every) (?:day|week|morning|night|evening|hour|session)\b|\bdaily\b|\bonce every\b", re.IGNORECASE
)


@glossed
def is_rest_rule(text: str) -> bool:
    """Whether a sentence says how long to rest after each step."""
    between = BETWEEN.search(text) or (_BETWEEN_THEM.search(text) and quantities_in(text).sets == 1)
    return bool(between and _RESTS.search(text) and not DAY.search(text))


@glossed
def is_rest_of_sets(text: str) -> bool:
    """Whether a sentence only says how long to rest between two sets: "30 seconds of rest between sets"."""
    return bool(_BETWEEN_SETS.search(text) and _RESTS.search(text)) and quantities_in(text).only_rest
