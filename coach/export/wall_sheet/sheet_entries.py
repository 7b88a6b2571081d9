"""What stands on a sheet → entries with their drawings and labels, in as many words as there is room for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from coach.export.wall_sheet.hand_drawing import Hand
from coach.export.wall_sheet.kept_words import Amount, explains, ranked_sentences
from coach.export.wall_sheet.named_places import described, hand_for, side_named
from coach.export.wall_sheet.sheet_rows import Again, Heading, SheetStep
from coach.export.wall_sheet.sheet_words import labels_of, sentences_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coach.export.wall_sheet.kept_words import Ranked
    from coach.export.wall_sheet.sheet_rows import Row, WallSheet
    from coach.export.wall_sheet.sheet_words import SheetWords

_SINGLE = {"thumb", "index", "middle", "ring", "little"}
"""The places that a drawing shows for several turns of a loop at once."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing, and what a screen reader says of it."""

    hand: Hand
    described: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A step as it is shown."""

    number: int
    title: str
    words: str
    meanwhile: str
    goes_on: bool
    """Whether the title is the beginning of the first sentence, and the words are the rest of it."""
    again: tuple[str, ...]
    """What this step alone is repeated for, for each loop around it."""
    time: str
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a section; empty for the steps that are in none."""

    depth: int
    title: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps that follow each other without anything in between."""

    depth: int
    steps: tuple[Entry, ...]
    drawn: bool
    """Whether there is room for drawings before the words."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The end of a loop: what is said, and which steps come again for what."""

    depth: int
    words: str
    line: str
    drawing: Drawing | None


Group = Title | Steps | Repeat


@dataclass(frozen=True, slots=True)
class Shown:
    """What a sheet shows with so many words."""

    summary: str
    groups: tuple[Group, ...]
    rest: str
    """The line that says where the words are that were left out; empty if none was."""

    @property
    def loops(self) -> bool:
        """Whether some of it stands within a loop."""
        return any(group.depth for group in self.groups)


def shown_on(sheet: WallSheet, amount: Amount) -> Shown:
    """Return what a sheet shows with so many words, with the labels in its language where coach has them."""
    words, labels = words_of(sheet.language), labels_of(sheet.language)
    pairs = [(step, ranked_sentences(step, sheet.changed, words)) for step in sheet.steps]
    kept = {step.number: [each for each in ranked if each.amount <= amount] for step, ranked in pairs}
    rest = any(len(kept[step.number]) < len(ranked) for step, ranked in pairs) and sheet.command
    return Shown(
        sheet.summary if amount is Amount.ALL else "",
        tuple(_Entries(words, labels, kept, amount).groups(sheet)),
        labels.labels["rest"].format(command=sheet.command) if rest else "",
    )


@dataclass(frozen=True, slots=True)
class _Entries:
    words: SheetWords | None
    labels: SheetWords
    kept: Mapping[int, Sequence[Ranked]]
    amount: Amount

    def groups(self, sheet: WallSheet) -> Iterator[Group]:
        alone = {step.number: tuple(_loops_of(step.number, sheet.rows)) for step in sheet.steps}
        rows = [row for row in sheet.rows if not (isinstance(row, Again) and row.first == row.last)]
        for (kind, depth), same in groupby(rows, lambda row: (type(row), _depth(row, alone))):
            if kind is Heading:
                yield from (Title(depth, row.title) for row in same if isinstance(row, Heading))
            elif kind is Again:
                yield from (self._repeat(row) for row in same if isinstance(row, Again))
            else:
                rows_of_steps = (row for row in same if isinstance(row, SheetStep))
                steps = tuple(self._entry(step, alone[step.number]) for step in rows_of_steps)
                yield Steps(depth, steps, any(step.drawing for step in steps))

    def _entry(self, step: SheetStep, loops: Sequence[Again]) -> Entry:
        hand = hand_for(step.title, f"{step.words} {step.meanwhile}", step.names, self.words)
        for again in loops:
            hand = _with_fingers(hand, _fingers(again, self.words))
        until = (self.labels.labels["until_ready"],) if step.waits else ()
        time = tied(", ".join((*until, *([step.time] if step.time else ()))))
        said, meanwhile = (self._said(step, meanwhile=during) for during in (False, True))
        goes_on = explains(said, step.title)
        said = said.removeprefix(step.title).lstrip() if goes_on else said
        lines = tuple(self._alone(again) for again in loops)
        return Entry(step.number, step.title, said, meanwhile, goes_on, lines, time, _drawing(hand, self.labels))

    def _said(self, step: SheetStep, *, meanwhile: bool) -> str:
        return " ".join(each.sentence for each in self.kept[step.number] if each.meanwhile is meanwhile)

    def _alone(self, again: Again) -> str:
        line = line_of(again, self.words, self.labels.labels, named=False)
        return f"{self._between(again.words)} {line}".strip()

    def _repeat(self, again: Again) -> Repeat:
        drawing = _drawing(_fingers(again, self.words), self.labels)
        line = line_of(again, self.words, self.labels.labels)
        return Repeat(again.depth, self._between(again.words), line, drawing)

    def _between(self, between: str) -> str:
        """Return the words between two turns, or of them what to mind: the line says that there is another turn."""
        if self.amount is Amount.ALL or self.words is None:
            return between
        mind = self.words.mind
        return " ".join(each for each in sentences_of(between) if mind.search(each.casefold()))


def tied(time: str) -> str:
    """Return a time that is not broken between a number and its unit.

    Example:
        >>> len(tied("1 min 30 s").split(" "))
        2
    """
    return re.sub(r"(?<=\d) ", "\u00a0", time)


def _drawing(hand: Hand | None, labels: SheetWords) -> Drawing | None:
    return Drawing(hand, described(hand, labels)) if hand else None


def _loops_of(number: int, rows: Iterable[Row]) -> Iterator[Again]:
    """Yield the loops that have no other step than this one."""
    return (row for row in rows if isinstance(row, Again) and row.first == row.last == number)


def _depth(row: Row, alone: Mapping[int, Sequence[Again]]) -> int:
    """Return the number of loops around a row that are shown as such."""
    return row.depth - (len(alone[row.number]) if isinstance(row, SheetStep) else 0)


def line_of(again: Again, words: SheetWords | None, labels: dict[str, str], *, named: bool = True) -> str:
    """Return the line that says which steps come again: with other sides, for other values, or so many times.

    Without `named`, it stands in the step itself and does not say which.
    """
    which = labels["step" if again.first == again.last else "steps"].format(first=again.first, last=again.last)
    sides = words and {side_named(value, words) for value in (again.before, *again.values)}
    kind = "times" if not again.values else "swapped" if sides == {"left", "right"} else "again"
    values = {"one": again.before, "other": "".join(again.values[:1]), "values": "\u00a0· ".join(again.values)}
    line = labels[kind].format(steps=which if named else "", count=again.turns, **values)
    return line.lstrip(" :,\u00a0")


def _with_fingers(hand: Hand | None, others: Hand | None) -> Hand | None:
    """Return the hand of a step with the fingers of its further turns, where it shows a finger itself."""
    if hand is None or others is None or not set(hand.places) <= _SINGLE:
        return hand
    return Hand(hand.side, hand.view, tuple(dict.fromkeys(hand.places + others.places)))


def _fingers(again: Again, words: SheetWords | None) -> Hand | None:
    """Return the hand with the fingers of the further turns, if each of these is the name of one."""
    hands = [hand_for(value, "", again.names, words) for value in again.values]
    places = [hand.places[0] for hand in hands if hand and len(hand.places) == 1 and hand.places[0] in _SINGLE]
    if not hands or len(places) < len(hands) or hands[0] is None:
        return None
    return Hand(hands[0].side, "palm", tuple(places))
