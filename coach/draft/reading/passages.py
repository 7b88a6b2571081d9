"""The contents of a how-to text as data: instructions, needed things, warnings, and what is left out and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.draft.english.sentences import cut
from coach.draft.reading.needs import longer_name

if TYPE_CHECKING:
    from coach.draft.text.blocks import Block

HEADING = "heading"
"""The reason for leaving out a heading, which may still become a section."""
NOT_TOLD = "not an instruction"
"""The reason for leaving out what asks for nothing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the line on which its block begins."""

    text: str
    line: int
    apart: bool = False
    """Whether it goes on with the phrase or sentence before it, and is yet done by itself, as the release of a hold."""
    turns: int = 0
    """How often what it goes on with is done, if it says so and nothing else."""
    meant: str = ""
    """Its amount with the unit that it leaves out, if another has it: "10 s" for "And then ten more"."""

    @property
    def counted(self) -> str:
        """The text that says how long or how often."""
        return self.meant or self.text


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence that does not become part of the routine, and why."""

    text: str
    line: int
    why: str


@dataclass(slots=True)
class Passage:
    """A list item or a paragraph, with its instructions."""

    block: Block
    section: str = ""
    heading: str = ""
    """The nearest heading above it: that of its section, or of its group of steps."""
    label: str = ""
    before: bool = False
    """Whether it prepares the session."""
    told: list[Sentence] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    """The sentences in it, or before it, that are left out."""


@dataclass(slots=True)
class Reading:
    """The contents of a how-to text."""

    title: str = ""
    for_: str = "self"
    needs: list[Sentence] = field(default_factory=list)
    warnings: list[tuple[str, Sentence]] = field(default_factory=list)
    """The warnings, each with the heading or label that says whom it concerns."""
    passages: list[Passage] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    """The sentences that are left out after the last passage."""

    def add_needs(self, text: str, line: int) -> None:
        """Add an entry from a list of things to have, whatever it says."""
        self.needs += [Sentence(piece.rstrip(" .;,") or piece, line) for piece in cut(text)]

    def need(self, thing: str, line: int) -> None:
        """Add a thing that a step mentions; if "cream" and "hand cream" both occur, only the longer name is kept."""
        for place, need in enumerate(self.needs):
            if name := longer_name(need.text, thing):
                self.needs[place] = Sentence(name, need.line)
                return
        self.needs.append(Sentence(thing, line))
