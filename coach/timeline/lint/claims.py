"""A rule of claims about health that name no source."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from coach.routine.care_words import care_words
from coach.routine.model import Routine
from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.errors import Place
    from coach.routine.care_words import CareWords
    from coach.routine.model import Group, Step
    from coach.timeline.lint.subject import Subject

_SENTENCE = re.compile(r"[^.!?;…]+[.!?;…]*")
_FILE_OF_TEXT = re.compile(r"[^/\\]+\.(?:x?html?|md|markdown|txt|text|docx?|odt|rtf)|<stdin>|-", re.IGNORECASE)
"""Names of texts, as a draft notes where its words came from."""


class _Text(NamedTuple):
    """A text that is heard or read, and where it stands."""

    item: Routine | Group | Step
    key: str
    text: str
    place: Callable[[int], Place]
    """Returns the place of a character."""


def unsourced_claim(subject: Subject) -> Iterator[Finding]:
    """The words claim that something heals, cures, detoxes, treats or prevents an illness, and no source is named.

    Someone who is ill may believe it, and leave out what helps. Say what many people find, without a promise; or name
    where it comes from: `sources` of the step, of a group around it, or of the routine for what is told of it. The text
    itself is no source of what it claims: neither its title nor the name of the file from which it was drafted.
    """
    if (words := care_words(subject.routine.language)) is None:
        return
    sourced = {id(item) for item in _sourced(subject.routine, subject.routine.title)}
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
        if text.item.sources:
            hint = "say it as “many people find”, without a promise, or name a source other than the text itself"
        yield Finding(text.item, text.key, message, hint, text.place(sentence.start() + claim.start()))


def _texts(subject: Subject) -> Iterator[_Text]:
    """Yield what is spoken, and the titles and the rest that is read."""
    yield from (_Text(spoken.item, spoken.key, spoken.text, spoken.place) for spoken in subject.texts)
    for item in (subject.routine, *subject.items):
        for key in _READ:
            value = getattr(item, key, None) or ()
            for text in [value] if isinstance(value, str) else value:
                yield _Text(item, key, text, partial(item.place_in, key, text))


_READ = ("title", "summary", "author", "album", "comment", "good_for", "needs", "section")
"""The keys of texts and of lists of texts that nobody says, and people read: in a list, on a sheet, in a player."""


def _sourced(item: Routine | Group | Step, title: str, *, inside: bool = False) -> Iterator[Routine | Group | Step]:
    """Yield what names its sources, and the steps within such a group; those of a routine are for its own words."""
    own = any(not _is_the_text(source, title) for source in item.sources or ())
    inside = inside or (own and not isinstance(item, Routine))
    if inside or own:
        yield item
    steps: Sequence[Step | Group] = getattr(item, "steps", ())
    for step in steps:
        yield from _sourced(step, title, inside=inside)


def _is_the_text(source: str, title: str) -> bool:
    """Whether a source is the very text that claims something: its title, or the file that it was drafted from."""
    return _plain(source) == _plain(title) or bool(_FILE_OF_TEXT.fullmatch(source.strip()))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
