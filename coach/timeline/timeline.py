"""The timeline: what is heard and done when, in whole milliseconds. It knows nothing of audio."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any, Literal

from coach.short_repr import shown_by, shown_by_changes

Kind = Literal["speech", "practice", "pause", "sound", "rhythm", "breath"]

VERSION = 1
"""The version of the form that `as_dict` gives; a tool that reads it can rely on the keys of a version."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: one thing that is heard or done at one time."""

    start_ms: int
    """Whole milliseconds from the beginning, the sum of whole ones: it is rounded nowhere. `units.frames_at` gives it
    its frame in the mix."""
    end_ms: int
    kind: Kind
    text: str = ""
    """The words that are spoken; for a practice, the title of its step or the words before it."""
    step: int | None = None
    """The number of the step from 1, with loops unrolled; None for what is before the first and after the last step."""
    section: str | None = None
    title: str | None = None
    """The title of the step."""
    sound: str | None = None
    """The sound, if it is not speech: a name from the sound library."""
    pace: int | None = None
    """Words per minute, where speech is slower than the voice's own."""
    level_db: float = 0.0
    """The level relative to the voice's own, or to that of the sound, in decibels."""
    waits: bool = False
    """Whether the player waits here until the listener is ready."""
    most_ms: int | None = None
    """The milliseconds of a practice that waits, from its beginning, after which the player goes on by itself."""
    remind: str = ""
    """The words while it waits; empty for coach's own."""
    rule: str = ""
    """The origin of the length of a practice, for people."""
    __repr__ = shown_by_changes

    @property
    def holds(self) -> bool:
        """Whether the player stops at its end, and waits for the listener."""
        return self.waits and self.wait_ms != 0

    @property
    def wait_ms(self) -> int | None:
        """The milliseconds for which the player waits at the end of a wait; None for as long as need be."""
        return None if self.most_ms is None else max(0, self.most_ms - (self.end_ms - self.start_ms))


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the session under one title: a chapter."""

    title: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All cues of a session, in the order in which they begin, from 0 to the session's end.

    Narration, practice and pause follow each other without a gap. What is heard during a practice lies within it; no
    cue overlaps another of its kind.
    """

    title: str
    cues: tuple[Cue, ...]
    __repr__ = shown_by("title", "duration_ms", "last_step")

    @property
    def duration_ms(self) -> int:
        """The length of the session; 0 without a cue."""
        return self.cues[-1].end_ms if self.cues else 0

    @property
    def last_step(self) -> int:
        """The number of the last step, from 1; 0 where there is none."""
        return max((cue.step or 0 for cue in self.cues), default=0)

    @property
    def speech(self) -> tuple[Cue, ...]:
        """The cues that are spoken."""
        return tuple(cue for cue in self.cues if cue.kind == "speech")

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in their order, from their first cue to their last; what lies in none is left out.

        The one source of such times: for the picture, chapters, captions and the page.
        """
        runs = groupby(self.cues, lambda cue: cue.section)
        cues = [(title, [*own]) for title, own in runs if title]
        return tuple(Section(title, own[0].start_ms, max(cue.end_ms for cue in own)) for title, own in cues)

    @property
    def head_end_ms(self) -> int:
        """The time at which the first step begins."""
        return next((cue.start_ms for cue in self.cues if cue.step), self.cues[0].end_ms if self.cues else 0)

    @property
    def tail_start_ms(self) -> int:
        """The time at which the last step ends, and what comes after it begins."""
        return max((cue.end_ms for cue in self.cues if cue.step), default=self.cues[-1].start_ms if self.cues else 0)

    def as_dict(self) -> dict[str, Any]:
        """Return the form that `coach timeline --json` prints, but for whether its lengths are estimated."""
        cues = [asdict(cue) for cue in self.cues]
        return {"version": VERSION, "title": self.title, "duration_ms": self.duration_ms, "cues": cues}
