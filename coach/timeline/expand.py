"""Routine → steps in the order they happen: loops unrolled, {names} filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.errors import Problem, RoutineError
from coach.routine.model import Group, Step
from coach.routine.narration import LONGEST_SPEECH, ROUND_NAMES, Words, fill, has_words, names_in
from coach.timeline.round_names import round_names

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
    rounds: Mapping[str, str] = field(default_factory=dict)
    """Those of them that count the turns of the innermost repetition; what an author sets by the same name wins."""
    looped: bool = False
    """Whether it is part of a repetition."""
    turns: tuple[int, int] = (0, 0)
    """The numbers of actions in the turn before and in the turn after, for the words between two turns."""


def expand(routine: Routine) -> Iterator[Action]:
    """Yield every step of the session in order; raise RoutineError for a text that becomes too long to speak."""
    counting = not set(ROUND_NAMES).isdisjoint(names_in(routine.model_dump_json()))
    return _items(routine.steps, Action(), routine.language if counting else None)


def _items(items: Sequence[Step | Group], around: Action, counting: str | None) -> Iterator[Action]:
    """Yield the actions of these items; turns are counted in a language where a text says their number."""
    for item in items:
        if isinstance(item, Group):
            yield from _group(item, around, counting)
        else:
            title = fill(item.title, around.names) if item.title else None
            said = _narration(item, "say", around.names)
            yield Action(said, item, title, around.section, around.names, around.rounds, around.looped)


def _group(group: Group, around: Action, counting: str | None) -> Iterator[Action]:
    before = 0
    for turn in range(group.turns):
        names, rounds = _names(group, turn, around, counting)
        section = fill(group.section, names) if group.section else around.section
        looped = around.looped or group.turns > 1
        inside = Action(section=section, names=names, rounds=rounds, looped=looped)
        actions = list(_items(group.steps, inside, counting))
        if turn and group.between:
            said = _narration(group, "between", names)
            yield Action(said, section=section, looped=True, turns=(before, len(actions)))
        yield from actions
        before = len(actions)


def _names(group: Group, turn: int, around: Action, counting: str | None) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values of all {names} in a turn, and those of them that count it."""
    lost = group.hidden | around.rounds.keys()
    outer = {name: value for name, value in around.names.items() if name not in lost}
    own = group.names[turn if group.each else 0]
    names = {**outer, **{name: fill(value, around.names) for name, value in own.items()}}
    counted = round_names(turn + 1, group.turns, counting) if counting and group.is_loop else around.rounds
    rounds = {name: value for name, value in counted.items() if name not in names}
    return {**names, **rounds}, rounds


def _narration(item: Step | Group, key: str, names: Mapping[str, str]) -> tuple[Said, ...]:
    say: Narration | None = getattr(item, key)
    parts = [Words(fill(part.text, names)) if isinstance(part, Words) else part for part in (say.parts if say else ())]
    for part in parts:
        if isinstance(part, Words) and (fault := unspeakable(part.text)):
            raise RoutineError([Problem(item.place(key), *fault)])
    return tuple(parts)


def unspeakable(text: str) -> tuple[str, str] | None:
    """Return why a text cannot be spoken with its {names} filled in, and what to do; None if it can be."""
    if len(text) > LONGEST_SPEECH:
        message = f"with its {{names}} filled in, more than {LONGEST_SPEECH:,} characters without a rest"
        return message, "let the {names} stand for fewer words"
    if not has_words(text):
        return f"with its {{names}} filled in, '{text}' has no words to speak", "let the {names} stand for words"
    return None
