"""Sentences of a block → candidates for a step or a warning: each with what is known before it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.draft.english.heading_figures import without_brackets
from coach.draft.english.headings import Role, is_generic
from coach.draft.english.imperative import is_instruction
from coach.draft.reading.beside import warn_beside, with_answers
from coach.draft.reading.block_facts import is_chosen, is_name, parted
from coach.draft.reading.warnings import is_forbidding, is_warning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.reading.sentence_classifier import Likelihoods
    from coach.draft.reading.survey import Survey
    from coach.draft.text.blocks import Block


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may ask or warn."""

    text: str
    whole: str
    """The sentence with the label before it, if that belongs to what it says."""
    left: str
    """The sentence as it stands in the text, with any label."""
    label: str
    labelled: Role
    """The role that the label gives to it."""
    first: bool
    """Whether it is the first of its block."""
    following: Sequence[str]
    """The sentences of the block after it."""
    alone: bool
    """Whether nothing but warnings stands in its block."""
    beside: bool
    """Whether a warning stands beside it, with which it belongs."""
    likely: Likelihoods

    @property
    def introduced(self) -> bool:
        """Whether its label belongs to what it says."""
        return self.whole != self.text


def candidates_in(
    block: Block, label: str, labelled: Role, rest: str, role: Role, survey: Survey
) -> tuple[list[Candidate], str]:
    """Return the sentences of a block, and its label if that is a name which none of them says.

    `rest` is the text behind the label, `role` that of the section.
    """
    sentences = with_answers(parted(label, labelled, rest, block))
    if sentences[1:] and sentences[-1] == label and not (labelled or is_generic(label)):
        label = _told_once(label, sentences)
    named_already = "".join(sentences[:1]).startswith(label)
    named = bool(label) and not is_generic(label) and not named_already
    introduces = named and (not labelled or is_chosen(label))
    alone = block.number is None and all(is_warning(text) or is_forbidding(text) for text in sentences)
    found = []
    for place, (text, beside) in enumerate(zip(sentences, warn_beside(sentences), strict=True)):
        told = f"{label}: {text}"
        found.append(
            Candidate(
                text,
                told if introduces and not place else text,
                text if place or named_already else told,
                label,
                labelled,
                not place,
                sentences[place + 1 :],
                alone,
                beside,
                survey.judge(block, sentences, place, role, label, labelled),
            )
        )
    return found, label if named else ""


def _told_once(label: str, sentences: list[str]) -> str:
    """Return a label with a figure as it is told in front of the first sentence; the last one is the label again.

    The only sentence tells the figure with the label; behind several, the figure is the last one.
    """
    if len(sentences) == 2 and is_name(label) and is_instruction(sentences[0]):  # noqa: PLR2004
        sentences.pop()
        return label
    name = without_brackets(label)
    sentences[-1] = label[len(name) :].strip(" ()[]") or label
    return name if sentences[-1] != label else label
