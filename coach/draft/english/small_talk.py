"""A sentence in the form of a request → whether it is but talk: of the author, of other days, or to who reads aloud."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import alternatives
from coach.draft.language import glossed

_LEADS = r"^\W*(?:(?:and|so|now|then|just|please|well|but|or|oh|still|anyway|simply|do|also),? )*"
_TALK = Expression(rf"{_LEADS}(?:{alternatives('talk')})", re.IGNORECASE)
_OWN = Expression(rf"\b(?:my|our) (?:\w+ ){{0,2}}?(?:{alternatives('authors-things')})\b", re.IGNORECASE)
"""A pattern of what an author offers: "don't miss my piece on hot-water bottles"."""
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_OTHER_DAY = Expression(
    r"\bnext (?:week|session|class|lesson|month|term|meeting|workshop)\b"
    r"|\bevery (?:\w+ )?(?:years?|months?)\b|\bin the (?:evenings|mornings|afternoons)\b"
    r"|\bon (?:the )?(?:other |in-between )?days\b|\bbetween (?:the )?(?:classes|lessons|visits|appointments)\b"
    r"|\b(?:in|over|for|during) the (?:coming|next|following) (?:few |couple of |\w+ )?(?:days|weeks|months)\b"
    r"|\bon (?:your |the )?(?:free|rest|working|good|bad|most|alternate|training) days\b"
    r"|\bmost days of the (?:week|month)\b"
    r"|\bafter (?:your|the) (?:discharge|stay)\b|\bon the (?:next|following) (?:day|morning)\b|\bthe next day\b"
    r"|\b(?:once|twice|two times|three times|\d times) a (?:month|year)\b|\bevery (?:few|two|three"
    r"|four|six|\d+) (?:weeks|months)\b"
    r"|\b(?:every|each) (?:autumn|winter|spring|summer)\b|\bin (?:daily|everyday) (?:life|use)\b"
    r"|\b(?:every|each) (?:single )?(?:day|week)\b|^\W*(?:and |then |so )*(?:tomorrow|go .{1,40}\btomorrow)\b"
    r"|\bfor (?:the (?:first|next) )?(?:a|one|two|three|four|six|eight|\d+) (?:weeks?|months?)\b"
    rf"|\b(?:on|by|before|until|from|every|this|next|come) (?:{_DAYS})s?\b"
)
"""A pattern of other days than that of the session."""
_LONG = Expression(
    r"\b(?:weeks|months|years|fortnights?)\b|\ba (?:week|month|year)\b|\b(?:every|each|per) (?:[\w-]+ ){0,4}?"
    r"(?:hours?|half[- ]hour|days?|weeks?|months?|years?|evening|morning|night)\b|\bnext time\b(?! (?:you|the) )"
    r"|\b(?:first|second|third|fourth|fifth|sixth|\w+th) (?:day|week|month)\b"
    r"|\b(?:by|until|from|after|before) (?:easter|christmas|whitsun|new year|summer|winter|spring|autumn)\b"
    r"|\b(?:once|twice|\w+ times) (?:a|per|each) (?:day|week|month|year)\b"
    r"|\bdays (?:running|in a row|in succession|together)\b"
    r"|\bthroughout the (?:day|week|winter|summer|year)\b"
)
"""A pattern of times that no session lasts: what is done in them is done on other days."""
_INWARD = Expression(r"\b(?:let go|imagine|picture|remember|recall|think|thank|feel|notice|see yourself|as if|like)\b")
"""A pattern of what one does in thought, be it about years."""
_SAID = re.compile(
    r"^\W*[\"“‘].*[,.!?…][\"”’],? (?:(?:he|she|they|i|we|[a-z]+(?: [a-z]+){0,3}) )?"
    r"(?:said|says|told|tells|laughed|laughs|writes|wrote|asked|asks|explained|explains|replied"
    r"|advised|advises|added|adds|recalls)\b"
    r"|^\W*[\"“].*[\"”]\W*\s[-–—]+ ?[a-z]",
)
"""A pattern of what somebody is quoted to have said: "Put your feet up," he said."""
_READER = Expression(
    r"^(?:\W*(?:(?:note|cue|tip|hint|reminder)s?,? )?(?:to|for) (?:the )?|\s*[(\[{*_]+(?:the )?)"
    rf"(?:{alternatives('who-reads')})s?\s*[:–—]|^reader:",
    re.IGNORECASE,
)
"""A pattern of what is said to whoever reads aloud, and not by him: "(Narrator: softer now.)"."""
_READ_SO = Expression(rf"^\W*(?:please )?(?:{alternatives('read-so')})", re.IGNORECASE)
"""A pattern of what is said to whoever reads a script aloud: "Read in an even voice"."""


def _is_on_other_days(small: str) -> bool:
    return bool(_OTHER_DAY.search(small) or (_LONG.search(small) and not _INWARD.search(small)))


@glossed
def is_talk(sentence: str) -> bool:
    """Whether a sentence has the form of a request, and asks nobody to do anything now.

    >>> is_talk("Let me begin with a confession."), is_talk("Read in an even voice."), is_talk("Let your jaw hang.")
    (True, True, False)
    """
    small = sentence.casefold()
    return bool(
        _TALK.match(small)
        or _OWN.search(small)
        or _is_on_other_days(small)
        or _SAID.match(small)
        or _READER.match(small)
        or _READ_SO.match(small)
    )
