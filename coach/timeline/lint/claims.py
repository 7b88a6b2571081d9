"""A rule of claims about health that name no source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coach.routine.care_words import care_words
from coach.routine.model import Group, Routine, Step
from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.routine.care_words import CareWords
    from coach.timeline.lint.authored_texts import AuthoredText
    from coach.timeline.lint.subject import Subject

_SENTENCE = re.compile(r"[^.!?;…]+[.!?;…]*")


class _Text(NamedTuple):
    """A text that is heard or read, and where it stands."""

    item: Routine | Group | Step
    key: str
    text: str
    spoken: AuthoredText | None = None
    """The text as one that is spoken, which knows the place of each character."""


def unsourced_claim(subject: Subject) -> Iterator[Finding]:
    """The words claim that something heals, cures, detoxes, treats or prevents an illness, and no source is named.

    Someone who is ill may believe it, and leave out what helps. Say what many people find, without a promise; or name
    where it comes from: `sources` of the step, of a group around it, or of the routine for its title and summary.
    """
    if (words := care_words(subject.routine.language)) is None:
        return
    sourced = {id(item) for item in _sourced(subject.routine)}
    for text in _texts(subject):
        if id(text.item) not in sourced:
            yield from _claims(words, text)


def _claims(words: CareWords, text: _Text) -> Iterator[Finding]:
    """Yield a finding about the first claim of each sentence."""
    for sentence in _SENTENCE.finditer(text.text):
        if words.hedges.search(sentence[0]) or not (claim := words.first(words.claims, sentence[0])):
            continue
        message = f"“{' '.join(claim[0].split())}” claims something about health, without a source"
        hint = "say it as “many people find”, without a promise, or name its 'sources' here"
        where = text.spoken.place(sentence.start() + claim.start()) if text.spoken else None
        yield Finding(text.item, text.key, message, hint, where)


def _texts(subject: Subject) -> Iterator[_Text]:
    """Yield what is spoken, and the titles and the rest that is read."""
    yield from (_Text(spoken.item, spoken.key, spoken.text, spoken) for spoken in subject.texts)
    routine = subject.routine
    for key in ("title", "summary", "comment"):
        yield _Text(routine, key, getattr(routine, key) or "")
    yield from (_Text(routine, "good_for", purpose) for purpose in routine.good_for)
    for item in subject.items:
        key = "section" if isinstance(item, Group) else "title"
        yield _Text(item, key, getattr(item, key) or "")


def _sourced(item: Routine | Group | Step, *, inside: bool = False) -> Iterator[Routine | Group | Step]:
    """Yield what names its sources, and the steps within such a group; those of a routine are for its own words."""
    inside = inside or (bool(item.sources) and not isinstance(item, Routine))
    if inside or item.sources:
        yield item
    steps: Sequence[Step | Group] = getattr(item, "steps", ())
    for step in steps:
        yield from _sourced(step, inside=inside)
