"""A rule that a text gives once for its steps, and the steps for which it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.heading_figures import figures_of, says_each
from coach.draft.english.one_of_a_pair import prepares
from coach.draft.language import glossed
from coach.draft.steps.rule_sentences import is_rule

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from coach.draft.english.quantities import Quantities
    from coach.draft.reading.passages import Passage, Sentence
    from coach.draft.steps.circuit_rounds import Rounds

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
    rounds: tuple[tuple[str, Rounds], ...] = ()
    """How often the steps of a section are gone through, or those of all sections if it has no name."""

    def rule_of(self, passage: Passage) -> Rule | None:
        """Return the rule that holds for a passage, or None."""
        rule = next((rule for section, rule in self.sections if section == passage.section), self.everywhere)
        if passage.block.line in self.lines or (self.of_items and passage.block.kind != "item"):
            return None
        if rule is not None and rule.figures.release is not None and all(_is_eased(each.text) for each in passage.told):
            return None
        beside = rule is not None and rule.listed and passage.block.line in [each.line for each in rule.sentences]
        return None if beside and passage.block.kind == "text" else rule

    def nearest(self, passage: Passage, totals: Container[str]) -> Rule | None:
        """Return the rule for a passage, unless the figures of its heading are nearer, which are not those of all."""
        heading = passage.heading
        nearer = heading not in totals and figures_of(heading).practice and not is_rule(heading)
        return None if passage.before or nearer else self.rule_of(passage)

    def totals_in(self, passages: Sequence[Passage]) -> frozenset[str]:
        """Return the headings whose time is that of all steps under them together, as a rule says how long each takes.

        "Warming up (5 min)" is one, where each of several movements takes a minute; "Neck (2 min)" over one is none.
        """
        found = set()
        for heading, group in groupby(passages, key=lambda passage: passage.heading):
            under = list(group)
            steps = [each for each in under if (rule := self.rule_of(each)) and rule.figures.practice]
            stands = any(each in self for passage in under for each in passage.told)
            figures = figures_of(heading)
            listed = sum(each.block.kind == "item" for each in steps) > 1 or (stands and len(steps) > 1)
            if figures.time and not (figures.times or figures.each) and listed and not says_each(heading):
                found.add(heading)
        return frozenset(found)

    def __contains__(self, sentence: object) -> bool:
        """Whether a sentence is part of a rule."""
        rules: list[Rule | Rounds | None] = [self.everywhere, *(rule for _, rule in self.sections)]
        rules += [rounds for _, rounds in self.rounds]
        return any(rule is not None and sentence in rule.sentences for rule in rules)


def filled_by(rule: Rule | None, figures: Quantities, say: str, *, sided: bool) -> Quantities:
    """Return the figures of a step with what a rule says beside them; `sided`: it may give each side a turn."""
    if rule is None or (rule.figures.only_rest and not figures.practice):
        return figures
    if not figures.practice:
        return figures.filled_from(rule.figures)
    return figures.completed_by(rule.figures, say, sided=sided or not rule.figures.practice)


@glossed
def _is_eased(text: str) -> bool:
    """Whether nothing is tensed and let go in a sentence, as it only settles somebody or ends the session."""
    return prepares(text) or bool(_COMES_BACK.match(text))
