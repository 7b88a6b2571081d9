"""Rules of how a step is worded, as somebody hears it whose hands are busy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.routine.breaths import Breaths
from coach.routine.care_words import care_words
from coach.timeline.estimate import words_of
from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.model import Step
    from coach.timeline.lint.authored_texts import AuthoredText
    from coach.timeline.lint.subject import Subject

_ALIKE_STEPS, _ALIKE_WORDS = 3, 2
_REMINDER_WORDS = 3
"""The words of a reminder, such as “now another spot”, that is none of the instructions."""
_TOLD = {"say", "again", "instead", "between"}
"""The keys of the texts that tell what to do; a caution is about a condition, and begins with it."""
_SENTENCE = re.compile(r"(?:^|[.!?…]\s+|\]\s*)(?=\w)")
"""The beginning of a sentence, also after a pause."""


def alike_beginnings(subject: Subject) -> Iterator[Finding]:
    """Three steps in a row begin with the same words, such as “Now take”.

    Whoever only listens hears from the first words that something new begins; words that are always the same are not
    heard any more. Begin with the place, or with what the hands do. A step in a loop counts once.
    """
    row: list[Step] = []
    for step in (step for step in subject.steps if step.say):
        row = [*row, step] if row and _beginning(step) and _beginning(step) == _beginning(row[-1]) else [step]
        if len(row) == _ALIKE_STEPS:
            message = f"“{' '.join(_beginning(step)).capitalize()} …”: the third step in a row that begins so"
            yield Finding(step, "say", message, "begin with the place, or with what the hands do")


def _beginning(step: Step) -> tuple[str, ...]:
    words = words_of(step.say.text)[:_ALIKE_WORDS] if step.say else ()
    return tuple(word.casefold() for word in words) if len(words) == _ALIKE_WORDS else ()


def condition_first(subject: Subject) -> Iterator[Finding]:
    """A sentence begins with its condition, as in “If it hurts, stop”.

    The hands wait for what to do, and the ear has to keep the condition until it comes. Say what to do first: “Stop if
    it hurts.”
    """
    words = care_words(subject.routine.language)
    for spoken in subject.texts if words else ():
        for start in _sentences(spoken) if spoken.key in _TOLD else ():
            if words and (begun := words.condition_first.match(spoken.text, start)):
                message = f"a sentence begins with its condition: “{' '.join(begun[0].split())}”"
                yield Finding(spoken.item, spoken.key, message, "say first what to do", spoken.place(start))


def late_instruction(subject: Subject) -> Iterator[Finding]:
    """Words within a practice tell something else to do than the step did: it comes when the hands have begun.

    What is said at half time or at a time reminds of what is being done, and says how long still. Another thing to do
    is a step of its own. With breaths, words that lead each one are meant.
    """
    told = {word for spoken in subject.texts if spoken.key == "say" for word in _first_words(spoken)}
    for spoken in (spoken for spoken in subject.texts if spoken.key == "guide" and not _breathes(spoken)):
        own = {word for each in subject.texts if each.item is spoken.item and each is not spoken
               for word in _first_words(each)}  # fmt: skip
        new = [word for word in _first_words(spoken) if word in told - own]
        if new and len(words_of(spoken.text)) > _REMINDER_WORDS:
            message = f"“{new[0].capitalize()} …” is another thing to do, and comes when the practice has begun"
            yield Finding(spoken.item, "guide", message, "make it a step of its own, or say it before", spoken.place(0))


def _breathes(spoken: AuthoredText) -> bool:
    return isinstance(getattr(spoken.item, "do", None), Breaths)


def _sentences(spoken: AuthoredText) -> Iterator[int]:
    return (match.end() for match in _SENTENCE.finditer(spoken.text))


def _first_words(spoken: AuthoredText) -> list[str]:
    """Return the first word of each sentence: in one that tells what to do, that is most often the verb."""
    found = (re.match(r"\w+", spoken.text[start:]) for start in _sentences(spoken))
    return [match[0].casefold() for match in found if match]
