"""Timeline → captions: what is said, and what the hands do, each for as long as it can be read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from coach.errors import one_line
from coach.export.short_line import short_line
from coach.speech.phonemes.clauses import sentences_of
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.timeline.timeline import Cue, Timeline

LINE, LINES = 42, 2
"""The most characters of a line, and lines of a caption (BBC Subtitle Guidelines; Netflix, Timed Text Style Guide)."""
FASTEST = 17
"""The most characters a second that grown-ups read with ease, where there is time (the same guides)."""
_SHORTEST_MS = 1_000
"""What is to do is not shown for less: it would flash."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Some lines that are shown at one time."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


def captions_of(timeline: Timeline) -> list[Caption]:
    """Return the captions of a session in the order of time; none overlaps another.

    What is said is cut at sentences, and held until it can be read where nothing else is said before. A practice is
    shown with the time that is left of it, whenever nobody speaks.

    Example:
        >>> from coach.timeline.timeline import Cue, Timeline
        >>> cues = (Cue(0, 900, "speech", "Sit.", 1), Cue(900, 9_900, "practice", "Sit", 1), Cue(9_900, 9_901, "pause"))
        >>> [(each.start_ms, each.end_ms, each.lines) for each in captions_of(Timeline("A rest", cues))]
        [(0, 900, ('Sit.',)), (900, 9900, ('Sit', '9s'))]
    """
    ends = [cue.start_ms for cue in timeline.speech[1:]] + [timeline.duration_ms]
    said = [*chain.from_iterable(_said(cue, end) for cue, end in zip(timeline.speech, ends, strict=True))]
    done = [*chain.from_iterable(_done(cue, said) for cue in timeline.cues if cue.kind == "practice")]
    return sorted([*said, *done], key=lambda caption: caption.start_ms)


def _said(cue: Cue, until_ms: int) -> Iterator[Caption]:
    """Yield the captions of a spoken cue, which can be held until a time."""
    blocks = [*_blocks(one_line(cue.text))]
    characters = sum(map(_length, blocks))
    held_ms = min(until_ms, max(cue.end_ms, cue.start_ms + -(-1000 * characters // FASTEST)))
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


def _done(practice: Cue, said: Sequence[Caption]) -> Iterator[Caption]:
    """Yield what is to do whenever nobody speaks in a practice, with the time that is left, or the most of a wait."""
    start, end = practice.start_ms, practice.end_ms
    within = [caption for caption in said if caption.start_ms < end and caption.end_ms > start]
    edges = [start, *chain.from_iterable((each.start_ms, each.end_ms) for each in within), end]
    title = short_line(practice.title or practice.text, LINE)
    for begin, stop in list(pairwise(edges))[::2]:
        if title and stop - begin >= _SHORTEST_MS:
            left = format_duration(round(end - begin, -3))
            if practice.waits:
                left = "" if practice.most_ms is None else f"≤ {format_duration(practice.most_ms)}"
            yield Caption(begin, stop, (title, left) if left else (title,))


def joined(caption: Caption) -> str:
    """Return a caption on one line."""
    return " ".join(caption.lines)
