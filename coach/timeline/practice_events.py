"""Step → what is heard during its practice: guide words, counting, breaths, rounds of tension, a rhythm.

Words never overlap each other or what follows. A word's place moves with the length of the practice (an offset from its
beginning, its middle or its end), so the lengths between which all words fit can be computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.errors import Problem
from coach.routine.guide import QUICKEST_RHYTHM_MS
from coach.routine.narration import fill, has_words
from coach.routine.practice import Breaths, Rounds
from coach.timeline.expand import unspeakable
from coach.timeline.guide_words import phrases_of
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from coach.routine.duration_range import DurationRange
    from coach.routine.guide import Guide
    from coach.routine.model import Step
    from coach.timeline.expand import Action
    from coach.timeline.guide_words import Phrases
    from coach.timeline.timeline import Kind

GAP_MS = 300
"""The milliseconds of silence before a word, and after it."""
_END = 2
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

    def start_ms(self, ms: int) -> int:
        """Return when the word begins in a practice of `ms` milliseconds."""
        return ms * self.halves // 2 + self.offset_ms


@dataclass(frozen=True, slots=True)
class PracticeEvent:
    """A sound within a practice, with its times from the beginning of the practice."""

    start_ms: int
    end_ms: int
    kind: Kind
    text: str = ""
    sound: str | None = None


@dataclass(frozen=True, slots=True)
class PracticeEvents:
    """All that is heard during one practice."""

    step: Step
    span: DurationRange
    words: tuple[Word, ...] = ()
    counted: tuple[Word, ...] = ()
    """The counted numbers, one for each repetition that there can be."""
    names: Mapping[str, Word] = field(default_factory=dict)
    """The titles of the steps that can follow, with the words that name them."""
    naming: Word | None = None
    """The name of the next step: the longest that can follow, until it is known which one does."""
    said: tuple[Word, ...] = ()
    """The words that were already heard."""
    since_ms: int = 0
    """The time before which no more words begin: those that were not heard by then are dropped."""

    def words_in(self, ms: int) -> list[Word]:
        """Return the words of a practice of `ms` milliseconds, in their order."""
        words = [*self.words, *self.counted[: self.span.repetitions(ms)], *([self.naming] if self.naming else [])]
        coming = [word for word in words if not self.since_ms or word.start_ms(ms) >= self.since_ms]
        return sorted([*self.said, *coming], key=lambda word: word.start_ms(ms))

    def followed_by(self, title: str | None) -> PracticeEvents:
        """Return the same events with the name of the step that does follow; None for the end of the session."""
        return replace(self, naming=self.names.get(title or ""))

    def heard(self, ms: int) -> list[PracticeEvent]:
        """Return the sounds of a practice of `ms` milliseconds, in order; of words that overlap, the earlier one."""
        spoken: list[PracticeEvent] = []
        for word in self.words_in(ms):
            start, end = word.start_ms(ms), word.start_ms(ms) + word.length_ms
            if (spoken[-1].end_ms if spoken else 0) <= start and end <= ms:
                spoken.append(PracticeEvent(start, end, "speech", word.text))
        return sorted([*spoken, *_rhythm(self.step, ms), *_breaths(self.step)], key=lambda heard: heard.start_ms)

    def heard_until(self, at_ms: int, ms: int) -> PracticeEvents:
        """Return the events once `at_ms` of a practice of `ms` were heard: that stays, whatever its length becomes.

        Words that belong to its end are said again when the end has moved.
        """
        since = max(at_ms, self.since_ms)
        begun = [word for word in self.heard(ms) if word.kind == "speech" and word.start_ms < since]
        said = tuple(Word(word.text, word.end_ms - word.start_ms, 0, word.start_ms) for word in begun)
        coming = tuple(word for word in self.words if word.halves == _END or word.start_ms(ms) >= since)
        return replace(self, words=coming, said=said, since_ms=since)

    def with_lengths(self, anew: PracticeEvents) -> PracticeEvents:
        """Return these events, with words not yet heard as long as in others that have the same words."""
        lengths = {word.text: word.length_ms for word in anew.words}
        words = tuple(replace(word, length_ms=lengths[word.text]) for word in self.words)
        return replace(anew, words=words, said=self.said, since_ms=self.since_ms)

    def spoken_until(self, at_ms: int) -> int:
        """Return `at_ms`, or the end of the words that are being spoken then and of the gap after them."""
        return max(at_ms, *(word.start_ms(0) + word.length_ms + GAP_MS for word in self.said), 0)


def practice_events_of(
    action: Action, span: DurationRange, language: str, measure: Callable[[str], int], names: Mapping[str, Word]
) -> PracticeEvents | None:
    """Return what is heard during the action's practice, with the `names` of steps that can follow; None for nothing.

    Raises Unspeakable where coach would need words of its own in a language that it has none for, and for words that
    their {names} make too long.
    """
    step = action.step
    if step is None or not (step.guide or step.rhythm or isinstance(step.do, (Breaths, Rounds)) or step.counts):
        return None

    def word(text: str, halves: int = 0, offset_ms: int = 0) -> Word:
        spoken = fill(text, action.names)
        return Word(spoken, _measured(spoken, measure), halves, offset_ms)

    words = [*_phases(step, language, word), *(_guide(step.guide, language, word) if step.guide else ())]
    counted = [
        word(str(number + 1), 0, span.place_ms + number * span.one_ms)
        for number in range(span.repetitions(span.most_ms) if step.counts else 0)
    ]
    naming = max(names.values(), key=lambda name: name.length_ms, default=None)
    return PracticeEvents(step, span, tuple(words), tuple(counted), names, naming)


def _guide(guide: Guide, language: str, word: Callable[..., Word]) -> Iterator[Word]:
    for ms, text in (guide.at or {}).items():
        yield word(text, 0, ms)
    if guide.half:
        yield word(guide.half, 1)
    if guide.last:
        yield word(guide.last.say or _time_left(guide.last.time, language), 2, -guide.last.time)


def _time_left(ms: int, language: str) -> str:
    if ms % 1000:
        raise Unspeakable(f"{format_duration(ms)} are no whole seconds", "write whole ones, or the words")
    return _phrases(language, "last").how_long.exactly(ms // 1000)


def _phases(step: Step, language: str, word: Callable[..., Word]) -> Iterator[Word]:
    """Yield the words of breaths and of rounds, each a moment after its phase begins."""
    if isinstance(step.do, Breaths) and step.do.words:
        often, first, second = step.do.breaths, step.do.in_, step.do.out
        texts = step.do.words.in_, step.do.words.out
    elif isinstance(step.do, Rounds):
        often, first, second = step.do.rounds, step.do.tense, step.do.release
        own = step.do.words or _phrases(language, "tense")
        texts = own.tense, own.release
    else:
        return
    for turn in range(often):
        begin = turn * (first + second) + GAP_MS
        yield word(texts[0], 0, begin)
        yield word(texts[1], 0, begin + first)


_OWN_WORDS = {
    "last": "write them: 'last: {time: 10s, say: ...}'",
    "next": "say it yourself: 'last: {time: 5s, say: ...}'",
    "tense": "write 'words: {tense: ..., release: ...}'",
}


def _phrases(language: str, key: str) -> Phrases:
    """Return coach's own words in a language; raise Unspeakable, for what a key needs, if it has none."""
    if (phrases := phrases_of(language)) is None:
        raise Unspeakable(f"coach has no words of its own for '{key}' in '{language}'", _OWN_WORDS[key])
    return phrases


def name_next(title: str, language: str, measure: Callable[[str], int]) -> Word:
    """Return the words that name the next step, just before the end; raise Unspeakable as `practice_events_of` does."""
    if not has_words(title) or not {"[", "]"}.isdisjoint(title):
        raise Unspeakable(f"'next: yes', but the title '{title}' cannot be spoken", "write it in plain words")
    text = _phrases(language, "next").next.format(title=title.rstrip(".!?"))
    length_ms = _measured(text, measure)
    return Word(text, length_ms, 2, -length_ms - GAP_MS)


def _measured(text: str, measure: Callable[[str], int]) -> int:
    if fault := unspeakable(text):
        raise Unspeakable(*fault)
    return measure(text)


def narrow(signals: PracticeEvents) -> DurationRange:
    """Return the practice's span, narrowed to lengths at which its words keep their order and their distance."""
    span = signals.span
    if signals.counted:
        return _counted_out(signals)
    least, most = span.least_ms, span.most_ms
    for early, late in pairwise(_framed(signals.words_in(span.natural_ms))):
        halves = late.halves - early.halves
        needed = 2 * (early.offset_ms + early.length_ms + GAP_MS - late.offset_ms)
        if halves > 0:
            least = max(least, -(-needed // halves))
        elif halves < 0:
            most = min(most, needed // halves)
    if span.one_ms:
        least = span.place_ms - (span.place_ms - least) // span.one_ms * span.one_ms
        most = span.place_ms + span.repetitions(most) * span.one_ms
    return replace(span, least_ms=min(least, span.natural_ms), most_ms=max(most, span.natural_ms))


def _counted_out(signals: PracticeEvents) -> DurationRange:
    """Return the span from the fewest to the most repetitions of which the last ones can be counted.

    The numbers before them stay where they are, so only the end has to be looked at.
    """
    span = signals.span
    least = most = natural = span.repetitions(span.natural_ms)
    while least > span.repetitions(span.least_ms) and _ends_well(signals, least - 1):
        least -= 1
    while most < span.repetitions(span.most_ms) and _ends_well(signals, most + 1):
        most += 1
    least_ms, most_ms = (span.place_ms + number * span.one_ms for number in (least, most))
    return replace(span, least_ms=least_ms, most_ms=most_ms) if natural else span


def _ends_well(signals: PracticeEvents, repetitions: int) -> bool:
    ms = signals.span.place_ms + repetitions * signals.span.one_ms
    end = [*signals.counted[max(0, repetitions - 2) : repetitions], *([signals.naming] if signals.naming else [])]
    frame = [*end, Word("", 0, 2)]
    return all(not _cuts_in(early, late, ms) for early, late in pairwise(frame))


def _cuts_in(early: Word, late: Word, ms: int) -> bool:
    return early.start_ms(ms) + early.length_ms + GAP_MS > late.start_ms(ms)


def clashes(signals: PracticeEvents, ms: int) -> Iterator[Problem]:
    """Yield the words that overlap the one before, or leave the practice, in one of `ms` milliseconds.

    If numbers are counted, only the first one that does is a problem.
    """
    place = signals.step.place("guide" if signals.step.guide else "do")
    for early, late in pairwise(_framed(signals.words_in(ms))):
        if _cuts_in(early, late, ms):
            ends, begins = early.start_ms(ms) + early.length_ms, late.start_ms(ms)
            if begins < 0:
                what = f"“{late.text}” would begin {format_duration(-begins)} before the practice"
            elif not early.text:
                what = f"“{late.text}” would begin {format_duration(begins)} into the practice"
            else:
                until = f"“{late.text}” begins" if late.text else "the practice ends"
                what = f"“{early.text}” ends at {format_duration(ends)}, and {until} at {format_duration(begins)}"
            hint = f"words keep {format_duration(GAP_MS)} from each other and from both ends; give them more time"
            yield Problem(place, f"words of the practice do not fit: {what}", hint)
            if signals.counted:
                return


def _framed(words: Sequence[Word]) -> list[Word]:
    """Return the words between two empty ones, at the beginning and the end of the practice; nothing without words."""
    return [Word("", 0), *words, Word("", 0, 2)] if words else []


def _rhythm(step: Step, ms: int) -> Iterator[PracticeEvent]:
    if step.rhythm:
        every = step.rhythm.every
        for start in range(0, ms - QUICKEST_RHYTHM_MS + 1, every):
            yield PracticeEvent(start, min(start + every, ms), "rhythm", "", step.rhythm.sound)


def _breaths(step: Step) -> Iterator[PracticeEvent]:
    if isinstance(step.do, Breaths):
        sounds = ("breath-in", "breath-out") if step.do.sound == "breath" else (None, None)
        cycle = step.do.in_ + step.do.out
        for start in range(0, step.do.breaths * cycle, cycle):
            yield PracticeEvent(start, start + step.do.in_, "breath", "in", sounds[0])
            yield PracticeEvent(start + step.do.in_, start + cycle, "breath", "out", sounds[1])
