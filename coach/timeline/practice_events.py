"""Step → what is heard during its practice: guide words, counting, breaths, rounds of tension, a rhythm.

Words never overlap each other or what follows. A word's place moves with the length of the practice (an offset from its
beginning, its middle or its end), so the lengths between which all words fit can be computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.errors import Problem
from coach.routine.breaths import Breaths
from coach.routine.guide import QUICKEST_RHYTHM_MS
from coach.routine.narration import fill
from coach.routine.practice import Rounds
from coach.timeline.counting import Count, count_aloud
from coach.timeline.practice_words import END, GAP_MS, Word, measured, words_of
from coach.units import to_tenths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from coach.routine.duration_range import DurationRange
    from coach.routine.model import Step
    from coach.timeline.expand import Action
    from coach.timeline.timeline import Kind


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
        said = tuple(Word(word.text, word.end_ms - word.start_ms, 0, word.start_ms, 0) for word in begun)
        coming = tuple(word for word in self.words if word.halves == END or word.start_ms(ms) >= since)
        return replace(self, words=coming, said=said, since_ms=since)

    def with_lengths(self, anew: PracticeEvents) -> PracticeEvents:
        """Return these events, with words not yet heard as long as in others that have the same words.

        All stay where they are: a count goes on as evenly as it began.
        """
        lengths = {word.text: word.length_ms for word in (*anew.words, *anew.counted)}
        words, counted = (
            tuple(replace(word, length_ms=lengths[word.text]) for word in some) for some in (self.words, self.counted)
        )
        return replace(self, words=words, counted=counted, names=anew.names, naming=anew.naming)

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
    words = [_word(fill(text, action.names), measure, *place) for text, *place in words_of(step, language)]
    counted = count_aloud(span, lambda text: measured(text, measure)) if step.counts else Count(span)
    naming = max(names.values(), key=lambda name: name.length_ms, default=None)
    return PracticeEvents(step, counted.span, tuple(words), counted.words, names, naming)


def _word(text: str, measure: Callable[[str], int], halves: int, offset_ms: int) -> Word:
    return Word(text, measured(text, measure), halves, offset_ms)


def narrow(signals: PracticeEvents) -> DurationRange:
    """Return the practice's span, narrowed to lengths at which its words keep their order and their distance."""
    span = signals.span
    if signals.counted:
        return _counted_out(signals)
    least, most = span.least_ms, span.most_ms
    for early, late in pairwise(_framed(signals.words_in(span.natural_ms))):
        halves = late.halves - early.halves
        needed = 2 * (early.offset_ms + early.length_ms + _gap(early, late) - late.offset_ms)
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
    return all(not _cuts_in(early, late, ms) for early, late in pairwise([*end, _END]))


def _cuts_in(early: Word, late: Word, ms: int) -> bool:
    return early.start_ms(ms) + early.length_ms + _gap(early, late) > late.start_ms(ms)


def _gap(early: Word, late: Word) -> int:
    return max(early.gap_ms, late.gap_ms)


_BEGINNING, _END = Word("", 0, gap_ms=0), Word("", 0, END, gap_ms=0)
"""The two ends of a practice, as empty words: what is next to them keeps its own distance."""


def clashes(signals: PracticeEvents, ms: int) -> Iterator[Problem]:
    """Yield the words that overlap the one before, or leave the practice, in one of `ms` milliseconds.

    If numbers are counted, only the first one that does is a problem.
    """
    place = signals.step.place("guide" if signals.step.guide else "do")
    for early, late in pairwise(_framed(signals.words_in(ms))):
        if _cuts_in(early, late, ms):
            ends, begins = early.start_ms(ms) + early.length_ms, late.start_ms(ms)
            if begins < 0:
                what = f"“{late.text}” would begin {to_tenths(-begins)} before the practice"
            elif not early.text:
                what = f"“{late.text}” would begin {to_tenths(begins)} into the practice"
            else:
                until = f"“{late.text}” begins" if late.text else "the practice ends"
                what = f"“{early.text}” ends at {to_tenths(ends)}, and {until} at {to_tenths(begins)}"
            apart = f"words keep {to_tenths(_gap(early, late))} from each other and from both ends"
            own = ", or write 'words: none'" * _has_own_words(signals.step)
            yield Problem(place, f"words of the practice do not fit: {what}", f"{apart}; give them more time{own}")
            if signals.counted:
                return


def _has_own_words(step: Step) -> bool:
    return isinstance(step.do, Breaths) and step.do.has_own_words


def _framed(words: Sequence[Word]) -> list[Word]:
    """Return the words between two empty ones, at the beginning and the end of the practice; nothing without words."""
    return [_BEGINNING, *words, _END] if words else []


def _rhythm(step: Step, ms: int) -> Iterator[PracticeEvent]:
    if step.rhythm:
        every = step.rhythm.every
        for start in range(0, ms - QUICKEST_RHYTHM_MS + 1, every):
            yield PracticeEvent(start, min(start + every, ms), "rhythm", "", step.rhythm.sound)


def _breaths(step: Step) -> Iterator[PracticeEvent]:
    if isinstance(step.do, Breaths):
        sounds = {"in": "breath-in", "out": "breath-out"} if step.do.sound == "breath" else {}
        for phase in step.do.phases:
            yield PracticeEvent(phase.start_ms, phase.end_ms, "breath", phase.name, sounds.get(phase.name))
