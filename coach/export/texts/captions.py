"""Timeline → captions: what is said, and what the hands do, each for as long as it can be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from coach.errors import one_line
from coach.export.short_line import short_line
from coach.speech.phonemes.clauses import sentences_of
from coach.units import rounded_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.timeline.timeline import Cue, Timeline

LINE, LINES = 42, 2
"""The most characters of a line, and lines of a caption (BBC Subtitle Guidelines; Netflix, Timed Text Style Guide)."""
FASTEST = 17
"""The most characters a second that grown-ups read with ease, where there is time (the same guides)."""
_SHORTEST_MS = 1_000
"""Nothing is shown for less, where there is time: it would flash."""
_CALM_MS = 8_000
"""Nor for less beside words that are said meanwhile, as from breath to breath, or it would flicker."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Some lines that are shown at one time."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


def captions_of(timeline: Timeline) -> list[Caption]:
    """Return the captions of a session in the order of time; none overlaps another.

    What is said is cut at sentences, and held until it can be read where nothing else is said before. A practice is
    shown with the time that is left of it, whenever nobody speaks for long; from breath to breath, the words stay.

    Example:
        >>> from coach.timeline.timeline import Cue, Timeline
        >>> cues = (Cue(0, 900, "speech", "Sit.", 1), Cue(900, 9_900, "practice", "Sit", 1), Cue(9_900, 9_901, "pause"))
        >>> [(each.start_ms, each.end_ms, each.lines) for each in captions_of(Timeline("A rest", cues))]
        [(0, 1000, ('Sit.',)), (1000, 9900, ('Sit', '9s'))]
    """
    ends = [cue.start_ms for cue in timeline.speech[1:]] + [timeline.duration_ms]
    said = [*chain.from_iterable(_said(cue, end) for cue, end in zip(timeline.speech, ends, strict=True))]
    gaps = [*chain.from_iterable(_gaps(cue, said) for cue in timeline.cues if cue.kind == "practice")]
    held = {gap.start_ms: gap.end_ms for gap in gaps if gap.is_brief}
    said = [replace(caption, end_ms=held.get(caption.end_ms, caption.end_ms)) for caption in said]
    done = [*chain.from_iterable(_done(gap) for gap in gaps if not gap.is_brief)]
    return sorted([*said, *done], key=lambda caption: caption.start_ms)


def _said(cue: Cue, until_ms: int) -> Iterator[Caption]:
    """Yield the captions of a spoken cue, which can be held until a time."""
    blocks = [*_blocks(one_line(cue.text))]
    characters = sum(map(_length, blocks))
    held_ms = min(until_ms, max(cue.end_ms, cue.start_ms + max(_SHORTEST_MS, -(-1000 * characters // FASTEST))))
    read, start = 0, cue.start_ms
    for block in blocks:
        read += _length(block)
        end = cue.start_ms + (held_ms - cue.start_ms) * read // max(1, characters)
        if end > start:
            yield Caption(start, end, block)
        start = end


def _blocks(text: str) -> Iterator[tuple[str, ...]]:
    """Yield a text in captions of whole sentences, as many as there is room for; a long one is cut between words."""
    waiting = ""
    for sentence in sentences_of(text):
        if waiting and len(_wrapped(waiting + sentence)) > LINES:
            yield from _cut(waiting)
            waiting = ""
        waiting += sentence
    yield from _cut(waiting)


def _cut(text: str) -> Iterator[tuple[str, ...]]:
    lines = _wrapped(text)
    for start in range(0, len(lines), LINES):
        yield tuple(lines[start : start + LINES])


def _wrapped(text: str) -> list[str]:
    return wrap(text, LINE, break_on_hyphens=False)


def _length(block: tuple[str, ...]) -> int:
    return sum(map(len, block))


@dataclass(frozen=True, slots=True)
class _Gap:
    """A time of a practice in which nobody speaks."""

    start_ms: int
    end_ms: int
    practice: Cue
    least_ms: int
    """The least time for which what is to do is shown in it."""

    @property
    def is_brief(self) -> bool:
        return self.end_ms - self.start_ms < self.least_ms


def _gaps(practice: Cue, said: Sequence[Caption]) -> Iterator[_Gap]:
    start, end = practice.start_ms, practice.end_ms
    within = [caption for caption in said if caption.start_ms < end and caption.end_ms > start]
    meanwhile = any(caption.start_ms > start for caption in within)
    edges = [start, *chain.from_iterable((each.start_ms, each.end_ms) for each in within), end]
    for begin, stop in list(pairwise(edges))[::2]:
        if stop > begin:
            yield _Gap(begin, stop, practice, _CALM_MS if meanwhile else _SHORTEST_MS)


def _done(gap: _Gap) -> Iterator[Caption]:
    """Yield what is to do, with the time that is left of it, or the most of a wait."""
    practice = gap.practice
    if title := short_line(practice.title or practice.text, LINE):
        left = rounded_duration(practice.end_ms - gap.start_ms)
        if practice.waits:
            left = "" if practice.most_ms is None else f"≤ {rounded_duration(practice.most_ms)}"
        yield Caption(gap.start_ms, gap.end_ms, (title, left) if left else (title,))


def joined(caption: Caption) -> str:
    """Return a caption on one line."""
    return " ".join(caption.lines)
