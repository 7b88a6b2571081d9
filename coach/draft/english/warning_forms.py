"""The forms that a warning takes whatever it is about → whom or what it names, and what is asked for then.

"Asthma: sit up." and "Pregnant? Only with your midwife." name in front who is meant; "The same goes for a bad back."
goes on with the warning before it.
"""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression

_LABELLED = re.compile(r"^\W*([^.:!?;]{2,90}?)(?:\s*:| [–—=-]+| =)\s+(.+)$")
_ASKED = Expression(r"^\W*([^.!]{2,140}?)\?+[\"')]*\s+(.+)$")
_SIGNS = frozenset(":–—-=")
_WHOLE = Expression(
    r"(?:do|does|did|is|are|was|can|could|may|should|will|would|what|why|how|when|where|which|who)\b", re.IGNORECASE
)
"""A pattern of questions that are asked in full, as those are that an article answers."""
_REMEDY = Expression(
    r"(?:for|against|to (?:ease|relieve|treat|help|fight|beat)|tip|note|why|good for|helps|benefits?)\b", re.IGNORECASE
)
"""A pattern of labels that name what something is good for."""
_NAY = Expression(
    r"\W*(?:yes, but|no\b|not\b|never|only|nothing|nobody|don't|do not|avoid|leave|skip|stop|ask|see|wait|better)",
    re.IGNORECASE,
)
_CONTINUED = Expression(
    r"\W*(?:and |but |also |please )*(?:the )?(?:same (?:goes|applies|is true|holds|for|with|if)|"
    r"likewise|ditto|nor\b|neither\b|"
    r"so (?:do|does|is|are)\b|as (?:is|are|do|does)\b|that (?:goes|includes|means|also|applies)|"
    r"this (?:goes|includes|also|applies)|in (?:that|this|such|either|both|any) case|"
    r"then (?:stop|see|call|ring|leave|ask|talk|tell|rest|wait)|or (?:if|with|after|when)\b)",
    re.IGNORECASE,
)
_ON_CONDITION = Expression(
    r"\W*(?:and |but |or )*(?:if|should|when|once|unless|until|otherwise|in case)\b", re.IGNORECASE
)


def named_and_asked(sentence: str) -> tuple[str, str]:
    """Return whom or what a sentence names in front, and what follows; two empty texts if it has no such form.

    >>> named_and_asked("Weak heart: keep it lukewarm.")
    ('Weak heart', 'keep it lukewarm.')
    """
    if "?" in sentence and (asked := _ASKED.match(sentence)) and (not _WHOLE.match(asked[1]) or _NAY.match(asked[2])):
        return asked[1], asked[2]
    labelled = None if _SIGNS.isdisjoint(sentence) else _LABELLED.match(sentence)
    return (labelled[1], labelled[2]) if labelled and not _REMEDY.match(labelled[1]) else ("", "")


def goes_on_warning(sentence: str) -> bool:
    """Whether a sentence goes on with the warning before it, such as "The same goes for this"."""
    return bool(_CONTINUED.match(sentence))


def is_on_condition(sentence: str) -> bool:
    """Whether a sentence begins with its condition: "If it goes above five, ..."."""
    return bool(_ON_CONDITION.match(sentence))
