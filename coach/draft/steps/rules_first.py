"""The rules with which a section begins ("Ground rules: ten of each, held for 5 seconds") → those of its passages."""

from __future__ import annotations

import re
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from coach.draft.english.after_a_hold import SUSTAINED
from coach.draft.english.amount_sentences import is_bare_amount
from coach.draft.english.expression import Expression
from coach.draft.english.imperative import is_instruction
from coach.draft.english.quantities import is_quantity, quantities_in
from coach.draft.language import glossed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.draft.reading.passages import Passage, Reading

_RULES = Expression(
    r"\b(?:rules?|basics|guidelines?|in general|general|applies|apply|principles?|dos(?:e|es|age|ing)"
    r"|how (?:much|many|often|long)|regeln?|grundsätz\w*|grundlagen|allgemein\w*|dosierung|dosis|umfang"
    r"|wie (?:oft|lange?|viel)|reglas?|normas?|generales|pautas?|principios?|dosificación|cuánt[oa]s?)\b",
    re.IGNORECASE,
)
"""A pattern of the headings of rules, in all three languages."""


def passages_of_rules(reading: Reading, is_rule: Callable[[str], bool]) -> list[Passage]:
    """Return the passages that only say how all steps are done: those that begin a section, with a rule among them.

    There a hold is a rule too, as nothing came yet that it could hold: "Hold the end position for 5 seconds."
    """
    return [each for company in _first_of_sections(reading, is_rule) for each in company]


def _first_of_sections(reading: Reading, is_rule: Callable[[str], bool]) -> Iterator[list[Passage]]:
    for heading, passages in groupby(reading.passages, key=lambda passage: passage.heading):
        under = list(passages)
        company = list(takewhile(lambda passage: _says_how(passage, is_rule), under))
        company += _beside(company, under[len(company) :])
        named = len(company) == len(under) and _RULES.search(heading) is not None
        if named or any(is_rule(text) for passage in company for text in _texts(passage)):
            yield company


def _beside(company: Sequence[Passage], rest: Sequence[Passage]) -> Sequence[Passage]:
    """Return what else a list of rules says, if that is less, and without figures: "Breathe on"."""
    few = 0 < len(rest) <= len(company) and rest[-1].block.kind == "item"
    plain = few and not any(quantities_in(told.text).practice for passage in rest for told in passage.told)
    return rest if plain and all(passage.block.number is None for passage in rest) else ()


def _says_how(passage: Passage, is_rule: Callable[[str], bool]) -> bool:
    unnumbered = passage.block.number is None and not passage.before
    return unnumbered and all(is_rule(text) or says_how_long(text) for text in _texts(passage))


def _texts(passage: Passage) -> list[str]:
    """Return the sentences of a passage, the first with its label: "For all exercises: 5 repetitions"."""
    label = f"{passage.label}: " if passage.label and not passage.told[0].text.startswith(passage.label) else ""
    return [f"{'' if place else label}{told.text}" for place, told in enumerate(passage.told)]


@glossed
def says_how_long(text: str) -> bool:
    """Whether a sentence only says how long or how often, or how long to hold what came before."""
    if not quantities_in(text).practice:
        return False
    return bool(SUSTAINED.match(text)) or is_quantity(text) or (is_bare_amount(text) and not is_instruction(text))
