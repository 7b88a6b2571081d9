"""Timeline → pages of lines, one page for each section; the lines' clips cover the whole sound, in the order of time.

A clip begins with a practice, or just before a spoken text, and lasts until the next one begins: so whoever taps a
line hears it from its first sound on. The words within a practice are lines of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from coach.export.epub.xml_text import clean, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.timeline.timeline import Cue, Timeline

LEAD_MS = 300
"""The time by which a clip begins before its words. Reading systems look at the time every quarter of a second: at the
end of a page they go on for so long, and then begin the next page's clip. Those are not to be words, heard twice."""
_SHORTEST_MS = 1_000
"""The least clip of a practice: the words that come sooner belong to its line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text that lights up as one, and the clip of the sound in which it does."""

    id: str
    start_ms: int
    end_ms: int
    begins_ms: int
    """The time at which its words or its practice begin; the clip can begin a little before."""
    words: str
    """The words that are spoken; empty for a practice that begins in silence."""
    practice_ms: int | None = None
    """The length of the practice that begins here, if one does."""
    practice: str = ""
    """The title of the step that is practised."""
    within: bool = False
    """Whether the words are spoken during a practice."""


@dataclass(frozen=True, slots=True)
class PageStep:
    """The lines of one step."""

    number: int | None
    section: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page: a section and the steps behind it that stand in none, or the steps before the first one."""

    name: str
    heading: str
    steps: tuple[PageStep, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in their order."""
        return tuple(line for step in self.steps for line in step.lines)


def pages_of(timeline: Timeline) -> tuple[Page, ...]:
    """Return the pages of a session; none for one in which nothing is said or done.

    The time before the first line belongs to none of them: it is for the title.

    Example:
        >>> from coach.timeline.timeline import Cue, Timeline
        >>> cues = (Cue(4000, 4900, "speech", "Sit.", 1), Cue(4900, 9_900, "practice", "Sit", 1, title="Sit"))
        >>> (page,) = pages_of(Timeline("A rest", cues))
        >>> page.heading, [(line.id, line.start_ms, line.end_ms) for line in page.lines]
        ('A rest', [('c1', 3700, 4900), ('c2', 4900, 9900)])
    """
    lines = _lines(timeline)
    steps = [
        PageStep(number, section, tuple(line for _, line in own))
        for (number, section), own in groupby(lines, lambda pair: (pair[0].step, pair[0].section))
    ]
    return tuple(
        Page(f"part-{place:03}", clean(own[0].section or "") or title_of(timeline.title), tuple(own))
        for place, own in enumerate(_divided(steps), 1)
    )


def _divided(steps: Sequence[PageStep]) -> Iterator[list[PageStep]]:
    """Yield the steps of each page: another section begins one, and steps in no section stay on the page before."""
    page: list[PageStep] = []
    for step in steps:
        section = next((each.section for each in page if each.section), None)
        if page and step.section not in (None, section):
            yield page
            page = []
        page.append(step)
    if page:
        yield page


def _lines(timeline: Timeline) -> list[tuple[Cue, Line]]:
    """Return the lines in the order of time, each with the cue that it begins with."""
    groups = [*_groups(timeline)]
    starts = [*_starts(groups), timeline.duration_ms]
    practised_until_ms, lines = 0, []
    for place, (group, (start_ms, end_ms)) in enumerate(zip(groups, pairwise(starts), strict=True), 1):
        first, last = group[0], group[-1]
        words = clean(last.text) if last.kind == "speech" else ""
        if first.kind == "practice":
            practised_until_ms, practice = first.end_ms, (first.end_ms - first.start_ms, clean(first.title or ""))
            line = Line(f"c{place}", start_ms, end_ms, first.start_ms, words, *practice)
        else:
            line = Line(
                f"c{place}", start_ms, end_ms, first.start_ms, words, within=first.start_ms < practised_until_ms
            )
        lines.append((first, line))
    return lines


def _starts(groups: Iterable[Sequence[Cue]]) -> Iterator[int]:
    """Yield the time at which the clip of each line begins: a little before its words, if nothing else is said then."""
    silent_since_ms = 0
    for first, *others in groups:
        middle_ms = (silent_since_ms + first.start_ms + 1) // 2
        yield first.start_ms if first.kind == "practice" else max(first.start_ms - LEAD_MS, middle_ms)
        spoken = [cue.end_ms for cue in (first, *others) if cue.kind == "speech"]
        silent_since_ms = max(spoken, default=first.start_ms)


def _groups(timeline: Timeline) -> Iterator[tuple[Cue, ...]]:
    """Yield what each line is made of: a text, a practice, or a practice and the words that begin at once with it."""
    cues = sorted(filter(_is_read, timeline.cues), key=lambda cue: (cue.start_ms, cue.kind != "practice"))
    place = 0
    while place < len(cues):
        size = 2 if place + 1 < len(cues) and _at_once(cues[place], cues[place + 1]) else 1
        yield tuple(cues[place : place + size])
        place += size


def _is_read(cue: Cue) -> bool:
    return cue.end_ms > cue.start_ms and (cue.kind == "practice" or (cue.kind == "speech" and bool(clean(cue.text))))


def _at_once(practice: Cue, spoken: Cue) -> bool:
    late = min(practice.end_ms, practice.start_ms + _SHORTEST_MS)
    return practice.kind == "practice" and spoken.kind == "speech" and spoken.start_ms < late
