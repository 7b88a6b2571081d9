"""Rules of what is said the second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.routine.model import Group, Step
from coach.routine.narration import Words
from coach.routine.practice import UntilReady
from coach.timeline.estimate import words_of
from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.routine.narration import Narration
    from coach.timeline.lint.subject import Subject


def long_again(subject: Subject) -> Iterator[Finding]:
    """The words for the second time are as many as those for the first.

    `again` is there for the hands to be left in peace: who has done a step needs its name, and nothing that was
    explained. Without shorter words, leave it out, and the first ones are said again.
    """
    for item in subject.items:
        if item.again and (said := _count(item.again)) >= (first := sum(_first(item))):
            message = f"{said} words the second time, {first} the first"
            yield Finding(item, "again", message, "say less, or remove 'again'")


def _first(item: Step | Group) -> Iterator[int]:
    if isinstance(item, Step):
        yield _count(item.say)
    else:
        for step in item.steps:
            yield from _first(step)


def _count(said: Narration | None) -> int:
    return sum(len(words_of(part.text)) for part in (said.parts if said else ()) if isinstance(part, Words))


def silent_wait(subject: Subject) -> Iterator[Finding]:
    """A step waits for the listener, and says nothing of it the second time.

    A session that stands still without a word seems to have ended. Give the step a few words with `again`, also inside
    a group that has some.
    """
    yield from _silent_waits(subject.routine.steps, silent=False)


def _silent_waits(items: Sequence[Step | Group], *, silent: bool) -> Iterator[Finding]:
    for item in items:
        if isinstance(item, Group):
            yield from _silent_waits(item.steps, silent=silent or item.again is not None)
        elif isinstance(item.do, UntilReady) and item.say and not _count(item.again) and (item.again or silent):
            yield Finding(item, "do", "the second time, this waits without a word", "add 'again: ...' to this step")
