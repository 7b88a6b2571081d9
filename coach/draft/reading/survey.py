"""Blocks of a text → what is known of all of them before the first is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.draft.english.sentences import sentences_of
from coach.draft.reading.advice import items_of_advice
from coach.draft.reading.listed_things import items_needed
from coach.draft.reading.sentence_classifier import Classifier, trained_classifier
from coach.draft.reading.sentence_features import Setting
from coach.draft.reading.stretches import mostly_asks, stretches_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    stretches: Mapping[Block, Sequence[Block]] = field(default_factory=dict)
    _asking: dict[tuple[Block, int, Role], bool] = field(default_factory=dict)
    """Whether blocks mostly ask, by the first and the number of them, and the role of their section."""

    def asks_beside(self, block: Block, role: Role) -> bool:
        """Whether most sentences of a block, or of the stretch in which it stands, surely ask, whatever heads them."""
        stretch = self.stretches.get(block, (block,))
        return self._asks((block,), role) or self._asks(stretch, role)

    def _asks(self, blocks: Sequence[Block], role: Role) -> bool:
        key = (blocks[0], len(blocks), role)
        if key not in self._asking:
            judged = (likely for block in blocks for likely in self.judge_all(block, role))
            self._asking[key] = mostly_asks(judged)
        return self._asking[key]

    def judge_all(self, block: Block, role: Role) -> Iterator[Likelihoods]:
        """Yield how likely each of a block's sentences asks, warns, or is but talk, in a section of this role."""
        sentences = sentences_of(block.text)
        yield from (self.judge(block, sentences, place, role) for place in range(len(sentences)))

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
    judge = classifier or trained_classifier()
    return Survey(items_needed(blocks), items_of_advice(blocks), around, judge, stretches_of(blocks))
