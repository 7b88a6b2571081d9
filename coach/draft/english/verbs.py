"""Words of a clause → whether it begins with a verb that asks for something."""

from __future__ import annotations

import re
from itertools import pairwise

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of

BREAKS = frozenset([",", ";", ":", "...", "…", "-", "–", "—"])
"""The punctuation marks that separate clauses."""
ENDS = BREAKS | {"and", "then", "or"}
_GIVEN = ("the", "all", "any", "that", "this", "every", "your")
"""What shows before a noun that the tension is meant that is there now, and not tension as such."""
_FAR = 6
_AFFIXES = Expression(r"^re-(?=\w{3})|-(?:up|down|out|in|off)$")
_OF = ("think", "dream", "take")
"""The verbs that stand before "of", as nouns do: "think of a friend"."""
_LETS = frozenset(("let", whom) for whom in ("it", "him", "her", "them", "the", "your"))
_PARTICLES = ("out", "up", "down", "off", "back", "together", "apart")
_TOWARDS = (
    *("on", "onto", "in", "into", "to", "over", "under", "between", "behind", "against", "up", "down", "off", "along"),
    *("from", "across", "around", "round", "forward", "forwards", "backwards", "sideways", "like"),
)
_LIGHT = ("do", "be", "let", "make", "try", "have", "get")


def begins(words: list[str]) -> bool:
    """Whether the first word is a verb that asks for something."""
    if not words:
        return False
    first, rest = _AFFIXES.sub("", words[0]), words[1:]
    if first in _LIGHT:
        return bool(rest) and _light(first, rest)
    if first == "avoid" or not is_one_of("verbs", first):
        return first == "avoid" or _is_unknown_verb(first, rest)
    if is_one_of("results", first) and is_about_benefits(rest):
        return False
    if is_one_of("nouns-too", first):
        return _is_verb_here(rest) or (first in _OF and rest[:1] == ["of"])
    return not (rest and is_one_of("finite", rest[0]) and rest[0] != "can")


def is_manner(word: str) -> bool:
    """Whether a word is an adverb of manner, such as "slowly"."""
    return word.endswith("ly") and len(word) > len("apply") - 1 and not is_one_of("verbs", word)


def later_verb(words: list[str], *, strict: bool = True) -> bool:
    """Whether a verb follows a place where a comma is missing: "taking your thumb grasp the finger"."""
    if any(pair in _LETS for pair in pairwise(words[2:21])) or _just_does(words[2:21]):
        return True
    return any(
        is_one_of("verbs", word)
        and not (strict and is_one_of("nouns-too", word))
        and words[place - 1] not in ("to", "and", "or", ",", "the", "a", "your", "not", "you", "can")
        and not is_one_of("objects", words[place - 1])
        and not is_one_of("finite", words[place - 1])
        and (_are_of("after-verbs", words[place + 1 : place + 2]) or _are_of("numbers", words[place + 1 : place + 2]))
        for place, word in enumerate(words[2:20], 2)
    )


def _just_does(words: list[str]) -> bool:
    """Whether a request follows "just", as in talk: "when you find one just stay there"."""
    return any(
        before == "just" and is_one_of("verbs", verb) and not is_one_of("subject-pronouns", whom)
        for whom, before, verb in zip(words, words[1:], words[2:], strict=False)
    )


def _are_of(name: str, words: list[str]) -> bool:
    return any(is_one_of(name, word) for word in words)


def _is_unknown_verb(first: str, rest: list[str]) -> bool:
    """Whether an unlisted word is a verb: it stands before "your" or "the", as no noun does, and is no small word."""
    if "-" in first and is_one_of("verbs", first.rpartition("-")[2]):  # "bear-walk along the wall"
        return rest[:1] != [] and rest[0] in _TOWARDS
    if is_one_of("function", first) or re.search(r"(?:[^s]s|ing|ed|ly|'\w+)$", first) or not first.isalpha():
        return False
    benefit = is_one_of("results", first) and is_about_benefits(rest)
    led = rest[1:] if rest[:1] and rest[0] in _PARTICLES else rest
    put = rest[:1] in (["it"], ["them"]) and rest[1:2] != [] and rest[1] in _TOWARDS
    return (put or _are_of("after-verbs", led[:1])) and not benefit


def _light(first: str, rest: list[str]) -> bool:
    """Whether a light verb asks for something: "do not ...", "be careful", "let your ...", "make sure", "try to"."""
    if first == "have":
        return is_one_of("after-have", rest[0])
    if first in ("do", "be", "make"):
        counted = rest[0] == "it" and any(map(_is_how_much_or_how, rest[1:2]))
        return counted or not is_one_of(f"not-after-{first}", rest[0])
    return not is_one_of("finite", rest[0])


def _is_how_much_or_how(word: str) -> bool:
    """Whether "make it" and "do it" are followed by how often, or how: "make it all smooth"."""
    return word.isdecimal() or is_one_of("numbers", word) or is_one_of("shapes", word)


def is_about_benefits(rest: list[str]) -> bool:
    """Whether a verb names a benefit, not an action ("reduce stress"), by the words up to the next "in" or "to"."""
    end = next((place for place, word in enumerate(rest) if word in ENDS or is_one_of("prepositions", word)), _FAR)
    found = next((place for place, word in enumerate(rest[: min(end, _FAR)]) if is_one_of("abstract", word)), None)
    return found is not None and not (found and rest[found - 1] in _GIVEN and is_one_of("felt", rest[found]))


def _is_verb_here(rest: list[str]) -> bool:
    """Whether the words after one that may be a noun show that it is a verb."""
    for index, word in enumerate(rest[:_FAR]):
        if is_one_of("finite", word) or _makes_a_noun(rest, index):
            return False
        if word in BREAKS or is_one_of("objects", word) or is_manner(word) or word.isdecimal():
            return True
    return True


def _makes_a_noun(rest: list[str], index: int) -> bool:
    """Whether a later word makes the first one a noun: "massage improves", "massage techniques help", "use of"."""
    word, before = rest[index], rest[index - 1] if index else ""
    if not index:
        return word == "of" or (_is_third_person(word) and not is_one_of("plurals", word))
    plural = before.endswith("s") and is_one_of("results", word)
    return plural or (_is_third_person(word) and not before.endswith("ing"))


def _is_third_person(word: str) -> bool:
    return word.endswith("s") and _are_of("results", [word[:-1], word[:-2]])
