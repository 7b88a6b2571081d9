"""Step → the words that are said during its practice: guide words, and those of breaths and of rounds of tension.

A word's place moves with the length of the practice: it is so long after its beginning, its middle or its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.routine.breaths import Breaths, BreathWords
from coach.routine.narration import has_words
from coach.routine.practice import Rounds
from coach.timeline.expand import unspeakable
from coach.timeline.guide_words import phrases_of
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.routine.guide import Guide
    from coach.routine.model import Step
    from coach.timeline.guide_words import Phrases

GAP_MS = 300
"""The milliseconds of silence before a word, and after it."""
END = 2
"""The end of a practice, counted in halves of it."""


class Unspeakable(Exception):
    """Words that cannot be spoken: a message, and a hint what to do."""


@dataclass(frozen=True, slots=True)
class Word:
    """Words within a practice; their place moves with its length."""

    text: str
    length_ms: int
    halves: int = 0
    """The number of halves of the practice that lie before the word."""
    offset_ms: int = 0
    """The milliseconds after those halves; negative for a word before their end."""
    gap_ms: int = GAP_MS
    """The least silence between it and what is before or after it."""

    def start_ms(self, ms: int) -> int:
        """Return when the word begins in a practice of `ms` milliseconds."""
        return ms * self.halves // 2 + self.offset_ms


Placed = tuple[str, int, int]
"""A text as it is written, the number of halves of the practice before it, and the milliseconds after those."""


def words_of(step: Step, language: str) -> Iterator[Placed]:
    """Yield the words of a step's practice; raises Unspeakable where coach has none of its own that it needs."""
    yield from _phases(step, language)
    if step.guide:
        yield from _guide(step.guide, language)


def _guide(guide: Guide, language: str) -> Iterator[Placed]:
    for ms, text in (guide.at or {}).items():
        yield text, 0, ms
    if guide.half:
        yield guide.half, 1, 0
    if guide.last:
        yield guide.last.say or _time_left(guide.last.time, language), END, -guide.last.time


def _time_left(ms: int, language: str) -> str:
    if ms % 1000:
        raise Unspeakable(f"{format_duration(ms)} are no whole seconds", "write whole ones, or the words")
    return _phrases(language, "last").how_long.exactly(ms // 1000)


def _phases(step: Step, language: str) -> Iterator[Placed]:
    """Yield the words of breaths and of rounds, each a moment after its phase begins."""
    match step.do:
        case Breaths() as breaths:
            texts = _breath_words(breaths, language)
            phases = [(phase.start_ms, texts.get(phase.name)) for phase in (breaths.phases if texts else ())]
        case Rounds(rounds=often, tense=first, release=second) as rounds:
            own = rounds.words or _phrases(language, "tense")
            starts = ((turn * (first + second)) for turn in range(often))
            phases = [each for start in starts for each in ((start, own.tense), (start + first, own.release))]
        case _:
            phases = []
    yield from ((text, 0, start + GAP_MS) for start, text in phases if text)


def _breath_words(breaths: Breaths, language: str) -> dict[str, str | None]:
    """Return the words of each phase of a breath; nothing where none are said."""
    if isinstance(words := breaths.words, BreathWords):
        return {"in": words.in_, "hold": words.hold, "out": words.out, "rest": words.rest}
    if not breaths.has_own_words:
        return {}
    own = _phrases(language, "breaths")
    return {"in": own.breathe_in, "hold": own.hold, "out": own.breathe_out, "rest": own.rest}


_OWN_WORDS = {
    "last": "write them: 'last: {time: 10s, say: ...}'",
    "next": "say it yourself: 'last: {time: 5s, say: ...}'",
    "tense": "write 'words: {tense: ..., release: ...}'",
    "breaths": "write 'words: {in: ..., hold: ..., out: ..., rest: ...}', or 'words: none'",
}


def _phrases(language: str, key: str) -> Phrases:
    """Return coach's own words in a language; raise Unspeakable, for what a key needs, if it has none."""
    if (phrases := phrases_of(language)) is None:
        raise Unspeakable(f"coach has no words of its own for '{key}' in '{language}'", _OWN_WORDS[key])
    return phrases


def name_next(title: str, language: str, measure: Callable[[str], int]) -> Word:
    """Return the words that name the next step, just before the end; raise Unspeakable for a title without words."""
    if not has_words(title) or not {"[", "]"}.isdisjoint(title):
        raise Unspeakable(f"'next: yes', but the title '{title}' cannot be spoken", "write it in plain words")
    text = _phrases(language, "next").next.format(title=title.rstrip(".!?"))
    length_ms = measured(text, measure)
    return Word(text, length_ms, END, -length_ms - GAP_MS)


def measured(text: str, measure: Callable[[str], int]) -> int:
    """Return the milliseconds that a text takes; raise Unspeakable for one that its {names} make too long."""
    if fault := unspeakable(text):
        raise Unspeakable(*fault)
    return measure(text)
