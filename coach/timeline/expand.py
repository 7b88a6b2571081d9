"""Routine → steps in the order they happen: loops unrolled, {names} filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.errors import Problem, RoutineError
from coach.routine.condition_words import default_words
from coach.routine.model import Group, Step
from coach.routine.narration import LONGEST_SPEECH, ROUND_NAMES, Words, fill, has_words, names_in
from coach.timeline.round_names import round_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coach.routine.model import Routine
    from coach.routine.narration import Narration, Said


@dataclass(frozen=True, slots=True)
class Optional:
    """A step, or a group with all in it, that is left out when time is short."""

    order: int
    """Those of a lower order leave first."""
    written: object
    """What it is in the file."""


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
    rounds: Mapping[str, str] = field(default_factory=dict)
    """Those of them that count the turns of the innermost repetition; what an author sets by the same name wins."""
    looped: bool = False
    """Whether it is part of a repetition."""
    turns: tuple[int, int] = (0, 0)
    """The numbers of actions in the turn before and in the turn after, for the words of a group."""
    optional: tuple[Optional, ...] = ()
    """What can be left out with it: groups around it, from the outermost on, and the step itself."""
    group: Group | None = None
    """The group whose words these are: between two turns, or in place of the words of its steps."""
    whole: tuple[Said, ...] = ()
    """What the step says the first time."""

    @property
    def called(self) -> str:
        """The title, or else the last words."""
        words = [part.text for part in (*self.whole, *self.narration) if isinstance(part, Words)]
        return self.title or (words[-1] if words else "")


@dataclass(frozen=True, slots=True)
class _Around:
    """What is around a step."""

    names: Mapping[str, str]
    rounds: Mapping[str, str] = field(default_factory=dict)
    """Those of them that count the turns of the innermost repetition."""
    section: str | None = None
    counting: str | None = None
    """The language in which turns are counted, where a text says their number."""
    looped: bool = False
    again: bool = False
    """Whether the short words are said."""
    silent: bool = False
    """Whether a group has words in place of those of its steps."""
    optional: tuple[Optional, ...] = ()

    def optional_with(self, item: Step | Group) -> tuple[Optional, ...]:
        """Return what can be left out with an item: what is around it, and the item itself if it is optional."""
        return (*self.optional, Optional(item.keep, (type(item), item.written))) if item.keep else self.optional


def expand(routine: Routine) -> Iterator[Action]:
    """Yield every step of the session in order; raise RoutineError for a text that becomes too long to speak."""
    counting = not set(ROUND_NAMES).isdisjoint(names_in(routine.model_dump_json()))
    around = _Around(_with_words(routine, {}), counting=routine.language if counting else None, again=routine.is_brief)
    return _items(routine.steps, around)


def _with_words(item: Routine | Group | Step, names: Mapping[str, str]) -> dict[str, str]:
    """Return the names with those of an item's own `words`."""
    return {**names, **{name: fill(text, names) for name, text in default_words(item.words).items()}}


def _items(items: Sequence[Step | Group], around: _Around) -> Iterator[Action]:
    for item in items:
        yield from _group(item, around) if isinstance(item, Group) else _step(item, around)


def _step(step: Step, around: _Around) -> Iterator[Action]:
    """Yield the step as it happens, unless less is said than the first time, and nothing is left to do."""
    names = _with_words(step, around.names)
    title = fill(step.title, names) if step.title else None
    said = whole = _narration(step, "say", names)
    if around.again and step.again:
        said = _narration(step, "again", names)
    elif around.silent:
        said = ()
    if said or not whole or step.do or step.pause:
        optional = around.optional_with(step)
        rounds = around.rounds
        yield Action(said, step, title, around.section, names, rounds, around.looped, optional=optional, whole=whole)


def _group(group: Group, around: _Around) -> Iterator[Action]:
    before = 0
    for turn in range(group.turns):
        inside = _inside(group, turn, around)
        actions = list(_items(group.steps, inside))
        said = _narration(group, "again", inside.names) if inside.again and actions else ()
        if said:
            first = Action(said, section=inside.section, looped=inside.looped, turns=(0, len(actions)), group=group)
            actions = [first, *actions]
        if before and actions and group.between:
            said = _narration(group, "between", inside.names)
            yield Action(said, section=inside.section, looped=True, turns=(before, len(actions)), group=group)
        yield from actions
        before = len(actions)


def _inside(group: Group, turn: int, around: _Around) -> _Around:
    """Return what is around the steps of a group in one of its turns."""
    names, rounds = _names(group, turn, around)
    again = around.again or turn > 0
    return _Around(
        names,
        rounds,
        fill(group.section, names) if group.section else around.section,
        counting=around.counting,
        looped=around.looped or group.turns > 1,
        again=again,
        silent=around.silent or (again and group.again is not None),
        optional=around.optional_with(group),
    )


def _names(group: Group, turn: int, around: _Around) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values of all {names} in a turn, and those of them that count it."""
    lost = group.hidden | around.rounds.keys()
    outer = {name: value for name, value in around.names.items() if name not in lost}
    own = group.names[turn if group.each else 0]
    names = {**outer, **{name: fill(value, around.names) for name, value in own.items()}}
    counting = around.counting if group.is_loop else None
    counted = round_names(turn + 1, group.turns, counting) if counting else around.rounds
    rounds = {name: value for name, value in counted.items() if name not in names.keys() | (group.words or {}).keys()}
    return _with_words(group, {**names, **rounds}), rounds


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
