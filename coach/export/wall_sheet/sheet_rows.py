"""What stands on a wall sheet, as data: its steps in their order, headings, and what is repeated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.units import duration_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.export.wall_sheet.cautions_on_sheet import CautionRow

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
    most_ms: int | None = None
    """The milliseconds that it waits at most; None for no limit."""

    @property
    def time(self) -> str:
        """The time of its practice for people, or how long it waits at most; empty without one."""
        if not self.times or self.waits:
            return "" if self.most_ms is None else f"≤ {_seconds(self.most_ms)}"
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


def _seconds(ms: float) -> str:
    """Return a time in whole seconds: at least one, for something is done."""
    return duration_in_words(max(1_000, round(ms)))
