"""A motion whose repetitions are counted aloud → the numbers at their places, each within its own repetition.

A number needs its time: where a repetition is shorter than the longest of them, all become as long as that needs, so
that the count stays even. More repetitions than are written may need longer numbers; `narrow` leaves those out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.timeline.practice_words import Word
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.routine.duration_range import DurationRange

COUNT_GAP_MS = 20
"""The least milliseconds between two numbers: they come evenly, as one counts, and most leave more of their time."""


@dataclass(frozen=True, slots=True)
class Count:
    """A count: the time that the motion takes with it, and its numbers, one for each repetition that there can be."""

    span: DurationRange
    words: tuple[Word, ...] = ()


def count_aloud(span: DurationRange, measure: Callable[[str], int]) -> Count:
    """Return the count of a motion, which is slower than written where the numbers are longer than a repetition."""
    lengths = [measure(str(number)) for number in range(1, span.repetitions(span.most_ms) + 1)]
    one_ms = max(span.one_ms, *(ms + COUNT_GAP_MS for ms in lengths[: span.repetitions(span.natural_ms)]))
    words = (
        Word(str(number + 1), ms, 0, span.place_ms + number * one_ms, COUNT_GAP_MS) for number, ms in enumerate(lengths)
    )
    return Count(_slowed(span, one_ms), tuple(words))


def _slowed(span: DurationRange, one_ms: int) -> DurationRange:
    """Return the span of a motion that takes longer for each repetition; its rule says why."""
    if one_ms == span.one_ms:
        return span
    natural, least, most = (
        span.place_ms + span.repetitions(ms) * one_ms for ms in (span.natural_ms, span.least_ms, span.most_ms)
    )
    rule = f"{span.rule}; {format_duration(one_ms)} each, as the count needs"
    return replace(span, natural_ms=natural, least_ms=least, most_ms=most, rule=rule, one_ms=one_ms)
