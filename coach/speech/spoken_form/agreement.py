"""What stands around a number → the gender and the case in which it is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.speech.spoken_form.vocabulary import Vocabulary

_LAST_WORD = re.compile(r"([^\W\d_]+)\W*$")
_WORDS = 2
"""The most words before a number among which the one that decides its case is looked for: "für etwa 1 Minute"."""


def word_before(text: str) -> str:
    """Return the last word of a text, unless a sentence ends after it; empty without one."""
    found = _LAST_WORD.search(text[-40:])
    return found.group(1) if found and not re.search(r"[.!?:;]", found.group(0)) else ""


def gender_after(text: str, vocabulary: Vocabulary) -> str:
    """Return the gender of the noun with which a text begins; empty if it begins with none."""
    found = re.match(rf"[ \u00a0]{vocabulary.noun_pattern}", text)
    if not found or vocabulary.is_in(found.group(1), vocabulary.not_nouns):
        return ""
    return gender_of(found.group(1), vocabulary)


def gender_of(noun: str, vocabulary: Vocabulary) -> str:
    """Return the gender of a noun: that of the list, of its ending, or masculine."""
    if listed := vocabulary.gender_of_noun.get(noun.lower()):
        return listed
    return next((gender for gender, ending in vocabulary.endings.items() if re.search(f"(?:{ending})$", noun)), "m")


def case_after(text: str, vocabulary: Vocabulary, otherwise: str = "") -> str:
    """Return the case in which a noun stands after a text, as `.acc` or `.dat`; `otherwise` if no word decides it."""
    words = re.findall(r"[^\W\d_]+|[.,!?;:]", text[-60:])[: -_WORDS - 1 : -1]
    for word in words:
        if not word[0].isalpha():
            break
        for case, deciding in vocabulary.cases.items():
            if vocabulary.is_in(word, deciding):
                return f".{case}"
    return otherwise
