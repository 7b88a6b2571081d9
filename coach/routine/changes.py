"""Conditions of a listener → which {names} have other words for them, and so which texts change."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from coach.routine.condition_words import DEFAULT, key_for
from coach.routine.model import Group, Routine, Step
from coach.routine.narration import names_in

Change = tuple[str, int]
"""A name whose words a condition changes, and which of the `words` of that name it is."""
Changes = Mapping[str, frozenset[Change]]
"""The {names} of a place → what a condition changes where they stand."""


def changes_below(item: Routine | Group | Step, conditions: Collection[str], around: Changes) -> Changes:
    """Return the changes of the {names} that texts of an item, and all in it, can use."""
    inside = dict(around)
    if isinstance(item, Group):
        given = {**(item.each or {}), **{name: [value] for name, value in (item.with_ or {}).items()}}
        inside |= {name: changes_in(" ".join(values), around) for name, values in given.items()}
        inside |= {f"other_{name}": inside[name] for name in item.each or ()}
    outer = dict(inside)
    for name, wording in (item.words or {}).items():
        key = key_for(wording, conditions)
        own = frozenset([(name, id(wording))] if key != DEFAULT else ())
        inside[name] = own | changes_in(wording[key], outer)
    return inside


def changes_in(text: str, changes: Changes) -> frozenset[Change]:
    """Return what conditions change in a text."""
    return frozenset[Change]().union(*(changes.get(name, ()) for name in names_in(text)))


def texts_of(step: Step) -> Iterator[str]:
    """Yield all that is said in a step of a routine: its words, and those during its practice."""
    if step.say:
        yield step.say.text
    if guide := step.guide:
        yield from (text for text in (guide.half, guide.last and guide.last.say, *(guide.at or {}).values()) if text)
    if words := getattr(step.do, "words", None):
        yield from words.model_dump().values()
