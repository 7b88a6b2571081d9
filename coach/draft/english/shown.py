"""What somebody does while he shows it ("so I put a bit of cream on my palms") → the same as what another is to do."""

from __future__ import annotations

import re

from coach.draft.english.lexicon import is_one_of
from coach.draft.english.other_forms import base_of
from coach.draft.english.quantities import quantities_in

_LEADS = (
    r"(?:don't|do not|never"
    r"|also|then|just|now|first|next|simply|slowly|gently|quickly|like to|gonna|going to|start by|begin by"
    r"|finish by|kind of|sort of)"
)
_DOES = re.compile(rf"\bi(?:'m| am)?(?: {_LEADS})* (?P<act>[\w'-]+)")
_REASON = re.compile(r",? (?:so (?:that )?(?:she|he|they|it|you|i|we)|because|which|cause|cos)\b.*")
_REPORTS = re.compile(r"\b(?:says?|said|tells?|told|thinks?|calls?|reckons?|when|how|why)\b")
_OWN = re.compile(r"\b(i(?:'m| am)?|my|me|mine)\b")
_YOURS = {"my": "your", "mine": "yours"}


def as_shown(small: str) -> str:
    """Return a sentence in small letters as one about "you" if all that "I" do in it is an act; else as it is.

    >>> as_shown("then i rub the palm with my thumb"), as_shown("i love this one")
    ('then you rub the palm with your thumb', 'i love this one')
    """
    if "i" not in small.replace("i'm", "i").split():
        return small
    told = _REASON.sub("", small)
    acts = [match["act"] for match in _DOES.finditer(told)]
    if not acts or _REPORTS.search(told) or not all(_is_act(act, told) for act in acts):
        return small
    return _OWN.sub(lambda match: _YOURS.get(match[1], "you"), told)


def _is_act(word: str, told: str) -> bool:
    """Whether a word is something that can be shown; to use or to do something is, if it says how long or how often."""
    if is_one_of("speaking", word):
        return False
    verb = base_of(word) if word.endswith("ing") and not is_one_of("verbs", word) else word
    if not is_one_of("verbs", verb) or is_one_of("befalls", verb) or is_one_of("not-after-to", verb):
        return verb == "do" and quantities_in(told).practice
    return not is_one_of("not-after-can", verb) or quantities_in(told).practice
