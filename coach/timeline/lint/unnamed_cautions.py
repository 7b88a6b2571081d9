"""A rule of sessions that close the eyes or hold the breath, and do not name whom that may harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach.routine.breaths import Breaths
from coach.routine.care_words import care_words
from coach.routine.conditions import cautions_about
from coach.timeline.lint.subject import Finding
from coach.units import format_duration

if TYPE_CHECKING:
    import re
    from collections.abc import Container, Iterator

    from coach.errors import Place
    from coach.routine.care_words import CareWords
    from coach.routine.conditions import Caution, Concern
    from coach.routine.model import Group, Routine, Step
    from coach.routine.narration import Narration
    from coach.timeline.lint.authored_texts import AuthoredText
    from coach.timeline.lint.subject import Subject

FASTEST_BREATH_MS = 3_000
"""The shortest breath, in and out, that is none of fast breathing: an adult at rest takes up to twenty a minute."""
_FOR_EVERYBODY = {"say", "guide", "between", "do"}
"""The keys of the texts that are heard without a condition."""


class _Deed(NamedTuple):
    """Something that a session does, and where."""

    what: str
    item: Routine | Group | Step
    key: str
    place: Place | None = None


def unnamed_caution(subject: Subject) -> Iterator[Finding]:
    """The eyes are closed, or the breath is held or fast, and `cautions` does not name whom that may harm.

    With closed eyes a trauma may come back, and what is not there may be seen; a held or fast breath is not for ill
    lungs, for epilepsy, or in pregnancy. `coach cautions` has the conditions, and what is said instead: eyes open, on
    one point; no holds. `skip_for` leaves a step out for them, `instead` gives it other words.
    """
    closed, breath = _closed_eyes(subject), _held_breath(subject) or _fast_breath(subject)
    if closed:
        yield from _unnamed(subject, "closed-eyes", closed)
    if breath:
        yield from _unnamed(subject, "breathing", breath)


def _unnamed(subject: Subject, concern: Concern, deed: _Deed) -> Iterator[Finding]:
    declared = {it.name: it.say for it in subject.routine.cautions}
    missing = [it for it in cautions_about(concern, subject.routine.language) if not _is_minded(it, concern, declared)]
    if missing:
        names = ", ".join(it.name for it in missing)
        hint = f"{'; '.join(_to_write(missing, concern, declared))}; `coach cautions` tells more"
        yield Finding(deed.item, deed.key, f"{deed.what}, but no caution is about it for {names}", hint, deed.place)


def _to_write(missing: list[Caution], concern: Concern, declared: Container[str]) -> Iterator[str]:
    """Yield what is to be written: what is to be added, and in the place of what."""
    added = [_written(it, concern) for it in missing if it.name not in declared]
    yield from [f"add to 'cautions': {', '.join(added)}"] if added else ()
    for it in missing:
        if it.name in declared:
            yield f"in 'cautions', write {_written(it, concern)} in the place of '{it.name}'"


def _is_minded(caution: Caution, concern: Concern, declared: dict[str, Narration | None]) -> bool:
    """Whether a caution is named, in words of its own where its usual ones are about something else."""
    return caution.name in declared and (concern not in caution.also or declared[caution.name] is not None)


def _written(caution: Caution, concern: Concern) -> str:
    own = caution.also.get(concern)
    return f"{{{caution.name}: '{own}'}}" if own else caution.name


def _closed_eyes(subject: Subject) -> _Deed | None:
    words = care_words(subject.routine.language)
    return _said(subject, words, words.closed_eyes) if words else None


def _held_breath(subject: Subject) -> _Deed | None:
    for step in subject.steps:
        if isinstance(step.do, Breaths) and step.do.is_held:
            return _Deed("the breath is held", step, "do")
    words = care_words(subject.routine.language)
    return _said(subject, words, words.held_breath) if words else None


def _fast_breath(subject: Subject) -> _Deed | None:
    for step in subject.steps:
        if isinstance(step.do, Breaths) and (cycle := min(map(sum, step.do.ends))) < FASTEST_BREATH_MS:
            return _Deed(f"a breath in and out in {format_duration(cycle)}", step, "do")
    return None


def _said(subject: Subject, words: CareWords, pattern: re.Pattern[str]) -> _Deed | None:
    """Return where something is first said to everybody; eyes that are opened in the same text do not count."""
    for spoken in subject.texts:
        match = words.first(pattern, spoken.text) if spoken.key in _FOR_EVERYBODY else None
        if match and not _only_a_moment(words, spoken, match):
            shown = " ".join(match[0].split())
            return _Deed(f"“{shown}”", spoken.item, spoken.key, spoken.place(match.start()))
    return None


def _only_a_moment(words: CareWords, spoken: AuthoredText, match: re.Match[str]) -> bool:
    """Whether the eyes are opened again in the same text, with no pause between."""
    after = spoken.text[match.end() :].partition("[pause")[0]
    return match.re is words.closed_eyes and bool(words.opened_eyes.search(after))
