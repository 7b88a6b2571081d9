"""Timeline → chapters: one for each section, or for each step, without a gap from the first moment to the last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coach.errors import UsageError
from coach.export.short_line import short_line
from coach.suggestion import suggest

if TYPE_CHECKING:
    from coach.timeline.timeline import Timeline

Division = Literal["steps", "sections", "none"]
"""What a chapter is made of."""

_DIVISIONS: tuple[Division, ...] = ("steps", "sections", "none")

MOST = 255
"""The most chapters that a file has: ID3 counts them in one byte, and MP4's `chpl` too."""
LONGEST_TITLE = 45
"""The characters of a title that every player shows: Apple's hide longer ones in some files."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of a session that a player shows by its title and jumps to."""

    title: str
    start_ms: int
    end_ms: int


def division_of(name: str) -> Division:
    """Return the division of a name; raises UsageError for another one."""
    for division in _DIVISIONS:
        if name == division:
            return division
    hint = suggest(name, _DIVISIONS, f"there are {', '.join(_DIVISIONS)}")
    raise UsageError(f"there are no chapters of '{name}'; {hint}")


def chapters_of(timeline: Timeline, division: Division) -> tuple[Chapter, ...]:
    """Return the chapters of a session: at most 255, for which more steps than that become sections.

    What comes before the first chapter and between two is part of one of them; a session without sections has none.

    Example:
        >>> from coach.timeline.timeline import Cue, Timeline
        >>> cues = (Cue(0, 4000, "pause"), Cue(4000, 9000, "speech", "Sit.", 1, "Begin"), Cue(9000, 12000, "pause"))
        >>> chapters_of(Timeline("T", cues), "sections")
        (Chapter(title='Begin', start_ms=0, end_ms=12000),)
    """
    marks = {"steps": _steps, "sections": _sections, "none": _none}[division](timeline)
    if len(marks) > MOST:
        marks = _sections(timeline)[:MOST]
    if not marks:
        return ()
    starts = [0, *(start for _, start in marks[1:]), timeline.duration_ms]
    return tuple(
        Chapter(short_line(title, LONGEST_TITLE), start, end)
        for (title, _), start, end in zip(marks, starts, starts[1:], strict=False)
    )


def note_of(timeline: Timeline, division: Division) -> str:
    """Return what a person is to know of a division that cannot be had; empty where it can."""
    if division == "steps" and len(_steps(timeline)) > MOST:
        return f"more than {MOST} steps, so the sections are the chapters"
    if division != "none" and len(_sections(timeline)) > MOST:
        return f"more than {MOST} sections, so the last chapter holds the rest"
    return ""


def _sections(timeline: Timeline) -> list[tuple[str, int]]:
    sections = [(section.title, section.start_ms) for section in timeline.sections]
    first = timeline.head_end_ms
    if sections and sections[0][1] > first:  # steps that stand in no section
        sections.insert(0, (timeline.title, first))
    return sections


def _steps(timeline: Timeline) -> list[tuple[str, int]]:
    begun: dict[int, tuple[str, int]] = {}
    for cue in timeline.cues:
        if cue.step is not None and cue.step not in begun:
            begun[cue.step] = (cue.title or cue.text or str(cue.step), cue.start_ms)
    return [*begun.values()]


def _none(timeline: Timeline) -> list[tuple[str, int]]:
    del timeline
    return []
