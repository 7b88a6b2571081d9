"""Sentences without a verb that say how long or how often → whether they ask: "Palms to the heat, two full minutes"."""

from __future__ import annotations

import re

from coach.draft.english.elided_numbers import number_without_unit
from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import NUMBERS, with_digits
from coach.draft.english.patterns import has_any, pieces
from coach.draft.english.quantities import is_quantity, quantities_in
from coach.draft.language import glossed

_LONGEST = 22
"""The most words of an amount without a verb."""
_ENDS = Expression(
    r",? (?:(?:is|are|will|will be|should be|would be|would)(?: usually| generally| normally| commonly| always|"
    r" amply| quite| more than| about| be| not| none| as| at all)*"
    r" (?:plenty|enough|fine|ample|sufficient|right|do|the limit|suffice|good|ideal|best|too (?:many|much|long"
    r"|often))|suffices?)\b.*"
    r"|,? (?:as|if|so that|because|which|when|until|while)\b.*"
)
"""A pattern of what may follow an amount that is no more than that: "Seven minutes is plenty"."""
_LEADS = (
    r"^[\"'(*\s]*"
    r"(?:(?:and|then|now|next|so|finally|lastly|first|after that|afterwards|also|again|just|only|or|this time"
    r"|(?:the )?(?:first|second|third|fourth|fifth|sixth|last|final)(?: (?:time|one|go|round|turn))?)\b,? )*"
)
_BEFORE = r"(?:(?:at least|up to|about|around|roughly|some|say|perhaps|another|a further|for|between|the|these|a) )*"
_NUMBER = r"(?:\d|a few |a couple |several )"
_OPENS = Expression(
    rf"{_LEADS}(?:{_BEFORE}{_NUMBER}"
    r"|(?:for|to|with|on|in|under|over|back|down|up|out|round|into|onto|through|from) "
    rf"[^.;\d]{{3,40}}? ?(?:for )?{_BEFORE}"
    r"\d+ \w+(?: (?:more|longer))?[.!]*$)"
)
"""A pattern of amounts in front, and of those behind a few words without a verb: "Back down for another 45 seconds"."""
_OWN_CLAUSE = Expression(
    r"(?:[,;:…]|\.\.|\s[-–—])\s+(?:(?:and|then|now|or|all|just|only|also|likewise|again) )*"
    rf"{_BEFORE}{_NUMBER}|\s\d{{1,3}} ?x(?: ?\d|\b)"
)
_BESIDE = Expression(
    r"[€$£?]|\b(?:euros?|dollars?|pounds?|francs?|price|prices|costs?|fee|o'clock|am|pm|km|cm|mm|metres?|grams?"
    r"|degrees?|years?|months?|weeks?|days?|daily|weekly|nightly|per cent|percent|pages?|chapter|kcal|views?|likes"
    r"|comments?|posts?"
    r"|replies|shares|votes|members|downloads|stars?|subscribers?|min read|running time|playing time|length|duration"
    r"|recording|audio|video|track|file|mb|cd|dvd|mp3|episode|people|persons?|participants|kids|children|pupils|students|adults|readers)\b"
)
"""A pattern of what numbers beside which decide nothing: prices, dates, and how long the whole takes."""
_STATES = Expression(
    r"^\W*\d+(?:\.\d)?(?: to \d+)? [a-z]+ (?:[a-z]+ ){1,4}?"
    r"(?:count|matter|change|work|help|save|make|beat|go|do|become|turn|bring|cost)\b"
    r"|^\W*(?:(?:and|so|okay),? )*that(?:'s| is| was)\b|\bbeats (?:an?|any|the|every|all|anything|everything)\b"
)
"""A pattern of what amounts do: "Ten minutes with good attention count for more"."""
_PIECES = pieces("figures")
_STAYS = Expression(
    rf"{_LEADS}(?:it|they|both|this|these|all of (?:it|this)|everything"
    r"|(?:the|your|his|her|their|each) (?:[\w-]+ ){1,3}?)"
    r" ?(?:(?:then|now|all|just|should|must|can|may|will|simply|have to|has to|needs? to|is to|are to|is|are) )*"
    r"(?:be )?(?:stays?|remains?|lies?|rests?|sits?|soaks?|steeps?|simmers?|draws?|infuses?|brews?|hangs?|left|kept"
    r"|held|on|covered|wrapped|worn|pressed"
    r"|(?:goes?|comes?|put|laid) (?:back )?(?:on|onto|in|into|over|under|round|around|across))\b"
    r"(?!.*\b(?:often|usually|normally|always|used to|ago|than)\b)"
)
"""A pattern of how long a thing is left where it is: "It stays there a quarter of an hour"."""


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
    if not (quantities_in(text).practice or number_without_unit(text)):
        return False
    return bool(_OPENS.match(plain) or _OWN_CLAUSE.search(plain)) and not _STATES.match(plain)


@glossed
def is_more_to_do(text: str) -> bool:
    """Whether a bare amount is done by itself, whatever stands before it: it says more than a figure.

    >>> is_more_to_do("Then ten of these with the thumbs in."), is_more_to_do("Ten minutes is plenty.")
    (True, False)
    """
    return not (_ENDS.search(text.casefold()) or is_quantity(text)) and is_bare_amount(text)


@glossed
def stays_for_a_time(text: str) -> bool:
    """Whether a sentence says for how long what was put somewhere stays there.

    >>> stays_for_a_time("It stays there a quarter of an hour."), stays_for_a_time("It stays soft for years.")
    (True, False)
    """
    small = text.casefold()
    if not has_any(small, _PIECES) or not _STAYS.match(small):
        return False
    return quantities_in(text).time is not None and not _BESIDE.search(small)


_NUMBER_WORDS = tuple(word for word in NUMBERS if word.isalpha())


def _tells_of(word: str) -> bool:
    """Whether a word makes a sentence one that tells of something, rather than only an amount."""
    return is_one_of("finite", word) or word in ("i", "we", "you", "it", "he", "she", "they", "my", "our", "who")
