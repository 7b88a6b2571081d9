"""A whole sentence → whether all of its words together say that it asks nobody to do anything now."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.other_side import asks_for_other, is_other_side
from coach.draft.english.pauses import without_pauses
from coach.draft.english.quantities import quantities_in
from coach.draft.english.word_weights import weight_in_words
from coach.draft.language import read_language

_SURELY, _MORE_SURELY = 2.2, 4.5
"""The weight from which a sentence is talk, and from which it is so although it names a thing that may be needed."""


_MANNER = Expression(r"\b(?:slow|soft|light|quiet|firm|even|calm|loose|smooth|careful|steadi)ly\b|\bgently\b")
"""A pattern of how something is done that is done now."""


def is_surely_talk(sentence: str) -> bool:
    """Whether a sentence is talk by all of its words, though it may have the form of a request.

    >>> is_surely_talk("Ask us about our tasting evenings."), is_surely_talk("Ask if it feels good.")
    (True, False)
    """
    if read_language():
        return False  # the words of English are weighed
    weight = weight_in_words("talks", sentence)
    if weight <= _SURELY or (weight <= _MORE_SURELY and _names_a_thing(sentence)):
        return False
    return not (is_firm(sentence) or _MANNER.search(sentence))


def is_firm(sentence: str) -> bool:
    """Whether a sentence says how long, how often or on which side, as but few of another day do."""
    return (
        quantities_in(sentence).practice
        or is_other_side(sentence)
        or asks_for_other(sentence)
        or without_pauses(sentence) != sentence
    )


def _names_a_thing(sentence: str) -> bool:
    words = re.findall(r"[a-z]+", sentence.casefold())
    return any(is_one_of("things", word) or is_one_of("things", word.removesuffix("s")) for word in words)
