"""A rule that a text gives once for its steps, and the steps for which it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.one_of_a_pair import prepares
from coach.draft.language import glossed

if TYPE_CHECKING:
    from coach.draft.english.quantities import Quantities
    from coach.draft.reading.passages import Passage, Sentence

_COMES_BACK = Expression(
    r"^\W*(?:(?:and|then|now|slowly|gently|finally|at the end),? )*(?:before|when|once|after|open your eyes"
    r"|open the eyes|get up|wiggle|notice|enjoy|come back|return|thank)\b",
    re.IGNORECASE,
)
"""A pattern of what ends a session: "Before you get up, move your fingers"."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for all steps, or for those of a section."""

    figures: Quantities
    sentences: tuple[Sentence, ...]
    """The sentences that say so."""
    pause_ms: int = 0
    """The milliseconds of rest after each step."""
    listed: bool = False
    """Whether it is for a list, and not for what the paragraph says that it stands in."""

    @property
    def line(self) -> int:
        """The line of the first of the sentences."""
        return self.sentences[0].line


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule for all steps, and those of single sections."""

    everywhere: Rule | None = None
    sections: tuple[tuple[str, Rule], ...] = ()
    of_items: bool = False
    """Whether the steps are the items of lists, so that what stands between those is none: "Come and sit down"."""
    lines: frozenset[int] = frozenset()
    """The lines of passages that stand among rules, and are no steps."""

    def rule_of(self, passage: Passage) -> Rule | None:
        """Return the rule that holds for a passage, or None."""
        rule = next((rule for section, rule in self.sections if section == passage.section), self.everywhere)
        if passage.block.line in self.lines or (self.of_items and passage.block.kind != "item"):
            return None
        if rule is not None and rule.figures.release is not None and all(_is_eased(each.text) for each in passage.told):
            return None
        beside = rule is not None and rule.listed and passage.block.line in [each.line for each in rule.sentences]
        return None if beside and passage.block.kind == "text" else rule

    def __contains__(self, sentence: object) -> bool:
        """Whether a sentence is part of a rule."""
        rules = [self.everywhere, *(rule for _, rule in self.sections)]
        return any(rule is not None and sentence in rule.sentences for rule in rules)


@glossed
def _is_eased(text: str) -> bool:
    """Whether nothing is tensed and let go in a sentence, as it only settles somebody or ends the session."""
    return prepares(text) or bool(_COMES_BACK.match(text))
