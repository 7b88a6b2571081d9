"""Sentences without a verb → whether they ask: "Chin to chest", "Ten ankle circles", "In through the nose"."""

from __future__ import annotations

import re

from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import NUMBERS
from coach.draft.english.patterns import alternatives

_LEADS = r"^[\"'(]*(?:(?:and|then|now|next|finally|first|slowly|gently|again|also|lastly|just|softly|so),? )*"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)}|a few|several|another|one more|a couple of)"
_ONES = r"(?:(?:both|the|your|one|each|his|her|their|left|right|upper|lower|other) )*"
_PLACED = re.compile(
    rf"{_LEADS}{_ONES}(?:{alternatives('posed-parts')})"
    rf"(?:,? (?:{alternatives('posed')})\b|, .*\b(?:{alternatives('posed')})\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"{_LEADS}(?:{_COUNT} (?:[\w-]+,? ){{0,3}}?(?:{alternatives('counted')})\b"
    rf"(?! (?:for|to|that|you|we|which|can|of)\b)"
    rf"|(?:\w+ ){{0,2}}(?:{alternatives('counted')})(?:,|:| [-–—]) (?:about )?{_COUNT}\b)",
    re.IGNORECASE,
)
_BREATH = re.compile(
    rf"{_LEADS}(?:in|out|breath in|breath out)\b,? "
    r"(?:through|by|via|for|again|deeply|slowly|and out|to a count|\.\.\.|…)",
    re.IGNORECASE,
)
_LONGEST = 16


def is_verbless_instruction(sentence: str, words: list[str]) -> bool:
    """Whether a short sentence without a verb says how to hold the body, what to count, or how to breathe."""
    if not 1 < len(words) <= _LONGEST or any(map(_is_finite, words)):
        return False
    return bool(_PLACED.match(sentence) or _COUNTED.match(sentence) or _BREATH.match(sentence))


def _is_finite(word: str) -> bool:
    return is_one_of("finite", word) or (is_one_of("pronouns", word) and word not in ("the", "your", "this", "that"))
