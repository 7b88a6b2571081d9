"""A sentence → whether it warns, and which of coach's conditions it is about."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from coach.draft import english
from coach.draft.english.expression import Expression
from coach.draft.english.health import names_health
from coach.draft.english.imperative import is_instruction
from coach.draft.english.numbers import NUMBERS
from coach.draft.english.patterns import names, pattern, searcher, words_of_pattern
from coach.draft.english.polite_forms import requested_in
from coach.draft.english.searcher import Searcher
from coach.draft.english.warning_forms import goes_on_warning, is_on_condition, named_and_asked
from coach.draft.language import glossed, read_language
from coach.draft.language.warning_words import WarningWords

_CONDITIONS = [(name, searcher(f"condition-{name}", r"(?:\b|(?<=non-))(?:{})")) for name in names("condition")]
_ANY_CONDITION = Searcher(
    [words for name in names("condition") for words in words_of_pattern(f"condition-{name}")], r"(?:\b|(?<=non-))(?:{})"
)
"""A search for any of them: most sentences mention none, and need not be searched for each."""
_ENGLISH = WarningWords(Path(english.__file__).with_name("warnings.yaml"))
_ONLY = pattern("only-warnings", r"^\W*(?:{})\b")
_UNLISTED = searcher("unlisted-health", r"\b(?:{})")
_POLITELY = Expression(
    r"\bi (?:should|would|'d) (?:like|love|want) (?:you|us|everybody|everyone) (?:all )?to\b", re.IGNORECASE
)
"""A pattern of what asks politely, whose "should" warns nobody: "I should like you to frown"."""
_NEVER = Expression(r"\W*(?:(?:and|but|please),? )?never (?!mind|fear|again|forget)", re.IGNORECASE)
"""A pattern of what is forbidden for good: "Never press on the shin bone"."""
_NEVER_BEHIND = Expression(
    r"(?:[,;(]|\s[–—-])\s*(?:(?:but|and|though|although|so|while|please),? )*"
    r"(?:never (?!mind|fear|again|forget)|on no account|under no circumstances|(?:staying|keeping|steering) (?:well )?"
    r"(?:off|clear|away)|skirting|avoiding|sparing|holding on(?=.{0,20} if))\b",
    re.IGNORECASE,
)
"""A pattern of what is forbidden behind what is asked: "Lay it beside the pillow, never under a baby's head"."""
_WHY = Expression(r"\W*(?:and |but |so )*(?:why|what|how|which)\b(?! (?:about|if)\b)[^.!?]*\?\W*$", re.IGNORECASE)
_IN_CASE = Expression(r"\W*(?:and |but |or )*(?:if|should|unless|in case)\b", re.IGNORECASE)
_GENERAL, _STOP = pattern("forbidding", r"^(?:{})\b"), searcher("stop")


def is_warning(sentence: str) -> bool:
    """Whether a sentence that stands by itself says when not to go on, what to avoid, or whom to ask."""
    if sentence.endswith(":") or _only_asks(sentence):
        return False
    language = read_language()
    return (language is not None and language.warnings.warns(sentence)) or _warns(sentence)


@glossed
def _only_asks(sentence: str) -> bool:
    """Whether a sentence asks how or why something is so, which is said elsewhere."""
    return bool(_WHY.match(sentence))


def asks_for_care(sentence: str) -> bool:
    """Whether a sentence names what can harm and says what to do then: it warns, whatever else it is about.

    >>> asks_for_care("Anyone with a whiplash injury should leave this leaflet alone.")
    True
    """
    language = read_language()
    asked = (language is not None and language.warnings.asks(sentence)) or _asks(sentence)
    return asked and is_warning(sentence) and names_risk(sentence)


@glossed
def _warns(sentence: str) -> bool:
    sentence = _POLITELY.sub("", requested_in(sentence) or sentence)
    named = bool(conditions_in(sentence)) or names_health(sentence)
    if _ENGLISH.warns(sentence, names_condition=named) or _STOP.search(sentence) or _warns_by_form(sentence):
        return True
    return bool(_NEVER.match(sentence) or _NEVER_BEHIND.search(sentence)) and is_instruction(sentence)


def _warns_by_form(sentence: str) -> bool:
    """Whether a sentence names who is meant in front, and then asks for something: "Asthma: sit up."."""
    whom, rest = named_and_asked(sentence)
    return bool(whom) and _names_risk(whom) and (is_instruction(rest) or _ENGLISH.asks(rest))


def is_warned(asked: str, answer: str) -> bool:
    """Whether the answer to a question warns whom it asks: "Had a hip replaced?", "Don't cross your legs."."""
    whole = f"{asked} {answer}"
    return is_warning(whole) and (is_warning(answer) or _is_answered(whole))


@glossed
def _is_answered(whole: str) -> bool:
    return bool(named_and_asked(whole)[0])


@glossed
def is_beside_warning(sentence: str, *, after: bool) -> bool:
    """Whether a sentence warns because one beside it does; `after` if it is the one after that."""
    goes_on = after and (goes_on_warning(sentence) or is_forbidding(sentence))
    if goes_on or (is_on_condition(sentence) and _ENGLISH.asks(sentence)):
        return True
    named = bool(conditions_in(sentence)) or names_health(sentence)
    return (
        named and not is_instruction(sentence) and not _ENGLISH.tells_of_others(sentence) and not _IS.search(sentence)
    )


_IS = Expression(r"\?$|\b(?:is|are) (?:an?|the|called|known)\b|\b(?:was|were)\b", re.IGNORECASE)
"""A pattern of questions, and of sentences that say what something is or was."""


@glossed
def tells_of_others(sentence: str) -> bool:
    """Whether a sentence only praises, or tells of others or of long ago."""
    return _ENGLISH.tells_of_others(sentence)


def is_about_health(sentence: str) -> bool:
    """Whether a sentence forbids, tells to take care, or mentions what can harm: one that warns, among warnings."""
    language = read_language()
    return (language is not None and language.warnings.are_about_health(sentence)) or _is_about_health(sentence)


@glossed
def _is_about_health(sentence: str) -> bool:
    return bool(_GENERAL.match(sentence) or _ENGLISH.are_about_health(sentence) or _names_risk(sentence))


def introduces_warnings(text: str) -> bool:
    """Whether what follows a text are warnings: "Give it a miss if:", "Bitte lassen Sie es, wenn"."""
    bare = text.rstrip(" :.…")
    ended = text.endswith(".") and not text.endswith("..")  # "stay close by." is a whole sentence
    if not text.endswith(":") and (ended or not _is_open(bare)):
        return False
    language = read_language()
    asks = (language is not None and language.warnings.asks(bare)) or _asks(bare)
    return (asks and (_is_open(bare) or names_risk(bare))) or _is_at_once(bare)


@glossed
def _asks(text: str) -> bool:
    return _ENGLISH.asks(text)


@glossed
def _is_at_once(text: str) -> bool:
    """Whether a text says to do something as soon as one of what follows it happens: "Put the foot down as soon as"."""
    return bool(_AT_ONCE.search(text[-40:]))


@glossed
def _is_open(text: str) -> bool:
    return bool(_OPEN.search(text[-40:]))  # it stands at the end, and a text may be long


_AT_ONCE = Expression(r"\b(?:as soon as|the moment|at the first sign of)$", re.IGNORECASE)
_OPEN = Expression(
    r"\b(?:if|when|unless|until|near|with|by|during|in case of|for people who|who|not for|nothing for|only for"
    r"|as soon as|the moment|at the first sign of)$",
    re.IGNORECASE,
)
"""A pattern of the beginning of a sentence that a list completes."""


def names_risk(sentence: str) -> bool:
    """Whether a sentence names what can go wrong, or what somebody may have."""
    language = read_language()
    return (language is not None and language.warnings.names_risk(sentence)) or _names_risk(sentence)


@glossed
def _names_risk(sentence: str) -> bool:
    return _ENGLISH.names_risk(sentence) or bool(conditions_in(sentence)) or names_health(sentence)


@glossed
def is_for_all(sentence: str) -> bool:
    """Whether everybody has to hear a warning: not each of its parts is about a condition of coach's own list.

    >>> is_for_all("Do not use it on broken skin or if you have lost feeling.")
    True
    >>> is_for_all("Not with eczema or during pregnancy.")
    False
    >>> is_for_all("Don't pull hard, and skip this if you have arthritis.")
    True
    """
    if _STOP.search(sentence) or _UNLISTED.search(sentence):
        return True
    parts = [part for part in _PARTS.split(sentence) if _WORDED.search(part)]
    if any(is_forbidding(part) and _is_told_to_some(after) for part, after in pairwise(parts)):
        return True
    return not all(conditions_in(part) or _FRAME.match(part) or _is_advice(part) for part in parts)


def _is_told_to_some(part: str) -> bool:
    """Whether a part asks something of those with a condition: what was forbidden before it may be so for everybody."""
    return bool(conditions_in(part)) and is_instruction(part.strip())


def _is_advice(part: str) -> bool:
    """Whether a part of a warning only says what to do, and not when or for whom."""
    return is_instruction(part.strip()) and not _WHEN.search(part)


_WAITS = Expression(
    rf"\W*(?:please )?wait (?:for )?(?:about |another |at least )*(?:\d+|{'|'.join(NUMBERS)}|an?|half an?) "
    r"(?:(?:to|or|-) \w+ )?(?:seconds?|minutes?|mins?|secs?)\b(?! (?:after|before)\b)",
    re.IGNORECASE,
)
"""A pattern of a wait within the session, which is no warning however it goes on: "Wait 5 minutes so that it cools"."""
_PARTS = re.compile(r"[,;:]|\.\s|\s[-–—]\s|\b(?:or|and|nor)\b", re.IGNORECASE)
_WHEN = Expression(r"\b(?:if|when|with|on|over|who|people|unless|while|after|during|anybody|anyone)\b", re.IGNORECASE)
_WORDED = re.compile(r"\w\w")
_FRAME = pattern("warning-frames", r"^\W*(?:{})\W*$")
"""A pattern of the parts of a warning that say only what to do about it: "ask your doctor first"."""


def is_only_warning(sentence: str) -> bool:
    """Whether a sentence begins as a warning; one that begins with something to do is an instruction as well."""
    language = read_language()
    return (language is not None and language.warnings.only_warns(sentence)) or _is_only_warning(sentence)


def warns_in_passing(sentence: str) -> bool:
    """Whether a sentence says what not to do, or what to do if something goes wrong: nothing is done there.

    >>> [warns_in_passing(text) for text in ("If you feel dizzy, stop.", "Never press here.", "Ask her.")]
    [True, True, False]
    """
    return is_warning(sentence) and (is_in_case(sentence) or is_forbidding(sentence))


@glossed
def is_in_case(sentence: str) -> bool:
    """Whether a sentence says what to do if something is so."""
    return bool(_IN_CASE.match(sentence))


@glossed
def _is_only_warning(sentence: str) -> bool:
    return bool(_ONLY.match(sentence)) and not _WAITS.match(sentence)


@glossed
def is_forbidding(sentence: str) -> bool:
    """Whether a sentence begins by forbidding something; "don't worry" and its like forbid nothing."""
    return bool(
        re.match(
            r"\W*(?:(?:please|and|but|so|also),? )*(?:never|do not|don't|avoid)\b"
            r"(?! (?:forget|worry|be |expect|let|give up|hesitate))",
            sentence,
            re.IGNORECASE,
        )
    )


@glossed
def conditions_in(text: str) -> list[str]:
    """Return the conditions of coach's list that a text mentions; a severe form replaces the general one."""
    if not _ANY_CONDITION.search(text):
        return []
    found = [name for name, words in _CONDITIONS if words.search(text)]
    return [name for name in found if name != "arthritis" or "severe-arthritis" not in found]
