"""Sentences of a text → the things to have at hand."""

from __future__ import annotations

import re

from coach.draft.english.lexicon import is_one_of
from coach.draft.language import read_language

_WITHOUT = re.compile(r"\b(?:no|without|instead of|not|don't|never|like an?|as if|as though)\b[^,.;]*$", re.IGNORECASE)
_NEAR, _LONGEST = 6, 3
"""The words looked back for "without" and its like, and the most words before the last one in a thing's name."""
_LISTED = re.compile(
    r"^(?:\w+ )?(?:for (?:this|these|your|the|it|them)\b(?: [\w'-]+){0,4},? )?(?:you(?:'ll| will)?"
    r"|we(?:'ll| will)?)(?: also| only)? "
    r"(?:need|require|want)(?: only| just)? (?!to\b)(.+?)(?: (?:today|for (?:it|this|that|today)))?[.!]?$"
    r"|^(?:keep|have|gather|collect|get out|fetch|lay out|set out) (.+?) "
    r"(?:ready|at hand|to hand|nearby|close by|within reach|by the bed|together)[.!]?$"
    r"|^(?:keep|have) (?:ready|at hand|to hand|handy|close by|nearby|within reach):? (.+?)[.!]?$"
    r"|^(?:please |what to |to )?(?:bring|props?|equipment|materials?|kit|needed|required|supplies"
    r"|have ready|at hand): (.+?)[.!]?$"
    r"|^(?:please )?bring along (.+?)[.!]?$"
    r"|^(?:things|items|all|what) you(?:'ll| will)? need: (.+?)[.!]?$",
    re.IGNORECASE,
)


def things_in(sentence: str) -> list[str]:
    """Return the things that a sentence mentions, each with the words before it that say which one."""
    language = read_language()
    if language:
        return [word for word in re.findall(r"[^\W_]+", sentence) if language.is_thing(word.casefold())]
    words = re.findall(r"[^\W_]+(?:['-][^\W_]+)*|[,.;:()]", sentence)
    found: list[str] = []
    for place, word in enumerate(words):
        if is_one_of("things", word.casefold()) and _is_needed(words, place):
            thing = " ".join(words[_begin(words, place) : place + 1])
            if found and place and words[place - 1].casefold() == "or":
                found[-1] = f"{found[-1]} or {thing}"
            else:
                found.append(thing)
    return found


def _is_needed(words: list[str], place: int) -> bool:
    """Whether a thing is needed: it is not the verb that begins the sentence, and no "without" precedes it."""
    begins = not place or words[place - 1] in ".;:"
    verb = begins and is_one_of("verbs", words[place].casefold())
    return not verb and not _WITHOUT.search(" ".join(words[max(0, place - _NEAR) : place]))


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
    if not (match := (language.listed if language else _LISTED).match(sentence)):
        return []
    listed = next(group for group in match.groups() if group)
    return [
        thing
        for piece in re.split(r"\s+[·•|]\s+|,\s*(?:(?:and|und|y|e)\s+)?|\s+(?:and|und|y|e)\s+", listed)
        if (thing := piece.strip(" .;,"))
    ]


def longer_name(one: str, other: str) -> str:
    """Return the name that says more if both name one thing ("hand cream", not "cream"), or else an empty text."""
    kind = other.rsplit(maxsplit=1)[-1].casefold().rstrip("s")
    if kind not in one.casefold():
        return ""
    return other if other.casefold().endswith(one.casefold()) else one
