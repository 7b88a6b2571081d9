"""Timeline + levels → a picture in words, with the facts about the background that it needs."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from coach.export.picture.strips import clock, plain
from coach.timeline.timeline import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.audio.loudness import Powers
    from coach.sound.level_plan import LevelPlan
    from coach.timeline.timeline import Timeline

_TOLD = 100
"""The most sections that a screen reader is given: nobody listens to more."""


@dataclass(frozen=True, eq=False)
class Backdrop:
    """The facts about the background that a picture needs."""

    powers: Powers
    """The K-weighted power of each hop of the session, before any gain."""
    over: float
    """The LU by which speech is to lie over it, which is the target."""
    name: str = ""


@dataclass(frozen=True)
class Caption:
    """A picture in words: for those who cannot see it, and for those who search."""

    title: str
    """The session's title."""
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    steps: tuple[Section, ...]
    """The steps, each by its title, or by its words where it has none."""

    @property
    def alternative(self) -> str:
        """The words that a screen reader says in place of the picture."""
        told = [f"{section.title} from {clock(section.start_ms)}" for section in self.sections[:_TOLD]]
        more = len(self.sections) - len(told)
        names = "; ".join([*told, *([f"and {more} more"] if more > 0 else [])])
        return f"A session over time: {', '.join(self.facts)}." + (f" Sections: {names}." if told else "")


def caption_of(timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None) -> Caption:
    """Return the title, the sections, and the other facts worth a line."""
    sections = tuple(replace(section, title=plain(section.title)) for section in timeline.sections)
    steps = tuple(_steps(timeline))
    facts = [clock(timeline.duration_ms), *_counted(len(sections), "section"), *_counted(len(steps), "step")]
    if backdrop:
        facts += _about(backdrop, levels)
    return Caption(plain(timeline.title), tuple(facts), sections, steps)


def _steps(timeline: Timeline) -> Iterator[Section]:
    for _, cues in groupby((cue for cue in timeline.cues if cue.step), lambda cue: cue.step):
        step = [*cues]
        named = next(filter(None, (step[0].title, *(cue.text for cue in step))), "")
        yield Section(plain(named), step[0].start_ms, max(cue.end_ms for cue in step))


def _counted(number: int, what: str) -> list[str]:
    return [f"{number} {what}{'s' * (number != 1)}"] if number else []


def _about(backdrop: Backdrop, levels: LevelPlan) -> list[str]:
    """Return the background's name, and the least distance of the voice over it."""
    pairs = zip(levels.spoken, levels.under_lufs, strict=True)
    least = min((cue.lufs - under for cue, under in pairs if math.isfinite(cue.lufs)), default=math.inf)
    named = f"background {plain(backdrop.name)}" if backdrop.name else "a background"
    return [named, *([f"voice at least {least:.1f} LU over it"] if math.isfinite(least) else [])]
