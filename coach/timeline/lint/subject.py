"""What the rules look at, and what they find."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from coach.routine.model import Group, Routine, Step
from coach.timeline.compiler import compile_routine
from coach.timeline.expand import Action, expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.timeline.timeline import Timeline


@dataclass(frozen=True)
class Finding:
    """Something that could be better: where, what, and what to do."""

    item: Routine | Group | Step
    key: str
    message: str
    hint: str


@dataclass(frozen=True)
class Subject:
    """A routine with all that is known of it before anything is spoken."""

    routine: Routine
    spoken_length: Callable[[str], int]
    actions: Sequence[Action]
    timeline: Timeline
    """At its natural length, so that nothing is left out."""

    @classmethod
    def of(cls, routine: Routine, spoken_length: Callable[[str], int]) -> Subject:
        """Raises RoutineError for what does not compile, at the routine's own length or at its natural one."""
        if routine.length is not None:
            compile_routine(routine, spoken_length)
        natural = routine.model_copy(update={"length": None})
        return cls(routine, spoken_length, list(expand(routine)), compile_routine(natural, spoken_length))

    @cached_property
    def steps(self) -> list[Step]:
        """Each step once, as it stands in the file."""
        return [item for item in self.items if isinstance(item, Step)]

    @cached_property
    def items(self) -> list[Step | Group]:
        """Each step and group once, as it stands in the file."""
        return list(_items(self.routine.steps))


def _items(items: Sequence[Step | Group]) -> Iterator[Step | Group]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from _items(item.steps)


@dataclass(frozen=True)
class Rule:
    """A rule with its code."""

    code: str
    find: Callable[[Subject], Iterator[Finding]]

    @property
    def explanation(self) -> str:
        """What it finds, why that matters, and where a figure comes from: the docstring of the function."""
        return inspect.getdoc(self.find) or ""
