"""A cheap look at a text: whether any rule could find something in it. Most texts of a session are plain prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.speech.spoken_form.abbreviations import abbreviation_pattern
from coach.speech.spoken_form.bare_units import bare_unit_pattern
from coach.speech.spoken_form.vocabulary import first_words

if TYPE_CHECKING:
    from coach.speech.spoken_form.vocabulary import Vocabulary

_PUNCTUATION = r"\s.,;:!?…'’‘‚\"“”„«»‹›()\[\]{}¿¡–—\u00ad-"
_NOT_LATIN = re.compile(rf"[^A-Za-zÀ-ÖØ-öø-ɏ{_PUNCTUATION}]")
"""The first and fastest check: anything but letters of Europe and punctuation."""
_SIGN = re.compile(rf"[\d_²³¹ªº¼-¾⁰-₟⅐-↋①-⓿]|[^\w{_PUNCTUATION}]")
_ADDRESS = re.compile(r"\.\w\w")
_BULLET = re.compile(r"^[ \t]*-[ \t]", re.MULTILINE)
_WORD_ENDS = str.maketrans(dict.fromkeys(".,;:!?()[]'’\"“”„«»-–—", " "))


def needs_rewriting(text: str, vocabulary: Vocabulary | None) -> bool:
    """Whether a rule may change a text: it has a sign, a digit, a link, a bullet or an abbreviation."""
    if _NOT_LATIN.search(text) and _SIGN.search(text):
        return True
    if "](" in text or _ADDRESS.search(text) or ("- " in text and _BULLET.search(text)):
        return True
    return vocabulary is not None and _has_abbreviation(text, vocabulary)


def _has_abbreviation(text: str, vocabulary: Vocabulary) -> bool:
    if first_words(vocabulary).isdisjoint(text.lower().translate(_WORD_ENDS).split()):
        return False
    return bool(abbreviation_pattern(vocabulary).search(text) or bare_unit_pattern(vocabulary).search(text))
