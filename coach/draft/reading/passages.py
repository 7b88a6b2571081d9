"""What a how-to text says, as data: what is told, needed and warned of, and what is left out and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.draft.english.sentences import cut
from coach.draft.reading.needs import longer_name

if TYPE_CHECKING:
    from coach.draft.text.blocks import Block

HEADING = "heading"
"""Why a heading is left out: it may become a section all the same."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the line on which its block begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence that does not become part of the routine, and why."""

    text: str
    line: int
    why: str


@dataclass(slots=True)
class Passage:
    """An item or a paragraph, with what it tells to do."""

    block: Block
    section: str = ""
    label: str = ""
    before: bool = False
    """Whether it prepares the session."""
    told: list[Sentence] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    """What stood in it, or before it, and is left out."""


@dataclass(slots=True)
class Reading:
    """What a how-to text says."""

    title: str = ""
    for_: str = "self"
    needs: list[Sentence] = field(default_factory=list)
    warnings: list[tuple[str, Sentence]] = field(default_factory=list)
    """Each with the heading or label that says whom it concerns."""
    passages: list[Passage] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    """What is left out after the last passage."""

    def add_needs(self, text: str, line: int) -> None:
        """Add what a list of things to have says, whatever it is."""
        self.needs += [Sentence(piece, line) for piece in cut(text)]

    def need(self, thing: str, line: int) -> None:
        """Add a thing that a step speaks of; of "cream" and "hand cream", the longer name is kept."""
        for place, need in enumerate(self.needs):
            if name := longer_name(need.text, thing):
                self.needs[place] = Sentence(name, need.line)
                return
        self.needs.append(Sentence(thing, line))
