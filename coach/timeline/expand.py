"""Routine → steps in the order they happen: loops unrolled, {names} filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.errors import Problem, RoutineError
from coach.routine.condition_words import default_words
from coach.routine.model import Group, Step
from coach.routine.narration import LONGEST_SPEECH, Words, fill, has_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coach.routine.model import Routine
    from coach.routine.narration import Narration, Said


@dataclass(frozen=True, slots=True)
class Action:
    """A step as it happens once, at its place in the session."""

    narration: tuple[Said, ...] = ()
    step: Step | None = None
    """The step in the routine; None for the words between two turns."""
    title: str | None = None
    section: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    """The values of the {names}."""
    looped: bool = False
    """Whether it is part of a repetition."""
    turns: tuple[int, int] = (0, 0)
    """The numbers of actions in the turn before and in the turn after, for the words between two turns."""


def expand(routine: Routine) -> Iterator[Action]:
    """Yield every step of the session in order; raise RoutineError for a text that becomes too long to speak."""
    return _items(routine.steps, Action(names=_with_words(routine, {})))


def _with_words(item: Routine | Group | Step, names: Mapping[str, str]) -> dict[str, str]:
    """Return the names with those of an item's own `words`."""
    return {**names, **{name: fill(text, names) for name, text in default_words(item.words).items()}}


def _items(items: Sequence[Step | Group], around: Action) -> Iterator[Action]:
    for item in items:
        if isinstance(item, Group):
            yield from _group(item, around)
        else:
            names = _with_words(item, around.names)
            title = fill(item.title, names) if item.title else None
            said = _narration(item, "say", names)
            yield Action(said, item, title, around.section, names, around.looped)


def _group(group: Group, around: Action) -> Iterator[Action]:
    turns, hidden = group.names, group.hidden
    before = 0
    for turn in range(group.turns):
        own = turns[turn if group.each else 0]
        outer = {name: value for name, value in around.names.items() if name not in hidden}
        names = _with_words(group, {**outer, **{name: fill(value, around.names) for name, value in own.items()}})
        section = fill(group.section, names) if group.section else around.section
        inside = Action(section=section, names=names, looped=around.looped or group.turns > 1)
        actions = list(_items(group.steps, inside))
        if turn and group.between:
            said = _narration(group, "between", names)
            yield Action(said, section=section, looped=True, turns=(before, len(actions)))
        yield from actions
        before = len(actions)


def _narration(item: Step | Group, key: str, names: Mapping[str, str]) -> tuple[Said, ...]:
    say: Narration | None = getattr(item, key)
    parts = [Words(fill(part.text, names)) if isinstance(part, Words) else part for part in (say.parts if say else ())]
    kept = [part for part in parts if part != _NO_WORDS] or parts
    for part in kept:
        if isinstance(part, Words) and (fault := unspeakable(part.text)):
            raise RoutineError([Problem(item.place(key), *fault)])
    return tuple(kept)


_NO_WORDS = Words("")
"""What is left of words that were a {name} alone, where it stands for nothing."""


def unspeakable(text: str) -> tuple[str, str] | None:
    """Return why a text cannot be spoken with its {names} filled in, and what to do; None if it can be."""
    if len(text) > LONGEST_SPEECH:
        message = f"with its {{names}} filled in, more than {LONGEST_SPEECH:,} characters without a rest"
        return message, "let the {names} stand for fewer words"
    if not has_words(text):
        return f"with its {{names}} filled in, '{text}' has no words to speak", "let the {names} stand for words"
    return None
