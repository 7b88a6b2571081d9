"""Sentence → how much speaks for its asking somebody to do something here and now, whatever its form.

What has the form of a request is found by `imperative`. Other sentences ask by what they speak of: a part of the body
and what it does, a time for which something goes on, the next in a row. Against that stands what only talk has: the
past, the author, what is so in general, other days, the page. Each sign has a weight, and what stands before and after
a sentence decides where its own words leave it open.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from coach.draft.english.acts import COMES, PARTS, is_act_told
from coach.draft.english.expression import Expression
from coach.draft.english.imperative import is_instruction
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import NUMBERS
from coach.draft.english.other_forms import base_of
from coach.draft.english.passives import is_handled_so
from coach.draft.english.patterns import alternatives, pattern, searcher
from coach.draft.english.quantities import is_limit, is_planned, quantities_in
from coach.draft.english.sentence_words import words_of
from coach.draft.english.shown import as_shown
from coach.draft.english.small_talk import is_talk
from coach.draft.english.verbs import BREAKS
from coach.draft.language import glossed
from coach.draft.reading.about_page import is_about_page

ENOUGH, OPEN = 4, 2
"""The least weight of a sentence that asks, with what stands beside it; and of its own words, to look beside it."""
TALK = -3
"""The weight of what is but talk, whatever else stands in it."""
_MOST_WORDS, _FEW = 60, 8
_TALKS = searcher("talks", r"\b(?:{})\b")
_PERFECT = Expression(
    r"\b(?:when|once|until|till|after|as soon as|if|where|before|the moment)\b[^,.;]{0,40}?\b(?:has|have)"
    r"(?: now| then| thus| all)?(?: been| become| grown| got| gone)?(?: \w+(?:ed|en|wn|ne))?\b"
    r"|\bhaving (?:been|become)\b"
    r"|\b(?:is|are|be)(?: (?:then|now|next|also|again|thus|[a-z]+ly))* (?:made to|kept|brought|told to|given|left)\b"
)
"""A pattern of what is over when something is done ("When the whole body has been visited, he lies still"), and of
passives: neither tells of the past."""
_BEGINNING = pattern("beginnings", r"^\W*(?:{})\W*$")
_REMARK = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|^[\w-]+: .*|\b(?:no|nos|nr|núm|vol|pp?|fig)\. ?\d+|"
    r"^\W*\d{1,2}:\d\d\b\W*|^\W*\d{1,2}[.)]? (?!(?:seconds?|minutes?|times|breaths?)\b)(?=[a-z-]+ [a-z]+\W*$)"
)
"""A pattern of what is no amount of the sentence: in brackets, behind a label, and the number of a name."""
_BRACKETS = Expression(r"\[[^\[\]]*\]|^\W*\d{1,2}:\d\d\b\W*")
_RULE = Expression(
    r"\bunless\b|\||\b(?:each|every|all)(?: of)?(?: the| these)? "
    r"(?:exercise|stretch|pose|posture|position|movement|step|hold)(?:e?s)?\b"
)
"""A pattern of rules for all steps, which `rules` reads, and of rows of a table."""
_FORBIDS = Expression(r"\b(?:never|not|don't|no (?:more|longer)|more than|longer than|at most|stop|avoid|only if)\b")
_PLACED = Expression(rf"(?:{alternatives('posed')})")
_OWN = Expression(rf"\b(?:our|your) (?:own )?(?:{alternatives('posed-parts')})\b")
"""A pattern of parts of our own body: "we close our eyes"."""
_TOLD_BEFORE = Expression(r"^(.{4,80}?)[:;] (.+)$")
_COUNTED = Expression(rf"(?:{alternatives('counted')})")
_ONWARD = Expression(
    r"\W*(?:a+nd|then|now|next|again|once more|another|the same|same|last|finally|time|ready|off|so|after (?:that|this)"
    r"|thereafter|thereupon|that again|those again)\b"
)
"""A pattern of beginnings that go on from what was done before."""
_OF_OTHERS = Expression(
    r"\W*(?:(?:it|they|this|these|those|that|there)\b(?! (?:again|is then|are then|may be|should))"
    r"|(?:he|she)\b(?! (?:(?:then|now|next|also|again) )*(?!(?:is|has|was|does)\b)[a-z]+s\b))"
)
"""A pattern of subjects of which something is told."""
_FOLLOWS = Expression(
    r"\b(?:comes?|follows?|go)(?: now| then| next)? (?:an?|the|some|\d+|another) (?:[\w-]+ ){0,2}"
    rf"(?:{alternatives('counted')}|{alternatives('posed-parts')}|cloths?|towels?|blankets?|pillows?|oil|water"
    r"|minutes?|seconds?)\b|\bcomes? next\W*$|\bfollows? (?:an?|the|some) \w+ing\b"
)
"""A pattern of what follows: "now comes a deep sigh"."""
_GO_THROUGH = Expression(
    r"\b(?:is|are|be) (?:then |now |next |also )*"
    r"(?:gone through|repeated|done|performed|carried out|executed|practi[sc]ed|made)(?: \w+){0,3}? "
    r"(?:again|once more|twice|thrice|times|a (?:second|third) time|on the other|with the other)\b"
)
"""A pattern of repeats in the passive: "the whole is then gone through a second time"."""
_SAME = Expression(r"\b(?:the same|that again|the whole (?:thing|lot|sequence|set|exercise))\b")
_GOES_TO = Expression(
    r"\W*(?:(?:and|now|then|next|so|also)\W+)*"
    r"(?:with (?:the|your) (?:attention|awareness|mind) "
    r"|(?:on|over|up|down|along|back|further|forward|away) )(?:for|to|into|onto) "
    r"(?:(?:the|your|both|his|her) )*(?:\w+ )?"
    rf"(?:{alternatives('posed-parts')})\b"
)
"""A pattern of what it goes on to: "on to the calves, the knees"."""
_ONE_MORE = Expression(
    r"\W*(?:(?:and|then|now|next|finally|lastly|also|first|at the end"
    r"|to (?:finish|end|start|begin)(?: with| off)?)\W+)+"
    rf"(?:also )?(?:an?|one|some|another) (?:[\w-]+ ){{0,2}}(?:{alternatives('counted')})(?: [\w-]+){{0,4}}\W*$"
)
"""A pattern of one thing that is done: "To finish, a big yawn"."""
_SET_OFF = re.compile(rf", (?:about |for |say )?(?:an?|half|\d+|{'|'.join(NUMBERS)})\b[\w -]*\W*$")
"""A pattern of an amount behind a comma at the end, as scripts have it: "a slow walk round the room, two minutes"."""
_COUNTING = Expression(r"(?:\.\.\.|…) ?(?:two|2)\b.{0,9}\b(?:three|3)\b")
_LIKENESS = Expression(r"\b(?:as (?:if|though)|like (?=you|someone|somebody|they|it|when))\b[^,.;!?…]*")
"""A pattern of what an act only looks like: "as if somebody were lifting them"."""
_IN_AND_OUT = Expression(r"\W*(?:(?:and|again|once more|then|so|breathe|breathing)\W+)*in\b\W.{0,24}\bout\b.{0,12}$")
_SUGGESTS = Expression(
    r"\W*(?:(?:and|now|then|so|well),? )*(?:why not|why (?:don't|do not) (?:you|we|they)|what if (?:you|we)"
    r"|how about|what about|how would it be to|shall we|ready (?:for|to)|fancy|care (?:for|to)"
    r"|(?:could|might) be (?:the|a good|your) moment to)\b"
)
_SUFFICES = Expression(
    r"\W*(?:\w+ )?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\b.*"
    r"\b(?:suffices?|enough|plenty|will do|ought to do)\b"
)
_DUE = Expression(r"\b(?:should|shall|must|may|is to|are to|has to|have to|is allowed to|are allowed to)\b")
_POSTURE = Expression(
    r"\W*(?:seated|sitting|lying|standing|kneeling|perched|stretched out) "
    r"(?:on|in|at|by|tall|up|down|back|with|against)\b"
)
_COPULA = Expression(
    r"\b(?:is|are|isn't|aren't|it's|that's|has|have|cannot|can't|can|won't|will|would)\b(?! be to| best)"
)


@glossed
@lru_cache(2_000)
def weight_of(sentence: str) -> int:
    """Return how much the words of a sentence speak for its asking something; below zero if it is talk.

    >>> weight_of("Your hands go on your knees."), weight_of("My hands were on my knees.")
    (8, -3)
    """
    small = as_shown(sentence.casefold())
    asks = bool(_SUGGESTS.match(small))
    if (
        _TALKS.search(_LIKENESS.sub("", _PERFECT.sub(" ", small)))
        or is_about_page(sentence)
        or is_talk(sentence)
        or _BEGINNING.match(sentence)
    ):
        return TALK
    if _RULE.search(small) or (small.rstrip("\"') ").endswith("?") and not asks):
        return TALK
    words = words_of(_BRACKETS.sub(" ", small))[:_MOST_WORDS]
    if sum(word not in BREAKS for word in words) < 2:  # noqa: PLR2004 - "Three." is but counted
        return 0
    core = 3 * asks + _core(small, words)
    return core + _beside(small, words) if core else 0


def _core(small: str, words: list[str]) -> int:
    """Return the weight of what somebody can be asked: an act, an amount, or a repeat."""
    bare = _REMARK.sub(" ", small)
    return (
        _timed(bare)
        + 2 * is_act_told(small, words)
        + 2 * _asks_behind(small)
        + 2 * _is_fragment(small, words)
        + 2 * bool(_SAME.search(small))
        + 3 * bool(_GO_THROUGH.search(small) or _SUFFICES.match(small))
        + 2
        * bool(_COUNTING.search(small) or _is_posture(small, words) or _FOLLOWS.search(small) or _GOES_TO.match(small))
        + 3 * bool(_ONE_MORE.match(small) or _IN_AND_OUT.match(small) or _are_parts(words))
        + 2 * _is_stroked(words)
        + 2 * is_handled_so(small)
        + 3 * _is_noted(small, words)
    )


def _beside(small: str, words: list[str]) -> int:
    """Return the weight of what only adds to an act: where it is done, and what makes a statement of it."""
    asks = any(form.search(small) for form in (COMES, _GO_THROUGH, _FOLLOWS)) or _SUFFICES.match(small)
    handled = is_handled_so(small)
    told = bool(_COPULA.search(small)) and not (asks or _asks_behind(small))
    return (
        min(2, _parts_in(words))
        + bool(_OWN.search(small))
        + any(map(_PLACED.fullmatch, words[1:]))
        + bool(_ONWARD.match(small))
        + bool(_DUE.search(small))
        + any(map(_is_thing, words))
        - 2 * (told and not handled)
        - 2 * (bool(_OF_OTHERS.match(small)) and not (handled or _asks_behind(small)))
    )


def _timed(small: str) -> int:
    """Return the weight of how long or how often something is done; it is greatest where it is set off at the end."""
    if not quantities_in(small).practice or is_planned(small):
        return 0
    return 5 if _SET_OFF.search(small) else 3


def _parts_in(words: list[str]) -> int:
    """Return how many parts of the body are named."""
    return len({word.rstrip("s") for word in words if PARTS.fullmatch(word) or is_one_of("parts", word.rstrip("s"))})


@lru_cache(8)
def _asks_behind(small: str) -> bool:
    """Whether a request stands behind what is but told: "at the top there are two flaps: fold them down"."""
    match = _TOLD_BEFORE.match(small)
    return (
        match is not None and any(is_one_of("finite", word) for word in words_of(match[1])) and is_instruction(match[2])
    )


def _is_fragment(small: str, words: list[str]) -> bool:
    """Whether a short sentence without a verb says where a thing or a part of the body goes: "Mug in both hands."."""
    if len(words) > _FEW or small[-1] not in ".!" or ":" in words or any(map(_is_finite, words)):
        return False
    if any(map(_is_verb_of, words, words[1:])) or small.count("x-") > 1:  # "x-": a word that has no gloss
        return False
    placed = any(map(_PLACED.fullmatch, words[1:]))
    return placed and bool(_parts_in(words) or any(map(_is_thing, words)))


def _is_noted(small: str, words: list[str]) -> bool:
    """Whether a few words note that something is done, as a chart does: "Skin checked.", "Splint removed."."""
    if len(words) > _FEW or small[-1] not in ".!" or any(map(_is_finite, words)):
        return False
    return any(
        (PARTS.fullmatch(word) or _is_thing(word) or is_one_of("parts", word)) and base_of(after)
        for word, after in pairwise(words)
        if not after.endswith("ing")
    )


def _is_verb_of(word: str, after: str) -> bool:
    """Whether a word is a verb: it has an object, or the ending of one: "map the body", "mattress swallows"."""
    if after in ("the", "a", "an", "your", "their", "most", "its"):
        return not (
            is_one_of("prepositions", word) or _PLACED.fullmatch(word) or word in BREAKS or word in ("and", "both")
        )
    third = after.endswith("s") and is_one_of("verbs", after[:-1])
    return third and not (is_one_of("plurals", after) or _COUNTED.fullmatch(after) or PARTS.fullmatch(after))


def _is_finite(word: str) -> bool:
    return is_one_of("finite", word) or is_one_of("subject-pronouns", word)


def _are_parts(words: list[str]) -> bool:
    """Whether a sentence only names parts of the body: "Now the shoulders... the neck... the back of the head."."""
    named = [word for word in words if PARTS.fullmatch(word) or is_one_of("parts", word.rstrip("s"))]
    beside = sum(word in BREAKS or is_one_of("beside-parts", word) for word in words)
    listed = not BREAKS.isdisjoint(words) or words[0] in ("and", "now", "then", "next")
    return len(named) > 1 and listed and "the" in words and len(named) + beside >= len(words)


def _is_thing(word: str) -> bool:
    return is_one_of("things", word) or is_one_of("done-to", word)


def _is_posture(small: str, words: list[str]) -> bool:
    """Whether a posture is named without a verb of which it is the subject: "seated on the floor, legs out long"."""
    return bool(_POSTURE.match(small)) and not any(is_one_of("finite", word) for word in words)


def _is_stroked(words: list[str]) -> bool:
    """Whether strokes, circles and the like follow a place: "along the hairline, short strokes outwards"."""
    led = is_one_of("clauses", words[0]) and "," in words
    return led and any(map(_COUNTED.fullmatch, words[words.index(",") :]))


@glossed
def gives_a_rule(sentence: str) -> bool:
    """Whether a sentence says how long or how often every step is done, and forbids nothing.

    >>> gives_a_rule("Do each exercise 10 times with the operated leg, unless a different number is given.")
    True
    """
    small = sentence.casefold()
    asks = bool(_RULE.search(small)) and not (is_limit(sentence) or _FORBIDS.search(small))
    return asks and quantities_in(sentence).practice


@glossed
def tells_an_act(sentence: str) -> bool:
    """Whether a sentence says what somebody or a part of the body does, or what follows: "He remains so"."""
    small = sentence.casefold()
    return is_act_told(small, words_of(small)[:_MOST_WORDS]) or bool(_FOLLOWS.search(small))


def asks_here(sentence: str, *, before: bool, after: bool) -> bool:
    """Whether a sentence asks where it stands, whatever its form; `before`, `after`: an instruction stands there.

    >>> asks_here("Another five minutes with that one on.", before=True, after=True)
    True
    """
    own = weight_of(sentence)
    return own >= OPEN and own + before + after >= ENOUGH
