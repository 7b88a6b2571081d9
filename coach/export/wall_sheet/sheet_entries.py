"""What stands on a sheet → entries with their drawings and labels, as every kind of sheet shows them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from coach.export.wall_sheet.hand_drawing import Hand
from coach.export.wall_sheet.named_places import described, hand_for, side_named
from coach.export.wall_sheet.sheet_words import labels_of, words_of
from coach.export.wall_sheet.steps_on_sheet import Again, Heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.export.wall_sheet.sheet_words import SheetWords
    from coach.export.wall_sheet.steps_on_sheet import SheetStep, WallSheet

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


@dataclass(frozen=True, slots=True)
class Repeat:
    """The end of a loop: what is said, and which steps come again for what."""

    depth: int
    words: str
    line: str
    drawing: Drawing | None


Group = Title | Steps | Repeat


def groups_of(sheet: WallSheet) -> tuple[Group, ...]:
    """Return the entries of a sheet in their order, with the labels in its language where coach has them."""
    return tuple(_groups(sheet, words_of(sheet.language), labels_of(sheet.language)))


def _groups(sheet: WallSheet, words: SheetWords | None, labels: SheetWords) -> Iterator[Group]:
    for (kind, depth), rows in groupby(sheet.rows, lambda row: (type(row), row.depth)):
        if kind is Heading:
            yield from (Title(depth, row.title) for row in rows if isinstance(row, Heading))
        elif kind is Again:
            yield from (_repeat(row, words, labels) for row in rows if isinstance(row, Again))
        else:
            steps = (row for row in rows if not isinstance(row, Heading | Again))
            yield Steps(depth, tuple(_entry(row, words, labels) for row in steps))


def _entry(step: SheetStep, words: SheetWords | None, labels: SheetWords) -> Entry:
    hand = hand_for(step.title, f"{step.words} {step.meanwhile}", step.names, words)
    time = labels.labels["until_ready"] if step.waits else step.time
    return Entry(step.number, step.title, step.words, step.meanwhile, tied(time), _drawing(hand, labels))


def tied(time: str) -> str:
    """Return a time that is not broken between a number and its unit.

    Example:
        >>> len(tied("1 min 30 s").split(" "))
        2
    """
    return re.sub(r"(?<=\d) ", "\u00a0", time)


def _drawing(hand: Hand | None, labels: SheetWords) -> Drawing | None:
    return Drawing(hand, described(hand, labels)) if hand else None


def _repeat(again: Again, words: SheetWords | None, labels: SheetWords) -> Repeat:
    drawing = _drawing(_fingers(again, words), labels)
    return Repeat(again.depth, again.words, line_of(again, words, labels.labels), drawing)


def line_of(again: Again, words: SheetWords | None, labels: dict[str, str]) -> str:
    """Return the line that says which steps come again: with other sides, for other values, or so many times."""
    which = labels["step" if again.first == again.last else "steps"].format(first=again.first, last=again.last)
    if not again.values:
        return labels["times"].format(steps=which, count=again.turns)
    sides = words and {side_named(value, words) for value in (again.before, *again.values)}
    if sides == {"left", "right"}:
        return labels["swapped"].format(steps=which, one=again.before, other=again.values[0])
    return labels["again"].format(steps=which, values="\u00a0· ".join(again.values))


def _fingers(again: Again, words: SheetWords | None) -> Hand | None:
    """Return the hand with the fingers of the further turns, if each of these is the name of one."""
    hands = [hand_for(value, "", again.names, words) for value in again.values]
    places = [hand.places[0] for hand in hands if hand and len(hand.places) == 1 and hand.places[0] in _SINGLE]
    if not hands or len(places) < len(hands) or hands[0] is None:
        return None
    return Hand(hands[0].side, "palm", tuple(places))
