"""Routine → what could be better in it. A routine that loads can still hurry, startle or confuse; rules say where.

To add a rule: a function in one of the files beside this one, and a row in `RULES`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.errors import Problem, RoutineError
from coach.routine.condition_words import conditions_in
from coach.routine.for_listener import NothingLeft, adapt
from coach.routine.limits_check import NEVER_SET
from coach.suggestion import suggest
from coach.timeline.compiler import compile_routine
from coach.timeline.lint import (
    care,
    claims,
    consent,
    for_the_ear,
    lost_words,
    one_item,
    other_language,
    second_time,
    timing,
    typed_markup,
    typed_pauses,
    unnamed_cautions,
    unsaid_amounts,
    unspoken_signs,
    words,
    writing,
)
from coach.timeline.lint.subject import Rule, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.routine.model import Group, Routine, Step

    Around = tuple[Routine | Group | Step, ...]

_UNUSED, _FOR_CONDITION = "unused-allow", "fails-for-condition"
RULES = {
    rule.code: rule
    for rule in (
        Rule("breath-cycle", timing.breath_cycle),
        Rule("long-hold", timing.long_hold),
        Rule("short-exhale", timing.short_exhale),
        Rule("long-silence", timing.long_silence),
        Rule("short-practice", timing.short_practice),
        Rule("slowed-count", timing.slowed_count),
        Rule("unequal-sides", care.unequal_sides),
        Rule("long-sentence", words.long_sentence),
        Rule("long-step", words.long_step),
        Rule("said-count", words.said_count),
        Rule("long-again", second_time.long_again),
        Rule("silent-wait", second_time.silent_wait),
        Rule("alike-beginnings", for_the_ear.alike_beginnings),
        Rule("condition-first", for_the_ear.condition_first),
        Rule("late-instruction", for_the_ear.late_instruction),
        Rule("one-item", one_item.one_item),
        Rule("lost-words", lost_words.lost_words),
        Rule("name-never-used", words.name_never_used),
        Rule("typed-pause", typed_pauses.typed_pause),
        Rule("markup", typed_markup.markup),
        Rule("unspoken-sign", unspoken_signs.unspoken_sign),
        Rule("unsaid-amount", unsaid_amounts.unsaid_amount),
        Rule("foreign-script", writing.foreign_script),
        Rule("other-language", other_language.other_language),
        Rule("strong-pressure", care.strong_pressure),
        Rule("no-cautions", care.no_cautions),
        Rule("no-consent", consent.no_consent),
        Rule("unnamed-caution", unnamed_cautions.unnamed_caution),
        Rule("unsourced-claim", claims.unsourced_claim),
        Rule("no-closing", care.no_closing),
        Rule("unreachable", care.unreachable),
    )
}
"""The rules by code, for all that can be allowed."""
ALWAYS = {
    NEVER_SET: "A text uses a {name} that no group around it sets. Such a routine does not load.",
    _FOR_CONDITION: "With a condition that the routine knows, or in brief, no session can be made of it. Try "
    "`--condition NAME` or `--words brief`.",
    _UNUSED: "An 'allow' names a code of which nothing is found there. Remove it, so that it hides nothing later.",
}
"""The explanations by code, for what cannot be allowed."""


def lint(routine: Routine, spoken_length: Callable[[str], int]) -> list[Problem]:
    """Return warnings of the rules, and of what fails for a condition; raise RoutineError as the compiler does."""
    subject = Subject.of(routine, spoken_length)
    around = dict(_allowed(routine, ()))
    found, used = set(), set()
    for rule in RULES.values():
        for finding in rule.find(subject):
            chain = around.get(id(subject.written(finding.item)), (routine,))
            allowing = [item for item in chain if rule.code in (item.allow or ())]
            if allowing:
                used |= {(id(item), rule.code) for item in allowing}
            else:
                found.add(Problem(finding.place, finding.message, finding.hint, rule.code, "warning"))
    return sorted({*found, *_unused(around, used), *_for_conditions(subject)})


def _for_conditions(subject: Subject) -> Iterator[Problem]:
    """Yield what goes wrong only in a session for somebody with a condition that the routine knows, or in brief."""
    routine = subject.routine
    named = {declared.name for declared in routine.cautions}
    for item in (routine, *subject.items):
        named |= {*(getattr(item, "skip_for", None) or ()), *conditions_in(getattr(item, "instead", None) or ())}
        named |= {name for wording in (item.words or {}).values() for name in conditions_in(wording)}
    brief = any(item.again for item in subject.items)
    if brief:
        yield from _fails(subject, [], "in brief", "brief")
    for name in sorted(named):
        told = [*_fails(subject, [name], f"for {name}")]
        yield from told or (_fails(subject, [name], f"for {name}, in brief", "brief") if brief else ())


def _fails(subject: Subject, conditions: list[str], whom: str, words: str = "full") -> Iterator[Problem]:
    """Yield what goes wrong in a session for `whom`."""
    try:
        compile_routine(adapt(subject.routine, conditions, conditions, words), subject.spoken_length)
    except NothingLeft:
        return  # as intended: this routine is not for them
    except RoutineError as error:
        for problem in error.problems:
            yield replace(problem, message=f"{whom}: {problem.message}", code=_FOR_CONDITION, severity="warning")


def explain(code: str) -> str | None:
    """Return what a code means, why it matters, and how to allow it; None for an unknown code."""
    if code in ALWAYS:
        return f"{code}: {ALWAYS[code]}"
    if (rule := RULES.get(code)) is None:
        return None
    allow = f"Where it is meant to be so, write 'allow: [{code}]' in the step, in a group around it, or at the top."
    return f"{code}: {rule.explanation}\n\n{allow}"


def _allowed(item: Routine | Group | Step, around: Around) -> Iterator[tuple[int, Around]]:
    """Yield each item's id, with the items around it and itself."""
    chain = (*around, item)
    yield id(item), chain
    for step in getattr(item, "steps", ()):
        yield from _allowed(step, chain)


def _unused(around: dict[int, Around], used: set[tuple[int, str]]) -> Iterator[Problem]:
    for chain in around.values():
        item = chain[-1]
        for code in item.allow or ():
            if (id(item), code) not in used:
                hint = "remove it" if code in RULES else suggest(code, RULES, "remove it")
                yield Problem(
                    item.place("allow"), f"nothing is found here that '{code}' allows", hint, _UNUSED, "warning"
                )
