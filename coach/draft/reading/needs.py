"""Sentences of a text → the things to have at hand."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.health import names_health
from coach.draft.english.imperative import is_instruction
from coach.draft.english.lexicon import is_one_of
from coach.draft.language import glossed, read_language
from coach.draft.reading.listed_things import things_counted, things_of

_WITHOUT = Expression(
    r"\b(?:no|without|instead of|not|don't|never|like(?: (?:an?|you|someone|somebody))?|as (?:if|though|on|in|from)"
    r"|away from|clear of|keep off)\b[^,.;]*$",
    re.IGNORECASE,
)
_NEAR, _LONGEST = 9, 3
"""The words looked back for "without" and its like, and the most words before the last one in a thing's name."""
_LEAD = (
    r"^(?:(?:and|so|then|now|first|also|today|tonight|here|okay|ok|alright|right|well|oh),? ){0,3}"
    r"(?:(?:for|to|before) [^,;:]{2,50},? )?"
)
_NEED = (
    r"(?:'ll| will|'d| would)?(?: (?:also|only|just|really|probably))*(?: be)? "
    r"(?:need|needing|require|want|use|glad of|grateful for|thankful for|asking for|ask (?:of you|for))s?:?"
)
_ONLY = r"(?: (?:only|just|also|simply|besides|nothing (?:more|else|but)(?: than| but)?|no more than|for (?:this|it)))*"
_AT_HAND = (
    r"(?:ready|at hand|to hand|handy|nearby|close by|within (?:easy )?reach|within arm's reach|in reach|by the bed"
    r"|beside (?:you|the bed)|next to you|by (?:you|your side))"
)
_LISTED = Expression(
    rf"{_LEAD}(?:you|we){_NEED}{_ONLY} (?!to\b)(.+?)(?: (?:today|for (?:it|this|that|today)|{_AT_HAND}))?[.!]?$"
    rf"|{_LEAD}(?:please )?(?:keep|have|gather|collect|get|fetch|lay|set|put|place) (?:out )?(.+?) {_AT_HAND}[.!]?$"
    rf"|{_LEAD}(?:please )?(?:gather|collect|get|bring|lay|set) (.+?) (?:together|out)[.!]?$"
    rf"|{_LEAD}(?:please )?(?:(?:get|fetch|grab|find) yourself|assemble|gather|collect) "
    r"(?!(?:up|together|these|this|the following|everything)\W*$)(.+?)[.!]?$"
    rf"|{_LEAD}(?:please )?(?:keep|have) {_AT_HAND}:? (.+?)[.!]?$"
    r"|^(?:please |what to |to )?(?:bring|fetch|gather|lay out|set out|put out|wanted|to hand"
    r"|props?|equipment|materials?|kit|needed|required|supplies"
    r"|have ready|at hand|optional(?:ly)?|nice to have)(?::| [–—-]) (?:nothing (?:more than|but) )?(.+?)[.!]?$"
    r"|^(?:please )?bring along (.+?)[.!]?$"
    rf"|{_LEAD}there (?:is|are) (?:also )?(?:required|needed|wanted|necessary):? (.+?)[.!]?$"
    rf"|{_LEAD}(?:make sure (?:that )?|see that )?(?:you|we) have (.+?) {_AT_HAND}[.!]?$"
    r"|^(?:the|your) only (?:kit|equipment|props?|tools?|things? needed) (?:is|are) (.+?)[.!]?$"
    rf"|{_LEAD}(?:all|what|everything|(?:the )?(?:only )?things?|things|items) (?:that )?(?:you|we|it|this|i)"
    rf"(?:{_NEED}| takes?){_ONLY}(?: is| are|'s|:| [–—-]) (.+?)[.!]?$"
    r"|^(?:all (?:that )?is |what is )?(?:required|needed|necessary|wanted)(?: for (?:this|it))?(?: is| are)"
    r" (.+?)[.!]?$"
    r"|^for (?:this|it|the \w+)(?: there)? (?:is|are|will be) (?:required|needed|necessary|wanted):? (.+?)[.!]?$"
    r"|^take of (.+?)[.!]?$"
    r"|^(?:there|here) (?:(?:will|must|should) be|is|are) (?:required|needed|necessary|wanted):? (.+?)[.!]?$"
    r"|^(.+?) (?:is|are) (?:all (?:that )?(?:you need|is needed|it takes)|needed|required|necessary)[.!]?$",
    re.IGNORECASE,
)
_BEHIND_VERBS = frozenset(
    ("the", "your", "his", "her", "them", "it", "down", "up", "over", "off", "out", "across", "along", "away")
)
"""Words that stand behind a verb, and behind no thing: "Finally, brush down the face"."""
_PUT_OFF = Expression(
    r"\b(?:take|slip|kick|pull|put|lay|leave)s?_? ?(?:\S+ ){0,8}?(?:off|away|aside)\b"
    r"|\b(?:remove|loosen|undo|unbutton|unfasten|unlace|unzip|unhook|untie|imagine|picture|visuali[sz]e|pretend)\b"
)
"""A pattern of what is taken off, or only thought of: "Take off your belt", "Imagine a candle"."""
_CLAUSE = re.compile(r"(?<=[.;!?])\s+|,?\s+(?:and|then|und|dann|y|e|luego)\s+")


_LED = Expression(
    r"^[^:;.!?]{3,60}(?::| [–—]) (.+?)[.!]?$|^(?:for [^,:;]{2,40}?,? )?"
    r"(?:(?:you|we|one|it|this)(?:'ll| will)? takes?|(?:please )?(?:get|take|fetch|find|grab|bring|borrow|have)) "
    r"(.+?)[.!]?$",
    re.IGNORECASE,
)
"""A pattern of what things may follow, each with how many of it: "On the table: a candle, two towels"."""


def things_in(sentence: str) -> list[str]:
    """Return the things that a sentence mentions, each with the words before it that say which one."""
    found = _things_in(sentence)
    if not found or not _is_put_off(sentence):
        return found
    used, off = [], False
    for clause in _CLAUSE.split(sentence):
        off = _is_put_off(clause) or (off and not is_instruction(clause))
        used += [] if off else _things_in(clause)
    return used


@glossed
def _is_put_off(clause: str) -> bool:
    return bool(_PUT_OFF.search(clause.casefold()))


def _things_in(sentence: str) -> list[str]:
    language = read_language()
    if language:
        return [word for word in re.findall(r"[^\W_]+", sentence) if language.is_thing(word.casefold())]
    words = re.findall(r"[^\W_]+(?:['-][^\W_]+)*|[,.;:()]", sentence)
    found: list[str] = []
    for place, word in enumerate(words):
        if _is_thing(word.casefold()) and _is_needed(words, place):
            thing = " ".join(words[_begin(words, place) : place + 1])
            if found and place and words[place - 1].casefold() == "or":
                found[-1] = f"{found[-1]} or {thing}"
            else:
                found.append(thing)
    return found


def _is_needed(words: list[str], place: int) -> bool:
    """Whether a thing is needed: it is not the verb that begins the sentence, and no "without" precedes it."""
    begins = not place or words[place - 1] in ".;:"
    word, after = words[place].casefold(), "".join(words[place + 1 : place + 2]).casefold()
    verb = begins and (is_one_of("verbs", word) or (after != "of" and is_one_of("after-verbs", after)))
    verb = verb or (is_one_of("verbs", word) and after in _BEHIND_VERBS and words[place - 1] == ",")
    return not verb and not _WITHOUT.search(" ".join(words[max(0, place - _NEAR) : place]))


def _is_thing(word: str) -> bool:
    return is_one_of("things", word) or is_one_of("things", word.removesuffix("s"))


def _begin(words: list[str], place: int) -> int:
    """Return the index of the first word in the name of a thing, such as "hand" in "hand cream"."""
    start = place
    while start and place - start < _LONGEST and _names(words[start - 1]):
        start -= 1
    return start


def _names(word: str) -> bool:
    return word[0].isalpha() and not word.endswith("ly") and not is_one_of("beside-things", word.casefold())


def listed_needs(sentence: str) -> list[str]:
    """Return the things that a sentence lists as needed ("You need a table, a towel and a sponge"), if it does."""
    language = read_language()
    if match := (language.listed if language else _LISTED).match(sentence):
        return things_of(next(group for group in match.groups() if group))
    led = _LED.match(sentence)
    return things_counted(led[1] or led[2]) if led and not _names_health(sentence) else []


@glossed
def _names_health(sentence: str) -> bool:
    return names_health(sentence)


def longer_name(one: str, other: str) -> str:
    """Return the name that says more if both name one thing ("hand cream", not "cream"), or else an empty text."""
    kind = other.rsplit(maxsplit=1)[-1].casefold().rstrip("s")
    if kind not in one.casefold():
        return ""
    return other if other.casefold().endswith(one.casefold()) else one
