"""Routine → steps in the order they happen: loops unrolled, {names} filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import Problem, RoutineError
from coach.routine.model import Group, Step
from coach.routine.narration import LONGEST_SPEECH, Rest, Words, fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.routine.model import Routine
    from coach.routine.narration import Narration


@dataclass(frozen=True)
class Action:
    """A step as it happens once, at its place in the session."""

    narration: tuple[Words | Rest, ...] = ()
    do_ms: int | None = None
    pause_ms: int | None = None
    title: str | None = None
    section: str | None = None


def expand(routine: Routine) -> Iterator[Action]:
    """Every step of the session, one after the other; raises RoutineError for a text that becomes too long to speak."""
    return _items(routine.steps, {}, None)


def _items(items: Sequence[Step | Group], values: dict[str, str], section: str | None) -> Iterator[Action]:
    for item in items:
        if isinstance(item, Group):
            yield from _group(item, values, section)
        else:
            title = fill(item.title, values) if item.title else None
            yield Action(_narration(item, "say", values), item.do, item.pause, title, section)


def _group(group: Group, values: dict[str, str], section: str | None) -> Iterator[Action]:
    each = group.turn_values
    for turn in range(group.turns):
        inside = values | ({name: fill(value, values) for name, value in each[turn].items()} if each else {})
        chapter = fill(group.section, inside) if group.section else section
        if turn and group.between:
            yield Action(_narration(group, "between", inside), section=chapter)
        yield from _items(group.steps, inside, chapter)


def _narration(item: Step | Group, key: str, values: dict[str, str]) -> tuple[Words | Rest, ...]:
    say: Narration | None = getattr(item, key)
    parts = [Words(fill(part.text, values)) if isinstance(part, Words) else part for part in (say.parts if say else ())]
    if any(isinstance(part, Words) and len(part.text) > LONGEST_SPEECH for part in parts):
        message = f"with its {{names}} filled in, more than {LONGEST_SPEECH:,} characters without a rest"
        raise RoutineError([Problem(item.place(key), message, "let the {names} stand for fewer words")])
    return tuple(parts)
