"""Rules that a text gives once for its steps ("hold each stretch for 20 seconds") → their quantities, and the rest.

A rule stands outside of the steps. Several may share the work: one says how often, another how long to rest after it.
It holds for the list of steps under its own heading if there is one, and otherwise for all steps.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.imperative import is_instruction
from coach.draft.english.intervals import interval_in
from coach.draft.english.numbers import NUMBERS, RANGE, with_digits
from coach.draft.english.patterns import alternatives, has_any, pattern
from coach.draft.english.quantities import NONE, Quantities, quantities_in
from coach.draft.language import glossed
from coach.draft.steps.circuit_rounds import rounds_in, rounds_of
from coach.draft.steps.outside_steps import Said, outside_steps
from coach.draft.steps.repeats import repeats_breaths
from coach.draft.steps.rest_rules import BETWEEN, DAY, is_rest_of_sets, is_rest_rule
from coach.draft.steps.rule import Rule, Rules
from coach.draft.steps.rules_first import passages_of_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.english.numbers import Amount
    from coach.draft.reading.passages import Reading

_RULE = pattern(
    "rule-parts",
    r"\b(?:each|every|all|both of these|these|any|per)\b(?: of)?(?: the| these| your)?(?: \w+)? (?:{})(?:es|s)?\b"
    r"|^(?:for )?each(?: one)?:|\b(?:hold|repeat|do|perform|tense) each\b(?= (?:for|of|one|\d|\w+ (?:times|seconds)))"
    r"|\b(?:unless|if) (?:\w+ ){0,3}(?:otherwise|nothing|different|differently|else|another)\b|\botherwise\b"
    r"|\b(?:if|where|wherever|when) (?:no|nothing) (?:\w+ ){0,3}(?:is|are|was|stands)\b"
    r"|^\W*(?:all of (?:these|them|this)|everything|all|each|each one|each of (?:them|these)|every one(?: of them)?)\b"
    r"(?! (?:finger|toe|day|time|(?:sides?|ways?|directions?|hand|foot|leg|arm)\W*$))"
    r"|\b(?:of|do|does|with|for|repeat) (?:it all|everything)\b"
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
_NOT_AT_ALL = Expression(r"\b(?:nothing|none|no \w+|not (?:\w+ )?)? ?at all\b|\ball over\b|\bof all\b", re.IGNORECASE)
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
_GROWS = Expression(r"\beach (?:one |time |breath |round )?[^,.;]{0,30}\bthan (?:the|it|before)\b", re.IGNORECASE)
"""A pattern of what becomes more each time: "five breaths, each one a little longer than the one before"."""
_WITH_EACH = Expression(
    r"^\W*(?:and |then |now )*(?:with|on|at) (?:each|every)\b( (?:\w+[ -])?[\w-]*(?:breath|hale|halation)\b)?",
    re.IGNORECASE,
)
"""A pattern of what goes with each movement within a step: "With each drawing-in lift the arms, five times"."""
_EXCEPT = Expression(r"^\W*(?:except|apart from|other than|but for|save|bar)\b[^,]*,", re.IGNORECASE)
_DONE_WITH_BOTH = Expression(
    r"\b((?:do|done|perform|performed|repeat|repeated|made|worked)(?: (?:it|them|this|that|all|each))?)"
    r"(?: (?:with|on|for|to))? both (?:(?:the|your|his|her) )?(sides?|legs?|arms?|hands?|feet)\b",
    re.IGNORECASE,
)
"""A pattern of what a rule tells to do with both: "Hold each stretch for 20 seconds and do both sides"."""
_GOES_ON = Expression(r"^\W*(?:then|and|after that|afterwards|next)\b", re.IGNORECASE)
"""A pattern of sentences that go on with the rule before them: "Then let go for 12 seconds"."""


@glossed
def _is_about_all(text: str) -> bool:
    small = text.casefold()
    return has_any(small, _PIECES) and bool(
        _RULE.search(text) or BETWEEN.search(text) or (_ANY_NOUN.search(text) and (_LASTS.search(small) or ":" in text))
    )


@glossed
def _without_days(text: str) -> str:
    """Return a text without how often a day or a week all of it is done."""
    return _PER_DAY.sub("", with_digits(text.casefold())) if DAY.search(text) else text


@glossed
def is_rule(text: str, *, listed: bool = False) -> bool:
    """Whether a sentence says something about all steps, and not how often a day, or how long all of it takes.

    `listed`: a list of steps stands beside it, so that it may begin with any verb: "Press each point for 5 seconds".
    """
    text = _without_name(_NOT_AT_ALL.sub("", _without_days(text)))
    if (
        _OF_FINGERS.match(text)
        or _OF_THESE.match(text)
        or _ALL_THIS.match(text)
        or _GROWS.search(text)
        or repeats_breaths(text)
    ):
        return False
    if (match := _WITH_EACH.match(text)) and (match[1] or not _RULE.search(text)):
        return False
    if not _is_about_all(text) or DAY.search(text) or _WHOLE.search(text) or _is_too_long(text):
        return False
    if not is_instruction(text) or _LABELLED.match(text):
        return listed or not _WITH_THOSE.search(text)
    if _UNLESS.search(text):
        return True
    about = _RULE.search(text) or _ANY_NOUN.search(text)
    return bool(about and ((listed and _RULE.search(text)) or (_DOES.search(text) and _BEGINS.match(text))))


def _without_name(text: str) -> str:
    """Return a step without what it is called before a colon: "hamstrings: put the heel up, 40 seconds with each"."""
    name, _, rest = text.partition(": ")
    return rest if rest[:1].isalpha() and not _is_about_all(name) and is_instruction(rest) else text


def _is_too_long(text: str) -> bool:
    """Whether a time is so long that nobody means each of several steps by it: "a walk of 1 hour 30"."""
    time = quantities_in(text).time
    return time is not None and time.natural > _LONGEST_MS


@glossed
def _is_more(text: str) -> bool:
    return bool(_GOES_ON.match(text)) and quantities_in(text).practice


def _is_rule_with_figures(text: str) -> bool:
    return is_rule(text) and (quantities_in(text).practice or quantities_in(text).each is not None)


@glossed
def _is_told_of(text: str) -> bool:
    """Whether a sentence tells what something is or has, rather than what is done: "Each foot has its own pace"."""
    return bool(_IS.search(text)) and not _DOES.search(text)


@glossed
@lru_cache(2_000)
def _figures_of(text: str) -> Quantities:
    """Return the quantities of a rule, without those of its exceptions: "Except for the sponge (5 times), ..."."""
    return quantities_in(_DONE_WITH_BOTH.sub(r"\1 with each \2", _EXCEPT.sub("", _without_days(text))))


@glossed
def _interval_of(text: str) -> tuple[Amount, Amount] | None:
    """Return how long to work and to rest at each station of a circuit, if a rule says so."""
    return interval_in(with_digits(text.casefold()))


_BESIDE = 2
"""The most lines between two that make one rule together."""


def rules_in(reading: Reading) -> Rules:
    """Return the rules for all steps, and for those of single sections."""
    of_rules = {id(passage) for passage in passages_of_rules(reading, _is_rule_with_figures)}
    listed = (each for each in reading.passages if each.block.kind == "item" and not each.before)
    steps = Counter(passage.section for passage in listed if id(passage) not in of_rules)
    found: dict[str, list[Said]] = {}
    for section, said in outside_steps(reading, of_rules):
        scope = section if steps[section] > 1 else ""
        found.setdefault(scope, []).append(said)
    rules = {scope: rule for scope, said in found.items() if (rule := _rule_of(said, listed=bool(steps)))}
    lines = frozenset(passage.block.line for passage in reading.passages if id(passage) in of_rules)
    others = [each for each in reading.passages if id(each) not in of_rules and not each.before]
    items = (each.block for each in others if each.block.kind == "item")
    of_items = 2 * sum(block.number is not None for block in items) > len(others)
    rounds = rounds_of(found, reading)
    return Rules(rules.pop("", None), tuple(rules.items()), of_items, lines, tuple(rounds.items()))


def _rule_of(outside: Sequence[Said], *, listed: bool) -> Rule | None:
    """Return the rule that some sentences make together, or None; `listed`: there is a list of steps."""
    figures, pause_ms, told = NONE, 0, []
    for said, follower in zip_longest(outside, outside[1:]):
        of_sets = said.apart and is_rest_of_sets(said.text)
        text, more = _with_more(said, follower)
        interval = _interval_of(text) if listed else None
        if not (of_sets or said.of_rules or (interval and said.apart) or _is_about_all(said.text)):
            continue
        found = _figures_of(text)
        if interval and (not found.times or rounds_in(text)):
            found, pause_ms = replace(NONE, time=interval[0]), interval[1].natural
        rest = found.rest or found.time
        if found.rest and found.practice and is_rest_rule(said.text):  # "each 8 times, with 20 s between exercises"
            pause_ms, found = pause_ms or found.rest.natural, replace(found, rest=None)
        if of_sets:
            figures = replace(figures, rest=figures.rest or found.rest)
        elif rest and found.sets == 1 and not found.times and is_rest_rule(said.text):
            pause_ms = pause_ms or rest.natural
        elif (found.practice or (found.each and not _is_told_of(text))) and (
            said.of_rules or interval or is_rule(said.text, listed=listed and said.apart)
        ):
            figures = figures.filled_from(found) if figures != NONE else found
        else:
            continue
        told += [said.sentence, follower.sentence] if more else [said.sentence]
    return Rule(figures.in_turns_of_breaths(), tuple(told), pause_ms, listed) if told else None


def _with_more(said: Said, follower: Said | None) -> tuple[str, bool]:
    """Return the text of a sentence with the one behind it that goes on with the same rule, and whether one does.

    So does "Then let go for 12 seconds", or a line "Rest: 20 s" behind one "Work: 40 s".
    """
    if follower is None:
        return said.text, False
    both = f"{said.text.rstrip('.')}, {follower.text}"
    goes_on = follower.sentence.line == said.sentence.line and _is_more(follower.text)
    beside = 0 < follower.sentence.line - said.sentence.line <= _BESIDE and said.apart and follower.apart
    parts = beside and _interval_of(both) and not (_interval_of(said.text) or _interval_of(follower.text))
    return (both, True) if goes_on or parts else (said.text, False)
