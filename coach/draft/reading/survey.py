"""Blocks of a text → what is known of all of them before the first is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.draft.english.sentences import sentences_of
from coach.draft.reading.advice import items_of_advice
from coach.draft.reading.listed_things import items_needed
from coach.draft.reading.sentence_classifier import Classifier, trained_classifier
from coach.draft.reading.sentence_features import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach.draft.english.headings import Role
    from coach.draft.reading.sentence_classifier import Likelihoods
    from coach.draft.text.blocks import Block


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a block."""

    before: str = ""
    """The sentence before it; "" at the beginning of the text."""
    after: str = ""
    """The sentence after it; "" at the end of the text."""
    share: float = 0
    """The share of the text's blocks before it, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the reader of a text knows of it from the beginning."""

    things: frozenset[Block]
    """The items that are needed."""
    advice: frozenset[Block]
    """The items that are for other days."""
    around: Mapping[Block, Surroundings]
    classifier: Classifier

    def judge(
        self, block: Block, sentences: Sequence[str], place: int, role: Role, label: str = "", labelled: Role = ""
    ) -> Likelihoods:
        """Return how likely one of a block's sentences asks, warns, or is but talk.

        `role` is that of the section, `labelled` that of the block's label.
        """
        around = self.around.get(block, Surroundings())
        setting = Setting(
            block,
            place,
            len(sentences),
            around.share,
            role,
            labelled,
            bool(label),
            sentences[place - 1] if place else around.before,
            sentences[place + 1] if place + 1 < len(sentences) else around.after,
        )
        return self.classifier(sentences[place], setting)


def survey_of(blocks: Sequence[Block], classifier: Classifier | None = None) -> Survey:
    """Return what is known of blocks; `classifier`: another than that which comes with coach."""
    sentences = [sentences_of(block.text) for block in blocks]
    before = ["", *("".join(each[-1:]) for each in sentences)]
    after = [*("".join(each[:1]) for each in sentences), ""][1:]
    around = {
        block: Surroundings(was, comes, place / len(blocks))
        for place, (block, was, comes) in enumerate(zip(blocks, before, after, strict=False))
    }
    return Survey(items_needed(blocks), items_of_advice(blocks), around, classifier or trained_classifier())
