"""Rules that a text gives once for its steps ("hold each stretch for 20 seconds") → their quantities, and the rest.

A rule stands outside of the steps. Several may share the work: one says how often, another how long to rest after it.
It holds for the list of steps under its own heading if there is one, and otherwise for all steps.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.intervals import interval_in
from coach.draft.english.numbers import with_digits
from coach.draft.english.quantities import NONE, Quantities, quantities_in
from coach.draft.language import glossed
from coach.draft.steps.circuit_rounds import rounds_in, rounds_of
from coach.draft.steps.outside_steps import Said, outside_steps
from coach.draft.steps.rest_rules import is_rest_of_sets, is_rest_rule
from coach.draft.steps.rule import Rule, Rules
from coach.draft.steps.rule_sentences import is_about_all, is_rule, is_told_of, without_days
from coach.draft.steps.rules_first import passages_of_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.english.numbers import Amount
    from coach.draft.reading.passages import Reading, Sentence

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
def _is_more(text: str) -> bool:
    return bool(_GOES_ON.match(text)) and quantities_in(text).practice


def _is_rule_with_figures(text: str) -> bool:
    return is_rule(text) and (quantities_in(text).practice or quantities_in(text).each is not None)


@glossed
@lru_cache(2_000)
def _figures_of(text: str) -> Quantities:
    """Return the quantities of a rule, without those of its exceptions: "Except for the sponge (5 times), ..."."""
    return quantities_in(_DONE_WITH_BOTH.sub(r"\1 with each \2", _EXCEPT.sub("", without_days(text))))


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
    lacking = _lacking(reading)
    rules = {scope: rule for scope, said in found.items() if (rule := _rule_of(said, lacking, listed=bool(steps)))}
    lines = frozenset(passage.block.line for passage in reading.passages if id(passage) in of_rules)
    others = [each for each in reading.passages if id(each) not in of_rules and not each.before]
    items = (each.block for each in others if each.block.kind == "item")
    of_items = 2 * sum(block.number is not None for block in items) > len(others)
    rounds = rounds_of(found, reading)
    return Rules(rules.pop("", None), tuple(rules.items()), of_items, lines, tuple(rounds.items()))


def _lacking(reading: Reading) -> frozenset[Sentence]:
    """Return the sentences behind which most of what is told has no amount, in the text or in their section."""
    found: list[Sentence] = []
    sections = [[*passages] for _, passages in groupby(reading.passages, key=lambda passage: passage.section)]
    for passages in [reading.passages, *sections]:
        told = [each for passage in passages for each in passage.told]
        bare = [not quantities_in(each.text).practice for each in told]
        left = sum(bare)
        for place, each in enumerate(told):
            left -= bare[place]
            if 2 * left > len(told) - place - 1 > 1:
                found.append(each)
    return frozenset(found)


def _rule_of(outside: Sequence[Said], lacking: frozenset[Sentence], *, listed: bool) -> Rule | None:
    """Return the rule that some sentences make together, or None.

    `lacking`: the sentences behind which steps lack amounts, so that any verb may begin a rule; `listed`: there is a
    list of steps.
    """
    figures, pause_ms, told = NONE, 0, []
    for said, follower in zip_longest(outside, outside[1:]):
        of_sets = said.apart and is_rest_of_sets(said.text) and not is_rule(said.text, listed=listed)
        text, more = _with_more(said, follower)
        interval = _interval_of(text) if listed else None
        if not (of_sets or said.of_rules or (interval and said.apart) or is_about_all(said.text)):
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
        elif (found.practice or (found.each and not is_told_of(text))) and (
            said.of_rules
            or interval
            or is_rule(said.text, listed=listed and said.apart, lacking=said.sentence in lacking)
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
