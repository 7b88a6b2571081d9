"""The contents of a text → the sentences outside of its steps, or in no numbered one: rules are among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.draft.english.after_a_hold import is_each_time
from coach.draft.english.quantities import is_quantity, quantities_in
from coach.draft.reading.passages import HEADING, Reading, Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence outside of steps, and its text with the label before it: "For all of these: hold for 20 seconds"."""

    sentence: Sentence
    text: str
    apart: bool = True
    """Whether it is no item of a list."""
    of_rules: bool = False
    """Whether it stands among rules with which a section begins."""


def outside_steps(reading: Reading, of_rules: Collection[int]) -> Iterator[tuple[str, Said]]:
    """Yield the sentences that stand outside of steps, each with the heading above it."""
    section = ""
    for passage in reading.passages:
        for left in passage.left:
            section = left.text if left.why == HEADING else section
            yield section, Said(Sentence(left.text, left.line), left.text)
        section = passage.section
        for place, told in enumerate(passage.told if passage.block.number is None else ()):
            label = (
                f"{passage.label}: " if passage.label and not place and not told.text.startswith(passage.label) else ""
            )
            if place and passage.block.kind == "item" and is_quantity(told.text):
                continue  # "Stretch one arm. Each side.": of the item that it stands in
            if place and is_each_time(told.text) and quantities_in(passage.told[place - 1].text).times:
                continue  # "Draw them back 10 times. Hold for 5 seconds each."
            sentence, apart = Sentence(told.text, told.line), passage.block.kind == "text"
            yield section, Said(sentence, f"{label}{told.text}", apart, id(passage) in of_rules)
    for left in reading.left:
        section = left.text if left.why == HEADING else section
        yield section, Said(Sentence(left.text, left.line), left.text)
