"""Sentence → whether it asks for the same with another part of the body: "calves, same thing", "Same with the jaw"."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.patterns import alternatives
from coach.draft.language import glossed

_PART = (
    rf"(?:{alternatives('posed-parts')}|{alternatives('paired')}|calves|toes|fingers|butt|bum|glutes?|abs|quads"
    r"|hamstrings|stomach"
    r"|tummy|upper arms?|lower legs?|(?:upper|lower) back|nose|brow|brows|scalp|cheeks)s?"
)
_PARTS = Expression(_PART)
_ONES = r"(?:(?:the|your|his|her|both|my|ur) )*"
_SAME = r"(?:do |does )?(?:exactly |just )?(?:the )?same(?: thing| again| way| deal| here| story| drill| exercise)?"
_PART_SAME = Expression(
    rf"\W*(?:(?:and|then|now|next|finally|last|also),? )*{_ONES}{_PART}(?: ?(?:,|\+|&|/|and) ?{_ONES}\w+){{0,2}}"
    rf"(?: [\w ]{{2,30}})??\s?(?:[,:–—-]|get|gets)? ?{_SAME}\W*$",
    re.IGNORECASE,
)
_SAME_WITH = Expression(
    rf"\W*(?:(?:and|then|now|next|finally|last|also),? )*(?:do )?(?:exactly |just )?(?:the )?same(?: thing| again)? "
    rf"(?:with|for|on|to|in) {_ONES}{_PART}(?: ?(?:,|\+|&|/|and) ?{_ONES}\w+){{0,2}}\W*$",
    re.IGNORECASE,
)
_ENDS_SAME = Expression(rf"[,:–—-] {_SAME}\W*$", re.IGNORECASE)


@glossed
def asks_the_same(sentence: str) -> bool:
    """Whether a sentence asks for the same as before, with no amount of its own.

    >>> asks_the_same("calves, same thing"), asks_the_same("It is the same for everybody.")
    (True, False)
    """
    small = sentence.casefold()
    return "same" in small and bool(names_part_for_same(small) or _ENDS_SAME.search(small))


def names_part_for_same(small: str) -> bool:
    """Whether a sentence in small letters is but a part of the body with which the same is done."""
    if _PART_SAME.match(small) or _SAME_WITH.match(small):
        return True
    words = re.findall(r"[a-z']+", small)
    named = any(map(_PARTS.fullmatch, words)) and not any(is_one_of("finite", word) for word in words)
    return named and bool(_ENDS_SAME.search(small))
