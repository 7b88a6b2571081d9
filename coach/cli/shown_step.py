"""A timeline → its steps as `coach show` tells them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.timeline.timeline import Cue, Timeline


@dataclass(frozen=True)
class Said:
    """Words of a step, and how long its practice has lasted when they begin: 0 for those before it."""

    text: str
    practised_ms: int


@dataclass(frozen=True)
class ShownStep:
    """A step: what it is, what is said in it, and how long its words, its practice and the silence after it take."""

    number: int
    title: str
    """The title, or the words where it has none."""
    section: str | None
    words_ms: int
    practice_ms: int
    pause_ms: int
    rule: str
    """The origin of the length of the practice."""
    says: tuple[Said, ...]
    waits: bool = False
    """Whether a player waits in its practice until the listener is ready."""
    most_ms: int | None = None
    """How long it waits at most, from the beginning of the practice."""

    def times(self, *, why: bool) -> Iterator[str]:
        """Yield the lengths in words, with the rule of the practice where it is asked for."""
        if self.words_ms:
            yield f"{format_duration(max(1000, round(self.words_ms, -3)))} words"  # they are estimated
        if self.practice_ms:
            yield self._practice(why=why)
        if self.pause_ms:
            yield f"{_tenths(self.pause_ms)} pause"

    def _practice(self, *, why: bool) -> str:
        if self.waits:  # its rule says no more than this
            most = "" if self.most_ms is None else f", {_tenths(self.most_ms)} at most"
            return f"waits until ready{most} ({_tenths(self.practice_ms)} in a file)"
        return f"{_tenths(self.practice_ms)} practice" + (f" = {self.rule}" if why and self.rule else "")


def shown_steps(timeline: Timeline) -> Iterator[ShownStep]:
    """Yield the steps of a timeline."""
    for number, cues in groupby((cue for cue in timeline.cues if cue.step), lambda cue: cue.step):
        yield _shown(number or 0, [*cues])


def _shown(number: int, step: Sequence[Cue]) -> ShownStep:
    first, speech = step[0], [cue for cue in step if cue.kind == "speech"]
    practice = next((cue for cue in step if cue.kind == "practice"), None)
    ends = practice.start_ms if practice else max(cue.end_ms for cue in step if cue.kind == "speech" or cue is first)
    after = practice.end_ms if practice else ends
    called = " ".join(next((cue.text for cue in step if cue.kind in ("speech", "practice")), "").split())
    return ShownStep(
        number,
        first.title or called,
        first.section,
        words_ms=ends - first.start_ms if speech and first.kind != "practice" else 0,
        practice_ms=practice.end_ms - practice.start_ms if practice else 0,
        pause_ms=max(step[-1].end_ms - after, 0),
        rule=practice.rule if practice else "",
        says=tuple(Said(cue.text, max(cue.start_ms - ends, 0) if practice else 0) for cue in speech),
        waits=practice is not None and practice.waits,
        most_ms=practice.most_ms if practice else None,
    )


def _tenths(ms: int) -> str:
    return format_duration(round(ms, -2))
