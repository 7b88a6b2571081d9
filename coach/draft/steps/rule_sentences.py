"""Sentence → whether it says how all steps are done: "Hold each for 20 seconds", "Unless told otherwise, ..."."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.imperative import is_instruction
from coach.draft.english.numbers import NUMBERS, RANGE, with_digits
from coach.draft.english.patterns import alternatives, has_any, pattern
from coach.draft.english.quantities import quantities_in
from coach.draft.language import glossed
from coach.draft.steps.repeats import repeats_breaths
from coach.draft.steps.rest_rules import BETWEEN, DAY

_RULE = pattern(
    "rule-parts",
    r"\b(?:each|every|all|both of these|these|any|per)\b(?: of)?(?: the| these| your)?(?: \w+)? (?:{})(?:es|s)?\b"
    r"|^(?:for )?each(?: one)?:|\b(?:hold|repeat|do|perform|tense) each\b(?= (?:for|of|one|\d|\w+ (?:times|seconds)))"
    r"|\b(?:unless|if) (?:\w+ ){0,3}(?:otherwise|nothing|different|differently|else|another)\b|\botherwise\b"
    r"|\b(?:if|where|wherever|when) (?:no|nothing) (?:\w+ ){0,3}(?:is|are|was|stands)\b"
    r"|^\W*(?:all of (?:these|them|this)|everything|all|each|each one|each of (?:them|these)|every one(?: of them)?)\b"
    r"(?! (?:finger|toe|day|time|(?:sides?|ways?|directions?|hand|foot|leg|arm)\W*$))"
    r"|\b(?:of|do|does|with|for|repeat) (?:it all|everything)\b(?! (?:the|x-)\b)"
    r"|\b(?:pattern|rhythm|rule|timing|scheme|tempo)\b(?:[^.:]* (?:is|never|stays|for|always)\b)?"
    r"|\b(?:them|these|those) all\b"
    r"|\ball of (?:them|these|those)\b|\bnever changes\b|\balways the same\b|\bthe same (?:each|every|all|throughout)\b"
    r"|\b(?:each|apiece|all of them|every one of them|all of these|each of (?:them|these)"
    r"|everything)(?:,? please)?\W*$",
)
_OF_THESE = Expression(
    rf"\W*(?:(?:and|then|now|let's|we'll|you'll),? )*(?:do|have|give me|try) (?:\d+|{'|'.join(NUMBERS)}) "
    r"(?:more )?of (?:these|those)(?=\W*$|[,;])",
    re.IGNORECASE,
)
"""A pattern of how often that is done which was just told: "Do six of these, three to each side"."""
_ALL_THIS = Expression(
    r"\W*all (?:of )?(?:this|that|it) (?:is|are|should be|may be) (?:\w+ ){0,3}?(?:repeated|done|gone)\b", re.IGNORECASE
)
"""A pattern of how often all that was told is done: "All this is to be gone through three times"."""
_PERSONS = (
    r"(?:\w+ )?(?:person|patient|beginner|reader|student|pupil|participant|partner|child|client|teacher|learner|man"
    r"|woman|mother|father|bab(?:y|ie)|visitor|user|expert|dancer|singer|player|runner|body|mouth|skin)s?\b"
)
_ANY_NOUN = Expression(
    r"(?<!'s )(?<!\bis )(?<!\bare )\b(?:each|every|all|any|whichever|whatever)\b(?: of)?(?: the| these| my| our)? "
    rf"(?!other\b|{_PERSONS})"
    r"(?!(?:for|of|in|on|at|with|to|before|after|between|until|from|and|or)\b)(?!(?:\w+ )?(?:finger|toe|thumb|way"
    r"|direction|time|occasion|go|round|repetition|pass|day|week|morning|night|evening|hour|session|second|minute|"
    rf"breath|"
    rf"{alternatives('paired')}|feet)"
    r"(?:s|tips?|nails?)?\b)[a-z]+",
    re.IGNORECASE,
)
"""A pattern of "each shape", "every one of them": of what is no part of the body, and no time."""
_IS = Expression(r"\b(?:has|have|had|is|are|was|were|needs?|likes?|finds?)\b", re.IGNORECASE)
_DOES = pattern("rule-verbs")
_BEGINS = pattern("rule-beginnings", rf"^\W*(?:(?:{alternatives('polite')}) )*(?:{{}})\b")
_UNLESS = Expression(r"\bunless (?:\w+ ){0,3}(?:otherwise|different|differently|else|another)\b", re.IGNORECASE)
"""A pattern of what shows that an instruction is for all steps: "Hold each for 45 seconds unless otherwise stated"."""
_PER_DAY = Expression(
    rf"(?:,| and| or)? (?:(?:{RANGE}|several|a few|some) times|once|twice|{RANGE} ?[x×])"
    r"(?:,? (?:a|per|each|every) (?:day|week|morning|night|evening)|,? daily)\b",
    re.IGNORECASE,
)
"""A pattern of how often a day all of it is done: "Do each ten times, four times a day"."""
_LABELLED = Expression(r"^\W*(?:for |with |in )?(?:all|each|every|any)\b[^:.]*:", re.IGNORECASE)
_WHOLE = Expression(
    r"\b(?:in all|in total|altogether|whole (?:routine|session|thing|programme?)|from start to finish)\b"
    r"|\b(?:go|going|run|work) (?:through|over) all of (?:it|that|this)\b"
    r"|\ball (?:the |these |of the |of these )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten) \w+ (?:take"
    r"|last|need)\b",
    re.IGNORECASE,
)
"""A pattern of sentences about the time that all steps take together."""
_LASTS = Expression(r"\b(?:for|hold|held|stay|stays|gets?|repeat|repeated|times|done|lasts?)\b")
_NOT_AT_ALL = Expression(
    r"\b(?:nothing|none|no \w+|not (?:\w+ )?)? ?at all\b|\ball over\b|\b(?:\w+st|above) of all\b", re.IGNORECASE
)
_LONGEST_MS = 20 * 60_000
"""The longest time that a rule gives to each step."""
_PIECES = (
    "each",
    "every",
    "all",
    "any",
    "per ",
    "thing",
    "these",
    "otherwise",
    "between",
    "after",
    "apiece",
    "what",
    "if ",
    "unless",
    "where no",
    "when no",
    "pattern",
    "rhythm",
    "rule",
    "timing",
    "scheme",
    "tempo",
    "never",
    "same",
)
_OF_FINGERS = Expression(
    r"^\W*(?:and |then |now |next )*\w+ (?:at |on |along )?(?:each|every|all|both)(?: the| of the"
    r"| of your| your| his| her)? "
    r"(?:fingers?|toes?|thumbs?|nails?|knuckles?|fingertips?)\b",
    re.IGNORECASE,
)
"""A pattern of what is done to the fingers one by one, which is a step: "Take each finger, ten seconds apiece"."""
_WITH_THOSE = Expression(r"\b(?:with|on|for|to) each\W*$", re.IGNORECASE)
"""A pattern of how often both of what was just told are done: "Other leg. Five times with each"."""
_GROWS = Expression(
    r"\beach (?:one |time |breath |round )?[^,.;]{0,30}\bthan (?:the|it|before)\b|\b\w+er with (?:each|every)\b",
    re.IGNORECASE,
)
"""A pattern of what becomes more each time: "five breaths, each one a little longer than the one before"."""
_WITH_EACH = Expression(
    r"^\W*(?:and |then |now )*(?:with|on|at) (?:each|every)\b( (?:\w+[ -])?[\w-]*(?:breath|hale|halation)\b)?",
    re.IGNORECASE,
)
"""A pattern of what goes with each movement within a step: "With each drawing-in lift the arms, five times"."""
_COMES_NEXT = Expression(
    rf"^\W*each (?:{alternatives('paired')}|foot) (?:is|are) (?:then|next|now|afterwards)\b", re.IGNORECASE
)
"""A pattern of what is done to both of two when what precedes is done, which is a step: "Each sole is then stroked"."""
_AGAIN = Expression(r"\b(?:once|twice|times) (?:more|again)\b", re.IGNORECASE)
"""A pattern of what asks for all once more, and gives no step an amount."""
_OF_ITS_SIDES = Expression(r"\b(?<=left|ight)\b[^.;:]*\b(?:each|apiece)\W*$", re.IGNORECASE)
"""A pattern of what is done to both sides in one step: "Lean over the right leg, then over the left, 9 s each"."""


@glossed
def is_about_all(text: str) -> bool:
    """Whether a sentence speaks of each of several, of all of them, or of what holds unless something else is told."""
    small = text.casefold()
    return has_any(small, _PIECES) and bool(
        _RULE.search(text) or BETWEEN.search(text) or (_ANY_NOUN.search(text) and (_LASTS.search(small) or ":" in text))
    )


@glossed
def without_days(text: str) -> str:
    """Return a text without how often a day or a week all of it is done."""
    return _PER_DAY.sub("", with_digits(text.casefold())) if DAY.search(text) else text


@glossed
def is_rule(text: str, *, listed: bool = False, lacking: bool = False) -> bool:
    """Whether a sentence says something about all steps, and not how often a day, or how long all of it takes.

    `listed`: a list of steps stands beside it, so that it may begin with any verb: "Press each point for 5 seconds".
    `lacking`: the steps behind it lack amounts, so that it may too: "You remain in every position for four breaths".
    """
    text = _without_name(_NOT_AT_ALL.sub("", without_days(text)))
    if _is_one_step(text):
        return False
    if not is_about_all(text) or DAY.search(text) or _WHOLE.search(text) or _is_too_long(text):
        return False
    if not is_instruction(text) or _LABELLED.match(text):
        return listed or not _WITH_THOSE.search(text)
    if _UNLESS.search(text):
        return True
    text = _OF_ITS_SIDES.sub("", text)
    by_parts = _RULE.search(text)
    about = by_parts or _ANY_NOUN.search(text)
    return bool(about and ((by_parts and listed) or lacking or (_DOES.search(text) and _BEGINS.match(text))))


def _is_one_step(text: str) -> bool:
    """Whether a sentence with a word for all of several tells what is done once, or once more."""
    begins = _OF_FINGERS.match(text) or _OF_THESE.match(text) or _ALL_THIS.match(text) or _COMES_NEXT.match(text)
    if begins or _GROWS.search(text) or _AGAIN.search(text) or repeats_breaths(text):
        return True
    match = _WITH_EACH.match(text)
    return match is not None and bool(match[1] or not _RULE.search(text))


def _without_name(text: str) -> str:
    """Return a step without what it is called before a colon: "hamstrings: put the heel up, 40 seconds with each"."""
    name, _, rest = text.partition(": ")
    return rest if rest[:1].isalpha() and not is_about_all(name) and is_instruction(rest) else text


def _is_too_long(text: str) -> bool:
    """Whether a time is so long that nobody means each of several steps by it: "a walk of 1 hour 30"."""
    time = quantities_in(text).time
    return time is not None and time.natural > _LONGEST_MS


@glossed
def is_told_of(text: str) -> bool:
    """Whether a sentence tells what something is or has, rather than what is done: "Each foot has its own pace"."""
    return bool(_IS.search(text)) and not _DOES.search(text)
