"""Sentences behind one that is held for some seconds → whether they say what follows: "Everything is loose for ten".

After a hold, a script may tell the release as what is then, rather than ask for it: "The forehead may be smooth now,
for twelve seconds." Of itself, that is a statement like any other.
"""

from __future__ import annotations

import re

from coach.draft.english.durations import lets_go_in
from coach.draft.english.quantities import quantities_in
from coach.draft.language import glossed

_LONGEST_HOLD_MS, _LONGEST_REST_MS = 60_000, 120_000
_LONGEST, _SHORT = 18, 4
"""The most words of a sentence that follows a hold, and of one that has no time of its own."""
_TELLS = re.compile(
    r"^\W*(?:this|these|that|those|it|there|some|many|most|people|nobody|each|every)\b|\?"
    r"|\b(?:i|he|she|my|we|us|was|were|had|did|would|could|might|should|been|patients?|stud(?:y|ies)|research\w*|often|usually"
    r"|normally|mostly|generally|sometimes|always|never|not|help(?:s|ed)?|makes?|takes?|took|lasts?|needs?|means?|lets|let's"
    r"|enough|plenty|ideal|too|limit|after|within|before|if|when|because|than|at least|at most|up to|per|days?|weeks?"
    r"|later|ago|muscles? (?:gets?|needs?)|score|record)\b"
)
"""A pattern of what explains, or tells a story."""


@glossed
def is_held(text: str) -> bool:
    """Whether a sentence has something held for some seconds, once."""
    figures = quantities_in(text)
    held = figures.time is not None and figures.time.most <= _LONGEST_HOLD_MS
    return held and not (figures.times or figures.breaths or figures.release or figures.sets > 1)


@glossed
def follows_a_hold(text: str) -> bool:
    """Whether a sentence tells what is for a time of its own, or shortly what is let go; it stands behind a hold."""
    small, words = text.casefold(), len(text.split())
    if words > _LONGEST or _TELLS.search(small):
        return False
    figures = quantities_in(text)
    if not figures.practice:
        return words <= _SHORT and lets_go_in(small)
    rests = figures.time is not None and figures.time.most <= _LONGEST_REST_MS
    return rests and not (figures.times or figures.breaths or figures.sets > 1)
