"""Parts in their places → cues: each piece, with what is heard during it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from coach.timeline.practice_events import clashes
from coach.timeline.timeline import Cue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.errors import Problem
    from coach.timeline.pieces import Part, Piece
    from coach.timeline.practice_events import PracticeEvents
    from coach.timeline.timeline import Kind


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part with the times of its pieces."""

    part: Part
    starts: Sequence[int]
    """The times at which its pieces begin, and at which the part ends."""
    rests: Sequence[int]
    """The quiet milliseconds at the end of each piece's time."""


def cues_of(laid: Sequence[PlacedPart], most: int) -> tuple[tuple[Cue, ...], tuple[Problem, ...]]:
    """Return the cues of all parts, at most so many, and the words that do not fit, which are not among them.

    A cue starts where the pieces before it end, in whole milliseconds: nothing is rounded here, nor anywhere before the
    mix, where `units.frames_at` gives each time its frame.
    """
    problems: list[Problem] = []
    return tuple(islice(_cues(laid, problems), most)), tuple(problems)


def _cues(laid: Sequence[PlacedPart], problems: list[Problem]) -> Iterator[Cue]:
    """Yield the cues; steps are counted as they are heard, and the first and the last part are none."""
    for number, each in enumerate(laid):
        scribe = _Scribe(each.part, number if 0 < number < len(laid) - 1 else None)
        for index, piece in enumerate(each.part.pieces):
            start, until = each.starts[index], each.starts[index + 1]
            end = until - each.rests[index]
            if end > start:
                yield scribe.piece(start, end, piece)
            if piece.signals:
                following = (after.part for after in islice(laid, number + 1, len(laid) - 1))
                signals = name_following(piece.signals, following)
                problems += clashes(signals, end - start)
                for heard in signals.heard(end - start):
                    yield scribe.cue(start + heard.start_ms, start + heard.end_ms, heard.kind, heard.text, heard.sound)
            if until > end:
                yield scribe.cue(end, until, "pause")


@dataclass(frozen=True)
class _Scribe:
    """A writer of the cues of one part."""

    part: Part
    step: int | None

    def piece(self, start: int, end: int, piece: Piece) -> Cue:
        """Return the cue of a whole piece."""
        cue = self.cue(start, end, piece.kind, piece.text, piece.sound)
        if piece.wait:
            cue = replace(cue, waits=True, most_ms=piece.wait.at_most, remind=piece.wait.remind or "")
        if piece.level_db:
            cue = replace(cue, level_db=piece.level_db)
        return replace(cue, rule=piece.span.rule_at(end - start)) if piece.kind == "practice" else cue

    def cue(self, start: int, end: int, kind: Kind, text: str = "", sound: str | None = None) -> Cue:
        """Return a cue of the part; speech has the part's prosody."""
        action = self.part.action
        pace, level = (self.part.prosody.pace, self.part.prosody.level_db) if kind == "speech" else (None, 0.0)
        return Cue(start, end, kind, text, self.step, action.section, action.title, sound, pace, level)


def name_following(signals: PracticeEvents, following: Iterable[Part]) -> PracticeEvents:
    """Return the events with the name of the step that does follow."""
    return signals.followed_by(next((after.action.title for after in following if after.action.step), None))
