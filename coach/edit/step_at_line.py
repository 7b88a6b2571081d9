"""A line of a routine's file → the step that stands there, as it is heard first. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.routine.model import Group, Routine, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.plan import Plan

Item = Routine | Group | Step
_OF_GROUP = ("between", "again")
"""The words that a group says itself."""


def step_at_line(routine: Routine, plan: Plan, line: int) -> int:
    """Return the number of the step at a line, from 1; before the first step, that is the first one.

    Args:
        routine: The routine as it is written.
        plan: A plan of it, which may lack some of its steps.
        line: The line of its file, from 1: of the step's beginning, or of anything in it up to the next one.

    Raises:
        UsageError: The step is left out of this session.
    """
    key, item = _at(routine, line)
    said_by_group = key in _OF_GROUP and isinstance(item, Group)
    numbers = _numbers_of_group(plan, item) if said_by_group else []
    inside = {step.written for step in _steps(item)}
    numbers = numbers or [
        number
        for number, part in enumerate(plan.parts[1:-1], 1)
        if part.action.step is not None and part.action.step.written in inside
    ]
    if not numbers:
        raise UsageError(f"the step at line {line} is left out of this session")
    return numbers[0]


def line_of_step(plan: Plan, number: int, file: str) -> int | None:
    """Return the line at which a step begins, by its number; None for one that stands in another file, or in none."""
    action = plan.parts[number].action
    place = (action.step or action.group or plan.routine).known_place("")
    return place.line if place and place.file == file else None


def _numbers_of_group(plan: Plan, group: Item) -> list[int]:
    actions = enumerate((part.action for part in plan.parts[1:-1]), 1)
    return [number for number, action in actions if action.group and action.group.written == group.written]


def _at(routine: Routine, line: int) -> tuple[str, Item]:
    """Return the key of an item that stands at a line, or nearest above it."""
    file = routine.place("title").file
    found: tuple[int, str, Item] = (0, "", routine)
    for item in _items(routine):
        for key, place in item.places.items():
            if place.file == file and found[0] < place.line <= line:
                found = place.line, str(key), item
    _, key, item = found
    return key, item


def _items(item: Item) -> Iterator[Item]:
    yield item
    for inner in getattr(item, "steps", ()):
        yield from _items(inner)


def _steps(item: Item) -> Iterator[Step]:
    return (each for each in _items(item) if isinstance(each, Step))
