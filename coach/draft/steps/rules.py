"""Rule that a text gives once for all its steps ("hold each stretch for 20 seconds") → its quantities."""

from __future__ import annotations

import re

from coach.draft.english.patterns import pattern
from coach.draft.english.quantities import Quantities, quantities_in
from coach.draft.language import glossed
from coach.draft.reading.passages import Reading, Sentence

_RULE = pattern(
    "rule-parts",
    r"\b(?:each|every|all|both of these|these|any)\b(?: of)?(?: the| these| your)?(?: \w+)? (?:{})(?:es|s)?\b"
    r"|^(?:for )?each(?: one)?:|\b(?:hold|repeat|do|perform|tense) each\b(?= (?:for|of|one|\d|\w+ (?:times|seconds)))",
)
_DOES = pattern("rule-verbs")
_BEGINS = pattern("rule-beginnings", r"^\W*(?:{})\b")
_DAY = re.compile(r"\b(?:a|per|each|every) (?:day|week|morning|night|hour|session)\b|\bdaily\b", re.IGNORECASE)


@glossed
def is_rule(text: str) -> bool:
    """Whether a sentence says something about all steps, and not how often a day."""
    return bool(_RULE.search(text) and _DOES.search(text) and _BEGINS.match(text) and not _DAY.search(text))


def rule_in(reading: Reading) -> tuple[Quantities, Sentence] | None:
    """Return the quantities of the first rule for all steps, and the sentence that gives it, or None."""
    for passage in reading.passages:
        told = passage.told if passage.block.number is None else ()
        sentences = [(each.text, each.line) for each in (*passage.left, *told)]
        for text, line in sentences:
            if is_rule(text):
                figures = quantities_in(text)
                if figures.practice or figures.each:
                    return figures, Sentence(text, line)
    return None
