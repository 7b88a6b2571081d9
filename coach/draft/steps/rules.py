"""Rules that a text gives once for all its steps ("hold each stretch for 20 seconds") → their quantities, and the rest.

A rule stands outside of the steps. Several may share the work: one says how often, another how long to rest after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.draft.english.imperative import is_instruction
from coach.draft.english.patterns import pattern
from coach.draft.english.quantities import NONE, Quantities, quantities_in
from coach.draft.language import glossed
from coach.draft.reading.passages import Reading, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_RULE = pattern(
    "rule-parts",
    r"\b(?:each|every|all|both of these|these|any|per)\b(?: of)?(?: the| these| your)?(?: \w+)? (?:{})(?:es|s)?\b"
    r"|^(?:for )?each(?: one)?:|\b(?:hold|repeat|do|perform|tense) each\b(?= (?:for|of|one|\d|\w+ (?:times|seconds)))",
)
_BETWEEN = pattern("rule-parts", r"\b(?:between|after (?:each|every))\b (?:\w+ ){0,2}?(?:{})(?:es|s)?\b")
_RESTS = pattern("rule-rests", r"\b(?:{})\b")
_DOES = pattern("rule-verbs")
_BEGINS = pattern("rule-beginnings", r"^\W*(?:{})\b")
_DAY = re.compile(r"\b(?:a|per|each|every) (?:day|week|morning|night|hour|session)\b|\bdaily\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for all steps."""

    figures: Quantities
    sentences: tuple[Sentence, ...]
    """The sentences that say so."""
    pause_ms: int = 0
    """The milliseconds of rest after each step."""

    @property
    def line(self) -> int:
        """The line of the first of the sentences."""
        return self.sentences[0].line


@glossed
def _is_about_all(text: str) -> bool:
    return bool(_RULE.search(text) or _BETWEEN.search(text))


@glossed
def is_rule(text: str) -> bool:
    """Whether a sentence says something about all steps, and not how often a day."""
    if not _RULE.search(text) or _DAY.search(text):
        return False
    return bool(_DOES.search(text) and _BEGINS.match(text)) or not is_instruction(text)


@glossed
def is_rest_rule(text: str) -> bool:
    """Whether a sentence says how long to rest after each step."""
    return bool(_BETWEEN.search(text) and _RESTS.search(text) and not _DAY.search(text))


def rule_in(reading: Reading) -> Rule | None:
    """Return the rule for all steps, or None."""
    figures, pause_ms, said = NONE, 0, []
    for sentence in _outside_steps(reading):
        if not _is_about_all(sentence.text):
            continue
        found = quantities_in(sentence.text)
        rest = found.rest or found.time
        if rest and found.sets == 1 and not found.times and is_rest_rule(sentence.text):
            pause_ms = pause_ms or rest.natural
        elif (found.practice or found.each) and is_rule(sentence.text):
            figures = figures.filled_from(found) if figures != NONE else found
        else:
            continue
        said.append(sentence)
    return Rule(figures, tuple(said), pause_ms) if said else None


def _outside_steps(reading: Reading) -> Iterator[Sentence]:
    for passage in reading.passages:
        told = passage.told if passage.block.number is None else ()
        yield from (Sentence(each.text, each.line) for each in (*passage.left, *told))
