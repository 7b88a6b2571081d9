"""What a how-to text tells to do, and its title → whom it is for: its reader, or who cares for somebody else."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.patterns import pattern
from coach.draft.language import glossed

if TYPE_CHECKING:
    from coach.draft.reading.passages import Reading

_ENOUGH = 50_000
"""The number of characters from which it is judged whom a text is for."""
_TREATED, _WARNED, _THEIRS = 8, 4, 2
"""How much it weighs, against a "your", that somebody else is treated, is warned of, or has something that is "his"."""
_KIND = r"(?:(?:other|old|older|sick|elderly|frail) )*"
_OTHER = pattern("others", rf"\b(?:the|your|their) {_KIND}(?:{{}})\b")
_IN_TITLE = pattern(
    "others",
    rf"\b(?:an?|for|to) {_KIND}(?:{{}}|children|babies|carers?|caregivers?|volunteers?)\b",
)
_THEIR = ("their", "his", "her", "him")
_OWN = ("himself", "herself", "themselves")
"""What is said of a reader who is spoken of: "he lays himself down, with his arms beside him"."""
_VIRTUE = Expression(
    r"\b(?:be|is|are|being|dear|x-liebe[rn]?|x-geehrte[rn]?) patient\b|\bfor the patient(?=\W*$|[.,;!?])"
)
"""A pattern of those who have patience, and of readers who are greeted."""


def whom_for(found: Reading) -> str:
    """Return "caregiver" if a text tells what to do to somebody else's body, and "self" otherwise.

    What is left out does not count: whoever tells of his partner in between still leads himself.
    """
    warnings = {warning.text for _, warning in found.warnings}
    told = ". ".join(told.text for each in found.passages for told in each.told if told.text not in warnings)
    told, warned = told[:_ENOUGH], ". ".join(sorted(warnings))[:_ENOUGH]
    others = len(_others_in(told)) + len(_others_in(found.title)) + _for_others(found.title)
    in_warnings = len([who for who in _others_in(warned) if not who.endswith("s")])  # "patients" may be its readers
    theirs, own = _count(told, *_THEIR) if not _count(told, *_OWN) else 0, _count(told, "your", "you", "yourself")
    weight = _TREATED * others + _WARNED * in_warnings + _THEIRS * theirs
    return "caregiver" if weight > own and (others or in_warnings or theirs > 1) else "self"


@glossed
def _others_in(text: str) -> list[str]:
    """Return who is treated in a text; "patients with asthma" are its readers."""
    words = ["", *re.findall(r"[\w'’-]+", _VIRTUE.sub("", text.casefold())), ""]
    named = [word for word, after in pairwise(words) if is_one_of("others", word) and after != "with"]
    return [*named, *(match[0] for match in _OTHER.finditer(text))]


@glossed
def _for_others(title: str) -> int:
    return sum(1 for _ in _IN_TITLE.finditer(title))


@glossed
def _count(text: str, *words: str) -> int:
    return sum(word in words for word in re.findall(r"\w+", text.casefold()))
