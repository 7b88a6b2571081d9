"""Parts → the lengths that a session can take when fewer and fewer optional steps are kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from coach.routine.duration_range import DurationRange, added

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from coach.routine.model import Step
    from coach.timeline.expand import Optional
    from coach.timeline.pieces import Part


@dataclass(frozen=True, slots=True)
class Choice:
    """A session with some optional steps left out, and the time that it can take."""

    parts: Sequence[Part]
    leaving: Sequence[int]
    """The numbers of the parts that can be left out, in the order in which they are."""
    gone: int
    """The number of them that are left out."""
    whole: DurationRange

    @property
    def kept(self) -> list[Part]:
        """The parts that stay."""
        gone = set(self.leaving[: self.gone])
        return [part for number, part in enumerate(self.parts) if number not in gone]

    @property
    def left_out(self) -> tuple[Step, ...]:
        """The optional steps that are left out, each once."""
        steps = [self.parts[number].action.step for number in self.leaving[: self.gone]]
        return tuple({step.written: step for step in steps if step}.values())


def choices(parts: Sequence[Part], first: int = 0, gone: Collection[int] = ()) -> list[Choice]:
    """Return the choices: with all steps, then with fewer and fewer.

    All parts of one step leave together, so that both sides stay alike, and so do those of all steps of an optional
    group. What is optional stays if one of its parts comes before the part with the number `first`. The parts in `gone`
    have left already, but `parts` still has them: words between two turns know how many parts each turn had. Those of a
    lower order leave first, and among those of one order the later ones. The words of a group leave with the last step
    of either turn. A session in which nobody says or does anything is no choice.
    """
    optional: dict[Optional, list[int]] = {}
    for number, part in enumerate(parts):
        for each in part.action.optional if number not in gone else ():
            optional.setdefault(each, []).append(number)
    betweens = _Betweens(parts, gone)
    leaving = list(gone)
    here = [part for number, part in enumerate(parts) if number not in gone]
    whole = added(part.span for part in here)
    heard = sum(map(_is_heard, here))
    found = [Choice(parts, leaving, len(gone), whole)]
    left_already = set(leaving)
    for each in _in_leaving_order(each for each, numbers in optional.items() if numbers[0] >= first):
        numbers = [number for number in optional[each] if number not in left_already]
        if not numbers:
            continue
        left = [*numbers, *(number for number in betweens.without(numbers) if number >= first)]
        left_already.update(left)
        leaving += left
        whole = whole - added(parts[number].span for number in left)
        heard -= sum(_is_heard(parts[number]) for number in left)
        if heard:
            found.append(Choice(parts, leaving, len(leaving), whole))
    return found


def _in_leaving_order(optional: Iterable[Optional]) -> list[Optional]:
    latest_first = [*optional][::-1]
    return sorted(latest_first, key=lambda each: each.order)


def _is_heard(part: Part) -> bool:
    return any(piece.kind in ("speech", "practice") for piece in part.pieces)


class _Betweens:
    """The words between two turns, and how many steps there still are on each side of them."""

    def __init__(self, parts: Sequence[Part], gone: Collection[int]) -> None:
        here = (part.action.step is not None and number not in gone for number, part in enumerate(parts))
        steps = [0, *accumulate(here)]
        self._near: dict[int, list[tuple[int, int]]] = {}
        self._steps: dict[int, list[int]] = {}
        for number, part in enumerate(parts):
            before, after = part.action.turns
            if (before or after) and number not in gone:
                sides = (number - before, number), (number + 1, number + 1 + after)
                self._steps[number] = [steps[end] - steps[start] for start, end in sides]
                for side, (start, end) in enumerate(sides):
                    for near in range(start, end):
                        if parts[near].action.optional:
                            self._near.setdefault(near, []).append((number, side))

    def without(self, numbers: Iterable[int]) -> Iterator[int]:
        """Yield the parts between turns that no step stands before, or after, when these steps leave too."""
        for number in numbers:
            for between, side in self._near.get(number, ()):
                steps = self._steps.get(between)
                if steps:
                    steps[side] -= 1
                    if not steps[side]:
                        del self._steps[between]
                        yield between
