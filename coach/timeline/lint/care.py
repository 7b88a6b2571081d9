"""Rules of care: sides, pressure, cautions, an end, and steps that nobody would hear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.routine.changes import changes_below, has_to_be_whole
from coach.routine.condition_words import conditions_in, key_for
from coach.routine.conditions import cautions
from coach.routine.model import Group, Step
from coach.routine.motion import span_of
from coach.routine.narration import Words, fill
from coach.routine.practice import written_words
from coach.timeline.compiler import left_out
from coach.timeline.guide_words import phrases_of
from coach.timeline.lint.subject import Finding
from coach.units import rounded_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coach.routine.changes import Changes
    from coach.routine.model import Routine
    from coach.timeline.expand import Action
    from coach.timeline.lint.subject import Subject

_TOLERANCE = 0.1
_STRONG = re.compile(r"\b(?:deep(?:ly|er)?|hard(?:er)?|firm(?:ly|er)?)\b", re.IGNORECASE)
_STANCE = (
    "stand(?:s|ing)?|sit(?:s|ting)?|seated|plant(?:ed|ing)?|grounded|rooted|anchored|"
    "(?:feet|foot|soles?|legs?) (?:both )?(?:are|is|rest|rests|resting|stay|stays|remain|remains|flat)"
)
_HOW_ONE_STANDS = "your|both|two|the|feet|foot|soles?|legs?|with|are|up|upright|tall|down|here|still|flat|well|now|and"
"""The words that may stand between, all of which leave it with the listener's own feet or seat."""
_FIRMLY = r"firm(?:ly)?(?= ?[.,;:!?]| ?$| (?:on|in|into|upon|against|with|to|under|beneath) (?!their|his|her))"
"""A firmness that ends what is said of it, or is on a floor or a chair: none of what is done next, or to somebody."""
_NO_PRESSURE = re.compile(
    r"\b(?:(?:breath\w*|inhale|exhale|relax\w*|sink|sleep)(?: in| out)? (?:more )?deep(?:ly|er)?"
    r"|deep(?:er)?,? (?:\w+,? )?(?:breath\w*|rest|relaxation|sleep|calm|peace)"
    r"|(?:hard|firm) (?:floor|surface|chair|bed|table|ground|seat|cushion|pillow|mattress|stool|bench|base)"
    r"|hard (?:day|time|work)"
    rf"|(?:{_STANCE}) (?:(?:{_HOW_ONE_STANDS}),? )*{_FIRMLY}"
    rf"|(?:place|put|set|keep|have) (?:(?:{_HOW_ONE_STANDS}) )*(?:feet|foot|soles?) (?:(?:flat|and) )*{_FIRMLY}"
    r"|(?:no|not|never|without|nothing|nor|don['’]t|avoid|than)\b(?:[ '’-]+[\w’']+){0,6})\b",
    re.IGNORECASE,
)
"""A pattern of words that say nothing about pressure, or forbid it: a negation and up to six words after it.

How the listener stands or sits is none either; a hand that rests firmly on somebody is.
"""
_NO_SIDE = re.compile(
    r"\b(?:all right|just right|(?:what|whatever|something|anything|nothing|is|are) left|left of the|left over"
    r"|right (?:now|away|after|before|there|here|place|way|time|angles?|amount|spot|moment|speed|one)"
    r"|(?:with|using|by) (?:\w+ ){0,5}?(?:left|right))\b",
    re.IGNORECASE,
)
"""A pattern of "left" and "right" where they name no side of the body, or name the hand that works."""
_CLOSING = re.compile(
    r"\b(?:rest(?:ed|ing)?(?! of\b)|finish(?:ed)?|the end|com(?:e|es|ing) (?:back|to an end)|return"
    r"|(?:open|close) your eyes|thank\w*|(?:was|is) all|done|complete\w*|goodbye|let go|sleep|enjoy|carry on"
    r"|next time|be well|take care|welcome back)\b",
    re.IGNORECASE,
)
_CLOSING_TITLE = re.compile(
    r"\b(?:clos\w+|end\w*|finish\w*|return\w*|rest|goodbye|afterwards?|come back)\b", re.IGNORECASE
)


@dataclass
class _Side:
    """The practice that one side of the body gets: its first step, the steps and the milliseconds."""

    first: Step
    steps: int = 0
    ms: int = 0


def unequal_sides(subject: Subject) -> Iterator[Finding]:
    """One side gets more time, or more steps, than the other.

    A hand that is left out feels forgotten; often a line was copied and not changed. `each: {hand: [left, right]}`
    treats both alike. What counts is practice, by the side that its section, its title or its words name.
    """
    phrases = phrases_of(subject.routine.language)
    sides: dict[str, _Side] = {}
    for action in subject.actions:
        if phrases and action.step and action.step.do and (name := _side_of(action, phrases.sides)):
            side = sides.setdefault(name, _Side(action.step))
            side.steps += 1
            side.ms += span_of(action.step.do).natural_ms
    if not sides or not phrases:
        return
    some = next(iter(sides.values()))
    left, right = (sides.get(name, _Side(some.first)) for name in phrases.sides)
    if left.steps != right.steps or abs(left.ms - right.ms) > _TOLERANCE * max(left.ms, right.ms):
        told = (f"{rounded_duration(side.ms)} in {side.steps} step{'s' * (side.steps != 1)}" for side in (left, right))
        message = "the left side gets {}, the right side {}".format(*told)
        fewer = left if left.steps and left.ms < right.ms else right if right.steps else left
        yield Finding(fewer.first, "do", message, "treat both alike, as with 'each: {hand: [left, right]}'")


def _side_of(action: Action, sides: tuple[str, str]) -> str | None:
    """Return the one side that an action names; None for both or neither."""
    said = " ".join(part.text for part in action.whole if isinstance(part, Words))
    for text in (action.section, action.title, said):
        bare = _NO_SIDE.sub("", text or "")
        named = [side for side in sides if re.search(rf"\b(?:{side})\b", bare, re.IGNORECASE)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def strong_pressure(subject: Subject) -> Iterator[Finding]:
    """Deep, hard or firm pressure is left in for a condition that lightens.

    The routine names the condition among its cautions, but the words still ask for pressure. Give the step other words
    with `words` or `instead`, or leave it out with `skip_for`.
    """
    lighten = [it.name for it in subject.routine.cautions if cautions()[it.name].effect == "lighten"]
    if not _speaks_english(subject):
        return
    for name in lighten:
        for item, names, changes in _heard_with(name, subject.routine, {}, {}):
            for key, text in _texts_for(item, name, changes):
                if strong := _strong_word(fill(text, names)):
                    instead, skip = f"'instead: {{{name}: ...}}'", f"'skip_for: [{name}]'"
                    hint = f"say it otherwise with {instead}, or leave it out with {skip}"
                    yield Finding(item, key, f"“{strong}”, also for {name}", hint)


def _texts_for(item: Step | Group, name: str, changes: Changes) -> Iterator[tuple[str, str]]:
    """Yield the texts that someone with a condition hears in a step, or of a group, each with its key."""
    if item.again and not (isinstance(item, Step) and has_to_be_whole(item, [name], changes, None)):
        yield "again", item.again.text
    if isinstance(item, Step):
        yield from _texts_of(item, name)


def _texts_of(step: Step, name: str) -> Iterator[tuple[str, str]]:
    way = (step.instead or {}).get(key_for(step.instead or {}, [name]))
    if way and way.say:
        yield "instead", way.say.text
    elif step.say:
        yield "say", step.say.text
    step = step.model_copy(update=way.changes()) if way else step
    if guide := step.guide:
        last = guide.last.say if guide.last else None
        yield from (("guide", text) for text in (guide.half, last, *(guide.at or {}).values()) if text)
    yield from (("do", text) for text in written_words(step.do).values())


def _strong_word(text: str) -> str | None:
    found = _STRONG.search(_NO_PRESSURE.sub("", text))
    return found[0] if found else None


class _Filled(dict[str, str]):
    """The words of {names} for one condition; a name of `each` or `with` stays as it is written."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _heard_with(
    name: str, item: Routine | Group | Step, around: Mapping[str, str], outer: Changes
) -> Iterator[tuple[Step | Group, _Filled, Changes]]:
    """Yield each step and group that someone with a condition hears, with the words of {names} there for them."""
    changes = changes_below(item, [name], outer)
    names = _Filled(around)
    own = {each: wording[key_for(wording, [name])] for each, wording in (item.words or {}).items()}
    names.update({each: fill(text, _Filled(around)) for each, text in own.items()})
    if isinstance(item, (Step, Group)):
        yield item, names, changes
    for step in getattr(item, "steps", ()):
        if name not in (step.skip_for or ()):
            yield from _heard_with(name, step, names, changes)


def _speaks_english(subject: Subject) -> bool:
    return subject.routine.language.partition("-")[0] == "en"


def _with_skips(items: Sequence[Step | Group], skipped: frozenset[str]) -> Iterator[tuple[Step, frozenset[str]]]:
    """Yield each step, with the conditions for which it is left out."""
    for item in items:
        inside = skipped | set(item.skip_for or ())
        if isinstance(item, Group):
            yield from _with_skips(item.steps, inside)
        else:
            yield item, inside


def no_cautions(subject: Subject) -> Iterator[Finding]:
    """A routine for a caregiver names no cautions.

    Whoever massages someone else cannot feel what hurts. `cautions` names the conditions to ask about before the
    first touch; `coach show` lists them and `--condition` applies them.
    """
    if subject.routine.for_ == "caregiver" and not subject.routine.cautions:
        yield Finding(subject.routine, "for", "no cautions", "add 'cautions: [...]'; `coach cautions` shows the names")


def no_closing(subject: Subject) -> Iterator[Finding]:
    """The session stops without a closing step.

    A voice that just stops leaves the listener waiting, with closed eyes. The last words belong to an end: rest, let
    go, come back. They stand outside of any repetition, or the end would come after each turn.
    """
    last = next((action for action in reversed(subject.actions) if action.narration), None)
    step = next(action.step for action in reversed(subject.actions) if action.step)
    if last is None:
        return
    said = " ".join(part.text for part in last.narration if isinstance(part, Words))
    closes = _CLOSING.search(said) or _CLOSING_TITLE.search(f"{last.section or ''} {last.title or ''}")
    if last.looped or (_speaks_english(subject) and not closes):
        yield Finding(step, "say", "no closing step after this", "end with a step that says it is the end")


def unreachable(subject: Subject) -> Iterator[Finding]:
    """A step, or some words of it, can never be heard.

    What nobody can hear is a mistake: an optional step for which the routine's own length never leaves time, or words
    for a condition that leaves the step out.
    """
    for step in left_out(subject.routine, subject.spoken_length):
        yield Finding(step, "keep", "the routine's own length leaves no time for this step", "remove it, or add time")
    for step, skipped in _with_skips(subject.routine.steps, frozenset()):
        for key, wordings in (("instead", [step.instead or {}]), ("words", [*(step.words or {}).values()])):
            for name in dict.fromkeys(name for wording in wordings for name in conditions_in(wording)):
                if name in skipped:
                    message = f"words for {name}, but the step is left out for it"
                    yield Finding(step, key, message, f"keep one of '{key}' and 'skip_for'")
