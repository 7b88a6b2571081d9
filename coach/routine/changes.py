"""Conditions of a listener → which {names} have other words for them, and so which texts change.

What a condition asks for is never left out where a step says less the second time: its words are said whole then,
unless the short words have the same change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from coach.routine.condition_words import DEFAULT, conditions_in, key_for
from coach.routine.model import Group, Routine, Step
from coach.routine.narration import names_in

Change = tuple[str, int, frozenset[str]]
"""A name whose words are changed, which of the `words` of that name it is, and the conditions that change it."""
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
        causes = frozenset(conditions_in([key])).intersection(conditions)
        own = frozenset([(name, id(wording), causes)] if key != DEFAULT else ())
        inside[name] = own | changes_in(wording[key], outer)
    return inside


def changes_in(text: str, changes: Changes) -> frozenset[Change]:
    """Return what conditions change in a text."""
    return frozenset[Change]().union(*(changes.get(name, ()) for name in names_in(text)))


def has_to_be_whole(step: Step, conditions: Collection[str], changes: Changes, group: frozenset[Change] | None) -> bool:
    """Whether someone with these conditions has to hear the words of a step whole each time.

    Args:
        step: The step.
        conditions: The conditions.
        changes: The changes of the {names} that its texts use.
        group: The changes in what the nearest group says in place of its steps' words; None if it says nothing else.
    """
    key = key_for(step.instead or {}, conditions)
    other = step.instead[key].say if step.instead and key != DEFAULT else None
    said = other or step.say
    lost = changes_in(said.text, changes) if said else frozenset()
    if step.again is None:
        return group is not None and (other is not None or not lost <= group)
    kept = changes_in(step.again.text, changes)
    causes = frozenset(conditions_in([key])).intersection(conditions)
    return not lost <= kept or (other is not None and not any(causes & own for _, _, own in kept))


def texts_of(step: Step) -> Iterator[str]:
    """Yield all that is said in a step: its words, and those during its practice."""
    yield from (said.text for said in (step.say, step.again) if said)
    if guide := step.guide:
        yield from (text for text in (guide.half, guide.last and guide.last.say, *(guide.at or {}).values()) if text)
    if words := getattr(step.do, "words", None):
        yield from words.model_dump().values()
