"""The types of the lint rules, of their findings, and of what they look at."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from coach.routine.model import Group, Routine, Step
from coach.timeline.compiler import compile_routine
from coach.timeline.expand import Action, expand
from coach.timeline.lint.authored_texts import AuthoredText, authored_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.errors import Place
    from coach.timeline.timeline import Timeline


@dataclass(frozen=True)
class Finding:
    """Something that could be better: where, what, and what to do."""

    item: Routine | Group | Step
    key: str
    message: str
    hint: str
    where: Place | None = None
    """The exact place, where it is in the middle of a text; else it is that of the key."""

    @property
    def place(self) -> Place:
        """The place in the file."""
        return self.where or self.item.place(self.key)


@dataclass(frozen=True)
class Subject:
    """A routine with all that is known about it before anything is spoken."""

    routine: Routine
    spoken_length: Callable[[str], int]
    actions: Sequence[Action]
    timeline: Timeline
    """The timeline at the routine's natural length, so that nothing is left out."""

    @classmethod
    def of(cls, routine: Routine, spoken_length: Callable[[str], int]) -> Subject:
        """Return a routine's subject; raise RoutineError if it does not compile at its own or at its natural length."""
        if routine.length is not None:
            compile_routine(routine, spoken_length)
        natural = routine.model_copy(update={"length": None})
        return cls(routine, spoken_length, list(expand(routine)), compile_routine(natural, spoken_length))

    @cached_property
    def steps(self) -> list[Step]:
        """Each step once, as it stands in the file, and as it is for those who do something else instead."""
        return [way for step in self.items if isinstance(step, Step) for way in (step, *self._others[id(step)])]

    def written(self, item: Routine | Group | Step) -> Routine | Group | Step:
        """Return an item as it stands in the file: the step that something is instead of."""
        return self._written.get(id(item), item)

    @cached_property
    def _others(self) -> dict[int, list[Step]]:
        steps = [item for item in self.items if isinstance(item, Step)]
        return {id(step): [way for way in step.other_ways if way.do not in (None, step.do)] for step in steps}

    @cached_property
    def _written(self) -> dict[int, Step]:
        return {id(way): step for step in self.items if isinstance(step, Step) for way in self._others[id(step)]}

    @cached_property
    def items(self) -> list[Step | Group]:
        """Each step and group once, as it stands in the file."""
        return list(_items(self.routine.steps))

    @cached_property
    def texts(self) -> list[AuthoredText]:
        """Each text that is spoken once, as it stands in the file."""
        return list(authored_texts(self.routine))


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
        """The docstring of the function: what it finds, why that matters, and where a figure comes from."""
        return inspect.getdoc(self.find) or ""
