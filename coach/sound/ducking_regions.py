"""Timeline → the regions in which the background is ducked: words, and the ticks and breaths that lead the hands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.timeline.timeline import Cue, Timeline

EASE_MS = 500
"""The time from the level under a word to that under the breaths around it."""
_LEADING = ("rhythm", "breath")


@dataclass(frozen=True, slots=True)
class Region:
    """A time with something to hear, and the gain of the background during it."""

    start_ms: int
    end_ms: int
    level: float


def ducking_regions(timeline: Timeline, base: float, under: Sequence[float]) -> list[Region]:
    """Return each word with the gain under it, and the ticks and breaths between them with the gain `base`.

    A breath that is held has no sound, and goes on leading: the background stays where it is.
    """
    words = [Region(cue.start_ms, cue.end_ms, level) for cue, level in zip(timeline.speech, under, strict=True)]
    leading = (cue for cue in sorted(timeline.cues, key=lambda cue: cue.start_ms) if cue.kind in _LEADING)
    between = (Region(*rest, base) for led in _joined(leading) for rest in _without(led, words))
    return sorted([*words, *between], key=lambda stretch: stretch.start_ms)


def _joined(cues: Iterable[Cue]) -> Iterator[tuple[int, int]]:
    """Yield the spans of cues, joined where they touch or overlap; one without a sound only prolongs another."""
    whole: tuple[int, int] | None = None
    for cue in cues:
        if whole and cue.start_ms <= whole[1]:
            whole = whole[0], max(whole[1], cue.end_ms)
        elif cue.sound:
            if whole:
                yield whole
            whole = cue.start_ms, cue.end_ms
    if whole:
        yield whole


def _without(led: tuple[int, int], words: Sequence[Region]) -> Iterator[tuple[int, int]]:
    """Yield what is left of a span without the words in it, with `EASE_MS` of room before and after each of them."""
    start, end = led
    for word in words[bisect_right(words, start, key=lambda word: word.end_ms) :]:
        if word.start_ms >= end:
            break
        if start < word.start_ms - EASE_MS:
            yield start, word.start_ms - EASE_MS
        start = word.end_ms + EASE_MS
    if start < end:
        yield start, end
