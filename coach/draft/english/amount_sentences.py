"""Sentences without a verb that say how long or how often → whether they ask: "Palms to the heat, two full minutes"."""

from __future__ import annotations

import re

from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import NUMBERS, with_digits
from coach.draft.english.patterns import has_any, pieces
from coach.draft.english.quantities import quantities_in
from coach.draft.language import glossed

_LONGEST = 22
"""The most words of an amount without a verb."""
_ENDS = re.compile(
    r",? (?:(?:is|are|will|will be|should be|would be|would)(?: usually| quite| more than| about)?"
    r" (?:plenty|enough|fine|ample|sufficient|right|do|the limit|suffice)|suffices?)\b.*"
    r"|,? (?:as|if|so that|because|which|when|until|while)\b.*"
)
"""A pattern of what may follow an amount that is no more than that: "Seven minutes is plenty"."""
_LEADS = (
    r"^[\"'(*\s]*(?:(?:and|then|now|next|so|finally|lastly|first|after that|afterwards|also|again|just|only|or)\b,? )*"
)
_BEFORE = r"(?:(?:at least|up to|about|around|roughly|some|say|perhaps|another|a further|for|between|the|these|a) )*"
_OPENS = re.compile(rf"{_LEADS}{_BEFORE}(?:\d|a few |a couple |several )")
_OWN_CLAUSE = re.compile(
    rf"(?:[,;:…]|\.\.|\s[-–—])\s+(?:(?:and|then|now|or|all|just|only|also) )*{_BEFORE}(?:\d|a few |several )"
)
_BESIDE = re.compile(
    r"[€$£?]|\b(?:euros?|dollars?|pounds?|francs?|price|prices|costs?|fee|o'clock|am|pm|km|cm|mm|metres?|grams?|degrees?"
    r"|years?|months?|weeks?|days?|daily|weekly|nightly|per cent|percent|pages?|chapter|kcal|views?|likes|comments?"
    r"|subscribers?|min read|running time|playing time|length|duration|recording|audio|video|track|file|mb|episode"
    r"|people|persons?|participants)\b"
)
"""A pattern of what numbers beside which decide nothing: prices, dates, and how long the whole takes."""
_STATES = re.compile(
    r"^\W*\d+(?:\.\d)?(?: to \d+)? [a-z]+ (?:[a-z]+ ){1,4}?(?:count|matter|change|work|help|save|make|beat|go)\b"
)
"""A pattern of what amounts do: "Ten minutes with good attention count for more"."""
_PIECES = pieces("figures")


@glossed
def is_bare_amount(text: str) -> bool:
    """Whether a sentence without a verb has a clause of its own that says how long, how often or with how much rest.

    >>> is_bare_amount("Three ladders, with a minute off between them.")
    True
    >>> is_bare_amount("Soles of the feet together, knees wide, one whole minute.")
    True
    >>> is_bare_amount("Running time: 18 minutes.")
    False
    """
    small = text.casefold()
    if not (any(map(str.isnumeric, small)) or has_any(small, _PIECES) or has_any(small, _NUMBER_WORDS)):
        return False
    bare = _ENDS.sub("", small)
    words = re.findall(r"[a-z']+", bare)
    if len(words) > _LONGEST or any(map(_tells_of, words)) or _BESIDE.search(small):
        return False
    plain = with_digits(bare)
    if not quantities_in(text).practice:
        return False
    return bool(_OPENS.match(plain) or _OWN_CLAUSE.search(plain)) and not _STATES.match(plain)


_NUMBER_WORDS = tuple(NUMBERS)[1:20]


def _tells_of(word: str) -> bool:
    """Whether a word makes a sentence one that tells of something, rather than only an amount."""
    return is_one_of("finite", word) or word in ("i", "we", "you", "it", "he", "she", "they", "my", "our", "who")
