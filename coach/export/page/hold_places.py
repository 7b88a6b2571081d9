"""Timeline + the background's level → where a session can be held: by repeating a practice's own background.

A place is counted in blocks, each as long as a packet. A hold repeats what lies between `start` and `end`, in a
crossfade from the one to the other; where a practice is never without words or ticks for long enough, the background
goes on by itself for as long.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from coach.export.formats.aac_stretches import BLOCK
from coach.routine.sounds import SOUND_MS
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.sound.ducking import Curve
    from coach.timeline.timeline import Cue, Timeline

FADE = 11
"""The blocks of a crossfade, 255 ms, as the player's after an announcement."""
_ROUNDS = (3, 4, 5, 6)
"""The numbers of rounds that can make up the time of `more time`."""
_ROUNDS_OF_PAUSE = 10
"""The same for a pause, which is held more rarely: its sound is short."""
_EVEN_DB = 1.5
"""The most decibels between the background's level at a hold's end and at its start: as much is a slope, no step."""
_STEP = 4
_BREATH_EDGE_MS = 100
"""The milliseconds at either end of a breath in which its sound is 35 dB under its loudest."""
_FOR_EVER = 1 << 40
_MARGIN = 2
"""The blocks that a hold keeps from words and ticks: an encoder's window is two long."""


@dataclass(frozen=True, slots=True)
class HoldPlace:
    """One place where a session can be held, in blocks of its sound."""

    step: int
    start: int
    """The block at which a round begins."""
    end: int
    """The block before which the session is held."""
    alone: int
    """The blocks for which the background goes on by itself, its crossfade included."""
    practice_ms: int = 0
    """How long the practice is; 0 for a pause."""
    waits: bool = False
    """Whether the session waits here for the listener."""

    @property
    def blocks(self) -> int:
        """The length of one round."""
        return self.end - self.start + self.alone


def hold_places(timeline: Timeline, curve: Curve, more_ms: int) -> tuple[HoldPlace, ...]:
    """Return one place for each practice of a session, and one for each step without any, in their order."""
    quiet = _Quiet(timeline)
    wanted = round(frames_at(more_ms) / BLOCK)
    numbered = (cue for cue in timeline.cues if cue.step and cue.kind in ("practice", "pause"))
    found = (
        place
        for _, own in groupby(numbered, lambda cue: cue.step)
        for cue in _holding([*own])
        if (place := _place(cue, quiet, curve, wanted))
    )
    return tuple(found)


def _holding(cues: Sequence[Cue]) -> Sequence[Cue]:
    """Return the practices of a step, or else its last pause."""
    return [cue for cue in cues if cue.kind == "practice"] or cues[-1:]


def _place(cue: Cue, quiet: _Quiet, curve: Curve, wanted: int) -> HoldPlace | None:
    practice_ms = cue.end_ms - cue.start_ms if cue.kind == "practice" else 0
    first, last = -(-frames_at(cue.start_ms) // BLOCK), frames_at(cue.end_ms) // BLOCK
    rounds = (1, 2, *_ROUNDS) if cue.holds else _ROUNDS
    for length in (round(wanted / each) for each in rounds):
        for end in range(last - FADE, first + length - FADE, -_STEP):
            start = end + FADE - length
            if start - FADE >= first and quiet.between(start - FADE, end + FADE) and _is_even(curve, start, end):
                return HoldPlace(cue.step or 0, start, end, FADE, practice_ms, cue.holds)
    alone = round(wanted / (_ROUNDS[-1] if practice_ms else _ROUNDS_OF_PAUSE)) - 1
    ends = (end for end in range(last, first, -1) if quiet.between(end - 1, end))
    return next((HoldPlace(cue.step or 0, end - 1, end, alone, practice_ms, cue.holds) for end in ends), None)


def _is_even(curve: Curve, start: int, end: int) -> bool:
    before, after = curve.levels(np.array([start * BLOCK, end * BLOCK])).tolist()
    return bool(abs(after - before) <= _EVEN_DB)


class _Quiet:
    """Whether only the background is heard."""

    def __init__(self, timeline: Timeline) -> None:
        self._spans = [*_sounding(timeline)]
        self._starts = [start for start, _ in self._spans]

    def between(self, start: int, end: int) -> bool:
        """Whether nothing else is heard from one block to another, nor just before or after."""
        first, last = (start - _MARGIN) * BLOCK, (end + _MARGIN) * BLOCK
        before = bisect_right(self._starts, last) - 1
        return before < 0 or self._spans[before][1] <= first


def _sounding(timeline: Timeline) -> Iterator[tuple[int, int]]:
    """Yield the frames between which something is heard beside the background, those that overlap as one."""
    heard = sorted(_span(cue) for cue in timeline.cues if cue.kind == "speech" or cue.sound)
    if not heard:
        return
    start, end = heard[0]
    for begins, ends in heard[1:]:
        if begins > end:
            yield frames_at(start), frames_at(end)
            start, end = begins, ends
        end = max(end, ends)
    yield frames_at(start), frames_at(end)


def _span(cue: Cue) -> tuple[int, int]:
    """Return the milliseconds between which a cue is heard."""
    if cue.kind == "breath":
        edge = min(_BREATH_EDGE_MS, (cue.end_ms - cue.start_ms) // 2)
        return cue.start_ms + edge, cue.end_ms - edge
    return cue.start_ms, min(cue.end_ms, cue.start_ms + SOUND_MS.get(cue.sound or "", _FOR_EVER))
