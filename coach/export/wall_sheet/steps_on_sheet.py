"""Routine + plan → what stands on a wall sheet: steps in their order, and what is repeated only once. Pure.

A step that is left out leaves every turn of a loop, and no later turn has a step that the first has not. So the first
turn is shown, and after it a line that says which steps come again, and for what.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from coach.errors import one_line
from coach.export.wall_sheet.cautions_on_sheet import given_cautions, other_cautions
from coach.export.wall_sheet.sheet_rows import Again, Heading, SheetStep, WallSheet
from coach.export.wall_sheet.sheet_words import sentences_of
from coach.routine.model import Group
from coach.units import duration_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coach.export.wall_sheet.sheet_rows import Row
    from coach.routine.model import Routine, Step
    from coach.timeline.expand import Action
    from coach.timeline.plan import Plan
    from coach.timeline.timeline import Cue


def sheet_of(
    title: str,
    routine: Routine,
    plan: Plan,
    *,
    conditions: Sequence[str] = (),
    ordinary: Plan | None = None,
    command: str = "",
) -> WallSheet:
    """Return what stands on the sheet of a session.

    What the session begins by saying about its conditions stands among the cautions, and is no step.

    Args:
        title: Its title, which says for whom it is.
        routine: The routine as it was adapted.
        plan: Its plan.
        conditions: The conditions that it is for.
        ordinary: The plan for someone without a condition, where it is for one.
        command: The command that shows all the words.
    """
    return WallSheet(
        one_line(title),
        routine.language,
        one_line(routine.summary or ""),
        duration_in_words(plan.timeline.duration_ms),
        tuple(map(one_line, routine.needs)),
        given_cautions(routine, conditions),
        other_cautions(routine, conditions),
        tuple(_numbered(_with_headings(_Fold(plan).items(routine.steps, _Around())[len(set(conditions)) :]))),
        _sentences(plan) - _sentences(ordinary) if ordinary else frozenset(),
        one_line(command),
    )


def _sentences(plan: Plan) -> frozenset[str]:
    spoken = (one_line(cue.text) for cue in plan.timeline.cues if cue.kind == "speech")
    return frozenset(sentence for text in spoken for sentence in sentences_of(text))


@dataclass(frozen=True, slots=True)
class _Between:
    """The end of a loop; it gets the numbers of its steps later."""

    words: str
    steps: int
    values: tuple[str, ...]
    before: str
    turns: int
    depth: int
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A step with its section, and the depth of that section's title."""

    step: SheetStep
    section: str
    section_depth: int
    written: int
    """The identity of the step in the routine."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What is around a step: how many loops, and at what depth its section's title stands."""

    depth: int = 0
    section_depth: int = 0


class _Fold:
    """A walk through a routine beside the parts of its plan, which gives each loop's first turn."""

    def __init__(self, plan: Plan) -> None:
        self._parts = [part.action for part in plan.parts[1:-1]]
        cues = groupby((cue for cue in plan.timeline.cues if cue.step), lambda cue: cue.step)
        self._cues = {number: tuple(own) for number, own in cues}
        self._next = 0

    def items(self, items: Sequence[Step | Group], around: _Around) -> list[_Placed | _Between]:
        """Return the steps of these items that have their time in the plan, and the ends of loops."""
        found: list[_Placed | _Between] = []
        for item in items:
            if isinstance(item, Group):
                found += self._group(item, around)
            elif (action := self._here()) is not None and action.step is item:
                found.append(self._step(action, around))
        return found

    def _here(self) -> Action | None:
        return self._parts[self._next] if self._next < len(self._parts) else None

    def _taken(self) -> tuple[Cue, ...]:
        self._next += 1
        return self._cues.get(self._next, ())

    def _step(self, action: Action, around: _Around) -> _Placed:
        step = _sheet_step(action, self._taken(), around.depth)
        return _Placed(step, one_line(action.section or ""), around.section_depth, id(action.step))

    def _words_of(self, group: Group) -> str:
        """Return what is said here between two turns of a group, or in place of its steps' words; empty for nothing."""
        action = self._here()
        return _said(self._taken()) if action is not None and action.group is group else ""

    def _group(self, group: Group, around: _Around) -> list[_Placed | _Between]:
        depth = around.depth + (group.turns > 1)
        inside = _Around(depth, depth if group.section else around.section_depth)
        instead = self._words_of(group)
        first = _after(instead, self.items(group.steps, inside))
        if group.turns == 1 or not first:
            return first
        words, times = "", [_times(first)]
        for _ in range(group.turns - 1):
            said = self._words_of(group) if group.between else ""
            words = words or said
            self._words_of(group)
            times.append(_times(self.items(group.steps, inside)))
        return [*_with_times(first, times), _end_of(group, first, words, depth)]


def _after(words: str, items: list[_Placed | _Between]) -> list[_Placed | _Between]:
    """Return the items, the first of which is a step, with words before its own."""
    first = items[0] if items and words else None
    if not isinstance(first, _Placed):
        return items
    step = replace(first.step, words=f"{words} {first.step.words}".rstrip())
    return [replace(first, step=step), *items[1:]]


def _end_of(group: Group, first: Sequence[_Placed | _Between], words: str, depth: int) -> _Between:
    values = tuple(one_line(next(iter(turn.values()))) for turn in group.turn_values)
    steps = [item.step for item in first if isinstance(item, _Placed)]
    before = values[0] if values else ""
    return _Between(words, len(steps), values[1:], before, group.turns, depth, steps[0].names)


def _times(items: Iterable[_Placed | _Between]) -> dict[int, tuple[int, ...]]:
    return {item.written: item.step.times for item in items if isinstance(item, _Placed)}


def _with_times(
    items: Sequence[_Placed | _Between], turns: Sequence[Mapping[int, tuple[int, ...]]]
) -> Iterator[_Placed | _Between]:
    """Yield the items of the first turn, each step with its times in all turns that have it."""
    for item in items:
        if isinstance(item, _Placed):
            times = sum((turn.get(item.written, ()) for turn in turns), ())
            yield replace(item, step=replace(item.step, times=times))
        else:
            yield item


def _sheet_step(action: Action, cues: Sequence[Cue], depth: int) -> SheetStep:
    practices = [cue for cue in cues if cue.kind == "practice"]
    begins = practices[0].start_ms if practices else None
    words = _said(cue for cue in cues if begins is None or cue.start_ms < begins)
    meanwhile = _said(cue for cue in cues if begins is not None and cue.start_ms >= begins)
    title = one_line(action.title or "")
    words = words or ("" if title else one_line(action.called))
    length = sum(cue.end_ms - cue.start_ms for cue in practices)
    return SheetStep(
        0,
        title,
        words.removeprefix(f"{title}.").lstrip() if title else words,  # the first words often are the title
        meanwhile,
        (length,) if practices else (),
        any(cue.waits for cue in practices),
        depth,
        action.names,
        next((cue.most_ms for cue in practices if cue.waits), None),
    )


def _said(cues: Iterable[Cue]) -> str:
    """Return the words of these cues, each text once: a round says the same as the one before. Counts are left out."""
    texts = (one_line(cue.text) for cue in cues if cue.kind == "speech")
    return " ".join(dict.fromkeys(text for text in texts if any(map(str.isalpha, text))))


def _with_headings(items: Iterable[_Placed | _Between]) -> Iterator[_Placed | _Between | Heading]:
    """Yield the items, and before the first of each section its title."""
    section = ""
    for item in items:
        if isinstance(item, _Placed) and item.section != section:
            section = item.section
            yield Heading(section, item.section_depth)
        yield item


def _numbered(items: Iterable[_Placed | _Between | Heading]) -> Iterator[Row]:
    number = 0
    for item in items:
        if isinstance(item, _Placed):
            number += 1
            yield replace(item.step, number=number)
        elif isinstance(item, _Between):
            first = number - item.steps + 1
            yield Again(item.words, first, number, item.values, item.before, item.turns, item.depth, item.names)
        else:
            yield item
