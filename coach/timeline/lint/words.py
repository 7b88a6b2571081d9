"""Rules of words: sentences, numbers, names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.routine.breaths import Breaths
from coach.routine.model import Group
from coach.routine.narration import Words, names_in
from coach.routine.practice import Circles, Rounds, Strokes, Times
from coach.timeline.estimate import words_of
from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.base_model import RoutineModel
    from coach.routine.model import Step
    from coach.timeline.expand import Action
    from coach.timeline.lint.subject import Subject

MOST_IN_SENTENCE, MOST_IN_STEP = 20, 60
_SENTENCE = re.compile(r"[.!?;:।。！？]+(?:\s+|$)")
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("once", "twice|two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
    for word in words.split("|")
}
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SAID = re.compile(
    rf"(?<![\w-])(?:(once|twice)(?! (?:more|again|you|your|the|it|they|we|their|this|that|every)\b)"
    rf"|(\d{{1,3}}|{'|'.join(_NUMBERS)}) (?:\w+ )?(?:times|strokes|circles|breaths|rounds|taps))\b",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(
    rf"\b(?:at|all at|or|to|and|{_TENS})[ -]$|(?:\d|\b(?:{'|'.join(_NUMBERS)})) ?[-–—] ?$", re.IGNORECASE
)
"""A pattern of what stands before a number that is a part of another one, or the end of a span."""


def long_sentence(subject: Subject) -> Iterator[Finding]:
    """A sentence has more than 20 words.

    A listener cannot look back: over 20 words, the beginning is gone before the end comes (field guides for guided
    sessions say 20 to 25), and simple sentences help older listeners most (JAAA 17(7) 2006).
    """
    for action in subject.actions:
        for text in _texts(action):
            for sentence in _SENTENCE.split(text):
                if action.step and (count := len(words_of(sentence))) > MOST_IN_SENTENCE:
                    message = f"a sentence of {count} words: “{_beginning(sentence)} …”"
                    yield Finding(action.step, "say", message, f"at most {MOST_IN_SENTENCE}; make two of it")


def long_step(subject: Subject) -> Iterator[Finding]:
    """A step has more than 60 words.

    Nobody remembers more than a few things to do. Over 60 words, a step holds several.
    """
    for action in subject.actions:
        if action.step and (count := sum(len(words_of(text)) for text in _texts(action))) > MOST_IN_STEP:
            yield Finding(action.step, "say", f"{count} words", f"at most {MOST_IN_STEP}; make two steps of it")


def said_count(subject: Subject) -> Iterator[Finding]:
    """The words name another number than the practice, or one that may change.

    The voice says "three times", and the session leaves time for five, or for two when it is made shorter. A number
    that is said has to be exact: `{strokes: 3 exactly, ...}`.
    """
    for step in subject.steps:
        said, done = said_number(step, subject.routine.language), _done(step)
        if said is None or done is None:
            continue
        number, exact = done
        if said != number:
            yield Finding(step, "do", f"the words say {said}, the practice is {number}", "make them agree")
        elif not exact:
            message = f"the words say {said}, but at another length it would be another number"
            yield Finding(step, "do", message, f"write '{number} exactly'")


def said_number(step: Step, language: str) -> int | None:
    """Return how often something is to be done, by its English words; None if they do not say just one number."""
    text = step.say.text if step.say and language.partition("-")[0] == "en" else ""
    found = [match for match in _SAID.finditer(text) if not _NOT_SAID.search(text[: match.start()])]
    if len(found) != 1 or re.match(r" (?:or|to) ", text[found[0].end() :]):
        return None
    word = (found[0][1] or found[0][2]).lower()
    return _NUMBERS.get(word) or int(word)


def _done(step: Step) -> tuple[int, bool] | None:
    """Return how often the practice does something, and whether that number never changes."""
    match step.do:
        case Strokes(strokes=often) | Circles(circles=often) | Times(times=often):
            return often.natural, often.least == often.most
        case Breaths(breaths=number) | Rounds(rounds=number):
            return number, True
    return None


def name_never_used(subject: Subject) -> Iterator[Finding]:
    """A {name} is set, and no text uses it.

    A name that no text uses is left over, or was meant to stand somewhere: then someone hears the same words twice.
    """
    for item in (subject.routine, *subject.items):
        used = _used(item) if item.words or isinstance(item, Group) else set()
        if isinstance(item, Group):
            for key, names in (("each", item.each), ("with", item.with_)):
                for name in names or {}:
                    if not {name, f"other_{name}"} & used:
                        hint = f"write {{{name}}} where it belongs, or use 'repeat'"
                        yield Finding(item, key, f"no text uses {{{name}}}", hint)
        for name in (item.words or {}).keys() - used:
            yield Finding(item, "words", f"no text uses {{{name}}}", f"write {{{name}}} where it belongs, or remove it")


def _used(item: RoutineModel) -> set[str]:
    """Return the names that an item's texts use."""
    return set(names_in(item.model_dump_json()))


def _texts(action: Action) -> list[str]:
    return [part.text for part in action.narration if isinstance(part, Words)]


def _beginning(sentence: str) -> str:
    return " ".join(sentence.split()[:5])
