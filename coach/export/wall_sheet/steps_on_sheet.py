"""Routine + plan → what stands on a wall sheet: steps in their order, and what is repeated only once. Pure.

All turns of a loop have the same steps, for a step that is left out leaves every turn. So the first turn is shown, and
after it a line that says which steps come again, and for what.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from coach.errors import one_line
from coach.export.wall_sheet.cautions_on_sheet import CautionRow, given_cautions, other_cautions
from coach.export.wall_sheet.sheet_words import sentences_of
from coach.routine.model import Group
from coach.units import duration_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coach.routine.model import Routine, Step
    from coach.timeline.expand import Action
    from coach.timeline.plan import Plan
    from coach.timeline.timeline import Cue

_ALIKE_MS = 1_000
"""Turns whose practices differ by less are told as alike."""


@dataclass(frozen=True, slots=True)
class SheetStep:
    """A step on the sheet, each text on one line."""

    number: int
    """Counted on the sheet, where a repetition stands once."""
    title: str
    words: str
    """The words before the practice."""
    meanwhile: str
    """The words during the practice, each once."""
    times: tuple[int, ...]
    """The milliseconds of its practice, in each turn; none where it has no practice."""
    waits: bool
    """Whether it takes as long as the listener wants."""
    depth: int
    """The number of loops around it."""
    names: Mapping[str, str]
    """The values of the {names} of the loops, in the first turn."""

    @property
    def time(self) -> str:
        """The time of its practice for people; empty without one."""
        if not self.times or self.waits:
            return ""
        least, most = min(self.times), max(self.times)
        if most - least <= _ALIKE_MS:
            return _seconds(sum(self.times) / len(self.times))
        return f"{_seconds(least)} – {_seconds(most)}"


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section; empty where steps follow that are in none."""

    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class Again:
    """What is repeated after the steps of a loop."""

    words: str
    """What is said between two turns."""
    first: int
    last: int
    """The numbers of the first and the last step that are repeated."""
    values: tuple[str, ...]
    """The values of the further turns; none where the steps are the same each time."""
    before: str
    """The value of the first turn."""
    turns: int
    depth: int
    names: Mapping[str, str]
    """The values of the {names} of the loops, in the first turn."""


Row = SheetStep | Heading | Again


@dataclass(frozen=True)
class WallSheet:
    """All that stands on a sheet, each text on one line."""

    title: str
    language: str
    summary: str
    length: str
    needs: tuple[str, ...]
    given: tuple[str, ...]
    """What to mind with the conditions that it is for."""
    cautions: tuple[CautionRow, ...]
    """What to mind with others."""
    rows: tuple[Row, ...]
    changed: frozenset[str] = frozenset()
    """The sentences that are said only for the conditions that it is for."""
    command: str = ""
    """The command that shows all the words."""

    @property
    def steps(self) -> tuple[SheetStep, ...]:
        """Its steps in their order."""
        return tuple(row for row in self.rows if isinstance(row, SheetStep))

    @property
    def letters(self) -> frozenset[str]:
        """All characters of its texts."""
        titles = (row.title for row in self.rows if isinstance(row, Heading))
        said = (text for step in self.steps for text in (step.title, step.words, step.meanwhile))
        again = (text for row in self.rows if isinstance(row, Again) for text in (row.words, *row.values))
        minded = (text for row in self.cautions for text in row.texts)
        above = (self.title, self.summary, *self.needs, *self.given, *minded)
        return frozenset("".join((*above, *titles, *said, *again, self.command)))


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
        tuple(_numbered(_with_headings(_Fold(plan).items(routine.steps)[len(set(conditions)) :]))),
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


@dataclass(frozen=True, slots=True)
class _Around:
    """What is around a step: how many loops, and at what depth its section's title stands."""

    depth: int = 0
    section_depth: int = 0


_OUTSIDE = _Around()


class _Fold:
    """A walk through a routine beside the parts of its plan, which gives each loop's first turn."""

    def __init__(self, plan: Plan) -> None:
        self._parts = [part.action for part in plan.parts[1:-1]]
        cues = groupby((cue for cue in plan.timeline.cues if cue.step), lambda cue: cue.step)
        self._cues = {number: tuple(own) for number, own in cues}
        self._next = 0

    def items(self, items: Sequence[Step | Group], around: _Around = _OUTSIDE) -> list[_Placed | _Between]:
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
        return _Placed(step, one_line(action.section or ""), around.section_depth)

    def _group(self, group: Group, around: _Around) -> list[_Placed | _Between]:
        depth = around.depth + (group.turns > 1)
        inside = _Around(depth, depth if group.section else around.section_depth)
        first = self.items(group.steps, inside)
        if group.turns == 1 or not first:
            return first
        words, times = "", [[*_times(first)]]
        for _ in range(group.turns - 1):
            if group.between and (action := self._here()) is not None and action.step is None:
                said = _said(self._taken())
                words = words or said
            times.append(_times(self.items(group.steps, inside)))
        return [*_with_times(first, times), _end_of(group, first, words, depth)]


def _end_of(group: Group, first: Sequence[_Placed | _Between], words: str, depth: int) -> _Between:
    values = tuple(one_line(next(iter(turn.values()))) for turn in group.turn_values)
    steps = [item.step for item in first if isinstance(item, _Placed)]
    before = values[0] if values else ""
    return _Between(words, len(steps), values[1:], before, group.turns, depth, steps[0].names)


def _times(items: Iterable[_Placed | _Between]) -> list[tuple[int, ...]]:
    return [item.step.times for item in items if isinstance(item, _Placed)]


def _with_times(
    items: Sequence[_Placed | _Between], turns: Sequence[Sequence[tuple[int, ...]]]
) -> Iterator[_Placed | _Between]:
    """Yield the items of the first turn, each step with its times in all turns."""
    by_step = (sum(own, ()) for own in zip(*turns, strict=True))
    for item in items:
        yield (replace(item, step=replace(item.step, times=next(by_step))) if isinstance(item, _Placed) else item)


def _sheet_step(action: Action, cues: Sequence[Cue], depth: int) -> SheetStep:
    practices = [cue for cue in cues if cue.kind == "practice"]
    begins = practices[0].start_ms if practices else None
    words = _said(cue for cue in cues if begins is None or cue.start_ms < begins)
    meanwhile = _said(cue for cue in cues if begins is not None and cue.start_ms >= begins)
    title = one_line(action.title or "")
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


def _seconds(ms: float) -> str:
    """Return a time in whole seconds: at least one, for something is done."""
    return duration_in_words(max(1_000, round(ms)))
