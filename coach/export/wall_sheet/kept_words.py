"""Words of a step → which of them stand on a sheet that has no room for all of them. Pure.

A sheet is read from a step away, with lotion on the hands: large letters come before many words. Which sentences go
first is the same for all steps, and none goes that says what not to do, or that is said only for a condition.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from coach.export.wall_sheet.sheet_words import sentences_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.export.wall_sheet.sheet_rows import SheetStep
    from coach.export.wall_sheet.sheet_words import SheetWords


class Amount(IntEnum):
    """How many words stand on a sheet; each amount has those of the amounts before it."""

    MINDED = 0
    """What to mind, what is said only for a condition, and the sentence in which a title explains itself."""
    MANNER = 1
    """The first sentence of a step that says how hard, or how often."""
    FIRST = 2
    """The first sentence of a step that would be a mere title."""
    ALL = 3
    """Everything."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence, and the least amount of words that it is part of."""

    sentence: str
    meanwhile: bool
    """Whether it is said during the practice."""
    amount: Amount


def ranked_sentences(step: SheetStep, changed: frozenset[str], words: SheetWords | None) -> tuple[Ranked, ...]:
    """Return the sentences of a step in their order, each with the least amount of words that it is part of.

    Args:
        step: The step.
        changed: The sentences that are said only for a condition.
        words: The words of the language; without them, coach cannot tell which sentences can go, and all stay.
    """
    said = [(each, False) for each in sentences_of(step.words)] + [
        (each, True) for each in sentences_of(step.meanwhile)
    ]
    amounts = [Amount.MINDED if each in changed else _amount(each, words) for each, _ in said]
    manners = [index for index, amount in enumerate(amounts) if amount is Amount.MANNER]
    for index in manners:
        if index != manners[0] or said[index][1]:
            amounts[index] = Amount.ALL
    if amounts and step.words and min(amounts) is Amount.ALL:
        amounts[_first(sentences_of(step.words), step.title)] = Amount.FIRST
    if amounts and (not step.title or explains(said[0][0], step.title)):
        amounts[0] = Amount.MINDED
    return tuple(Ranked(*each, amount) for each, amount in zip(said, amounts, strict=True))


def explains(sentence: str, title: str) -> bool:
    """Whether a sentence begins with the title of its step, and goes on.

    Example:
        >>> explains("Petrissage is gripping and kneading.", "Petrissage"), explains("Rest.", "Rest")
        (True, False)
    """
    return bool(title) and sentence.startswith(f"{title} ")


def _first(sentences: Sequence[str], title: str) -> int:
    """Return the number of the first sentence that is more than a word, such as a welcome, and explains no title."""
    told = (index for index, each in enumerate(sentences) if " " in each and not explains(each, title))
    return next(told, 0)


def _amount(sentence: str, words: SheetWords | None) -> Amount:
    text = sentence.casefold()
    if words is None or words.mind.search(text):
        return Amount.MINDED
    return Amount.MANNER if words.manner.search(text) else Amount.ALL
