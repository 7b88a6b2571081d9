"""A block or a sentence → facts that the reader asks: a thing, a figure, a line of a script, the lead of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.heading_figures import without_brackets
from coach.draft.english.headings import Role, is_place, role_of
from coach.draft.english.imperative import is_instruction
from coach.draft.english.intervals import interval_in
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import with_digits
from coach.draft.english.other_side import asks_for_other, is_other_side
from coach.draft.english.pauses import is_pause, without_pauses
from coach.draft.english.quantities import is_planned, is_quantity, quantities_in
from coach.draft.english.sentences import COUNT_BEHIND, sentences_of
from coach.draft.language import glossed
from coach.draft.reading.about_page import is_about_page
from coach.draft.reading.needs import things_in
from coach.draft.reading.warnings import is_about_health, is_only_warning, is_warning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.text.blocks import Block

_LONGEST_NAME = 3
"""The most words of a name: of a thing in a list of needs although its first word may be a verb, of an exercise."""
_ROUNDS = Expression(r"\b(?:rounds?|circuits?|laps?)\b", re.IGNORECASE)
_LONGEST_FIGURES = 60
"""The most characters of a line that only gives figures, and does not say between what to rest."""
_FEWEST_WORDS = 4
"""The fewest words of a sentence by which it can be judged."""
_LEADS_ON = Expression(
    r"\W*(?:(?:and|so|then|now|next|finally|lastly|first|second|third)|the (?:next|last|first|second|third))\b",
    re.IGNORECASE,
)
_NEXT = Expression(r"\W*(?:and )?(?:then|next|after that|afterwards|finally)\b", re.IGNORECASE)
_ONE = re.compile(r"(?:an?|some|one|two|\d+|eine?n?|una?|unos|unas) ", re.IGNORECASE)
_FOR_ALL = Expression(
    r"\b(?:each|every|all|per|otherwise)\b(?! (?:day|week|morning|evening|night|hour|side|leg|arm))", re.IGNORECASE
)
_FIGURE_LABEL = Expression(
    r"^(?:reps?|repetitions?|repeat|sets?|holds?|duration|time|hold for|times|rest|breaths?|rounds?|how long"
    r"|how many(?: times)?|count|amount)$",
    re.IGNORECASE,
)


_CHOSEN = ("optional", "optionally", "opcional")


def is_chosen(label: str) -> bool:
    """Whether a label says that a step need not be done, which has to be said."""
    return label.casefold() in _CHOSEN


def leads(block: Block, follower: Block | None) -> bool:
    """Whether an item stands above a list within its list."""
    return block.kind == "item" and follower is not None and follower.kind == "item" and follower.level > block.level


def parted(label: str, labelled: Role, rest: str, block: Block) -> list[str]:
    """Return the sentences of a block; a label is kept if it says what to do, how much, or where."""
    if not label or (not labelled and is_instruction(label)):
        return sentences_of(block.text)
    if is_figure_label(label) or is_place(f"{label}:") or (not labelled and is_part(label)):
        return sentences_of(f"{label}: {rest}")
    if quantities_in(label).practice:
        behind = without_brackets(label) != label or is_quantity(label)  # "Knead (3 min): take the muscle ..."
        return [*sentences_of(rest), label] if behind else sentences_of(block.text)
    return sentences_of(rest)


def begins_steps(block: Block, text: str) -> bool:
    """Whether an item with the number 1 among warnings is the first step: it asks for something that harms nobody."""
    return block.number == 1 and is_instruction(text) and not (is_warning(text) or is_about_health(text))


def gives_figures(text: str) -> bool:
    """Whether a line only gives the figures of a step: "Hold: 20 seconds", "3 sets of 5 breaths"."""
    if len(text) > _LONGEST_FIGURES and "between" not in text.casefold():
        return False
    figures = quantities_in(text)
    if (figures.only_rest and not _names_rounds(text)) or (figures.sets > 1 and is_quantity(text)):
        return True
    return is_quantity(text) and not is_instruction(text) and not comes_next(text)


@glossed
def _names_rounds(text: str) -> bool:
    """Whether a text speaks of the rounds of several steps."""
    return bool(_ROUNDS.search(text))


@glossed
def gives_figures_for_all(text: str) -> bool:
    """Whether a line says how long or how often each of what follows is done: "45 s of work, 15 s of rest each".

    >>> gives_figures_for_all("Eight of each, unless it says otherwise.")
    True
    """
    if not _FOR_ALL.search(text):
        return False
    return quantities_in(text).practice or interval_in(with_digits(text.casefold())) is not None


def are_figures(sentences: Sequence[str]) -> bool:
    """Whether sentences only say how long or how often: those of "Cold again, up to the shoulders. 20 seconds"."""
    return bool(sentences) and all(is_quantity(text) and quantities_in(text).practice for text in sentences)


def is_spoken(text: str, follower: str) -> bool:
    """Whether a sentence is a line of a script: a rest stands behind it, or it says how long to hold and to let go."""
    if _is_counted_behind(text):
        return True
    if is_about_page(text):
        return False
    rests = (bool(follower) and is_pause(follower)) or (text[-1] in ")]}>*_" and without_pauses(text) != text)
    return (rests and not is_pause(text)) or quantities_in(text).release is not None


def _is_counted_behind(text: str) -> bool:
    """Whether a sentence ends, and how often it is said or done stands behind it: "My arm is heavy. (six times)"."""
    match = COUNT_BEHIND.search(text, max(0, text.rfind("("))) if text[-1] in ")." and "(" in text else None
    return match is not None and text[: match.start()].rstrip()[-1:] in (".", "!", "…")


def does_for_a_time(text: str) -> bool:
    """Whether an item of a list says how long or how often, so that it is done: "Hands in the warm water, 3 min"."""
    return quantities_in(text).practice and not is_planned(text)


@glossed
def is_figure_label(label: str) -> bool:
    """Whether a label only says what the figure after it counts: "Reps"."""
    return bool(_FIGURE_LABEL.match(label))


def is_sentence(block: Block) -> bool:
    """Whether a line in bold is no heading but a pause, or a whole sentence that warns or tells what to do."""
    if is_pause(block.text):
        return True
    return not block.level and block.text[-1] in ".!" and (is_warning(block.text) or is_instruction(block.text))


def is_one_warning(text: str, rest: str) -> bool:
    """Whether a text is a single sentence that warns; `rest` is what follows the label in it."""
    alone = len(sentences_of(text)) == 1
    return alone and is_warning(text) and (is_only_warning(rest) or not is_instruction(rest))


def is_thing(text: str) -> bool:
    """Whether a line between others of a list names a thing, as "A bowl" does, and heads nothing."""
    return bool(_ONE.match(text)) and bool(things_in(text)) and not role_of(text)


def names_a_thing(text: str) -> bool:
    """Whether an item of a list of needs is a thing, such as "1 cup of milk", and not an instruction."""
    short = len(text.split()) <= _LONGEST_NAME and text[-1] not in ".!"
    first, comma, _ = text.partition(",")  # "oil, sunflower will do" asks nobody to oil anything
    return text[0].isdigit() or short or (bool(comma) and _is_thing(first)) or not is_instruction(text)


@glossed
def _is_thing(word: str) -> bool:
    return is_one_of("things", word.casefold())


def is_name(label: str) -> bool:
    """Whether a label is short enough to be what an exercise is called, which is said before it."""
    return len(label.split()) <= _LONGEST_NAME


@glossed
def comes_next(text: str) -> bool:
    """Whether a text begins as the next thing to do does: "Then cold, 60 s"."""
    return bool(_NEXT.match(text))


@glossed
def leads_on(label: str) -> bool:
    """Whether a label is the beginning of what is said: "Now the humming breath: hum for two minutes"."""
    return bool(_LEADS_ON.match(label))


@glossed
def is_part(label: str) -> bool:
    """Whether a label names a part of the body, so that it has to be spoken."""
    return any(is_one_of("parts", word.rstrip("s")) for word in re.findall(r"[a-z]+", label.casefold()))


def is_left_to_rules(text: str) -> bool:
    """Whether the form of a sentence tells what it is better than its words can: a rest, a lead, a turn, few words."""
    if len(text.split()) < _FEWEST_WORDS or text.endswith(":"):
        return True
    rests = is_pause(text) or quantities_in(text).only_rest
    return rests or is_other_side(text) or asks_for_other(text) or _tells_what_it_does(text)


@glossed
def _tells_what_it_does(text: str) -> bool:
    """Whether a text begins with a verb in the third person, as what something is good for: "Boosts circulation"."""
    first = text.split(maxsplit=1)[0].casefold().strip("\"'(")
    third = first.endswith("s") and not first.endswith("ss")
    return third and not (is_one_of("function", first) or is_one_of("parts", first.rstrip("s")))
