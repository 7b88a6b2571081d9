"""Sentences behind one that is held for some seconds → whether they say what follows: "Everything is loose for ten".

After a hold, a script may tell the release as what is then, rather than ask for it: "The forehead may be smooth now,
for twelve seconds." Of itself, that is a statement like any other.
"""

from __future__ import annotations

import re

from coach.draft.english.durations import UNIT, lets_go_in
from coach.draft.english.expression import Expression
from coach.draft.english.numbers import with_digits
from coach.draft.english.patterns import pattern
from coach.draft.english.quantities import quantities_in
from coach.draft.language import glossed

SUSTAINED = pattern("sustained", r"^\W*(?:{})\b")
"""A pattern of instructions that only hold what the ones before them have led to: "Stay for 20 seconds"."""
_LONGEST_HOLD_MS, _LONGEST_REST_MS = 60_000, 120_000
_LONGEST, _SHORT = 18, 4
"""The most words of a sentence that follows a hold, and of one that has no time of its own."""
_ON = Expression(r"\W*(?:and|then|now|afterwards|after that)\b", re.IGNORECASE)
_AMOUNT = re.compile(rf"\b(?:and|then|now|after(?:wards)?|that|for|about|around|again|an?|{UNIT}|\d+)\b")
"""A pattern of the words of a phrase that only says for how long: "and then for 30 seconds"."""
_ADDS = Expression(r"\b(?:another|more|longer|further)\b", re.IGNORECASE)
"""A pattern of what adds to the time before it."""
_WORD = re.compile("[a-z]{2}")
_FEELS = Expression(
    r"\W*(?:(?:and|then|now|again|just),? )*(?:notice|feel|observe|enjoy|sense|see|breathe|compare"
    r"|be aware|become aware)\b",
    re.IGNORECASE,
)
_RESTS = Expression(
    r"\W*(?:(?:and|then|now|next|after that|afterwards),? )*(?:you )?(?:rest|pause|wait|relax|recover"
    r"|take (?:a|another) (?:short |little )?"
    r"(?:break|rest|pause|breather)|have a (?:short |little )?(?:rest|break))"
    r"(?! (?:your|the|his|her|one|both|them|it|with)\b)",
    re.IGNORECASE,
)
_EACH_TIME = Expression(
    r"\b(?:each|every) (?:time|repetition|rep|lift|go|one)\b|^\W*(?:and )?(?:hold|keep)\b.* each\W*$", re.IGNORECASE
)
_CALLED = Expression(
    r"^\W*(?:that's it|that is it|that's enough|good|great|enough|okay|ok|right|now|well done|perfect|lovely|nice"
    r"|there)\s*[:.,!—–-]+\s*"
)
"""A pattern of what is called out in front of a sentence: "That's it: do nothing for twelve seconds"."""
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
def is_rest(text: str) -> bool:
    """Whether a sentence has one rest for a time, and nothing else.

    >>> is_rest("Then rest for a minute."), is_rest("Rest your hands on the belly for a minute.")
    (True, False)
    """
    return bool(_RESTS.match(text)) and quantities_in(text).time is not None


@glossed
def is_each_time(text: str) -> bool:
    """Whether a sentence tells what is done each time of those that are counted: "Hold for two seconds each time"."""
    return bool(_EACH_TIME.search(text)) and quantities_in(text).time is not None


@glossed
def goes_on(phrase: str) -> bool:
    """Whether a phrase goes on with what is then, for a time of its own: "and then they lie in the lap for 10 s"."""
    if not _ON.match(phrase) or quantities_in(phrase).time is None or _ADDS.search(phrase):
        return False
    return bool(_WORD.search(_AMOUNT.sub("", with_digits(phrase.casefold())))) and follows_a_hold(phrase)


@glossed
def lets_go_for_a_time(text: str) -> bool:
    """Whether a sentence lets go of something for a time of its own."""
    figures = quantities_in(text)
    return figures.time is not None and not figures.times and lets_go_in(text.casefold())


@glossed
def lets_go_shortly(text: str) -> bool:
    """Whether a phrase only lets go or rests, with or without a time."""
    return bool(_RESTS.match(text)) or lets_go_in(text.casefold())


@glossed
def only_feels(text: str) -> bool:
    """Whether a sentence only asks to feel what has become of it: "Notice the difference"."""
    return bool(_FEELS.match(text)) and not quantities_in(text).practice


@glossed
def follows_a_hold(text: str) -> bool:
    """Whether a sentence tells what is for a time of its own, or shortly what is let go; it stands behind a hold."""
    small, words = _CALLED.sub("", text.casefold()), len(text.split())
    if words > _LONGEST or _TELLS.search(small):
        return False
    figures = quantities_in(text)
    if not figures.practice:
        return words <= _SHORT and lets_go_in(small)
    rests = figures.time is not None and figures.time.most <= _LONGEST_REST_MS
    return rests and not (figures.times or figures.breaths or figures.sets > 1)
