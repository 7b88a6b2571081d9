"""Parts in their places → cues: each piece, with what is heard during it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from coach.timeline.practice_events import clashes
from coach.timeline.timeline import Cue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.timeline.pieces import Part, PartMaker, Piece
    from coach.timeline.practice_events import PracticeEvents
    from coach.timeline.timeline import Kind


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part in its place."""

    part: Part
    starts: Sequence[int]
    """Where each of its pieces begins, and where the part ends."""
    rests: Sequence[int]
    """Quiet milliseconds at the end of each piece's time."""


def cues_of(laid: Sequence[PlacedPart], maker: PartMaker) -> Iterator[Cue]:
    """Steps are counted as they are heard, the first and the last part being none.

    Words that do not fit become problems of the maker.
    """
    for number, each in enumerate(laid):
        scribe = _Scribe(each.part, number if 0 < number < len(laid) - 1 else None)
        for index, piece in enumerate(each.part.pieces):
            start, until = each.starts[index], each.starts[index + 1]
            end = until - each.rests[index]
            if end > start:
                yield scribe.piece(start, end, piece)
            if piece.signals:
                following = (after.part for after in islice(laid, number + 1, len(laid) - 1))
                signals = named(piece.signals, each.part, following, maker)
                maker.problems += clashes(signals, end - start)
                for heard in signals.heard(end - start):
                    yield scribe.cue(start + heard.start_ms, start + heard.end_ms, heard.kind, heard.text, heard.sound)
            if until > end:
                yield scribe.cue(end, until, "pause")


@dataclass(frozen=True)
class _Scribe:
    """Writes the cues of one part."""

    part: Part
    step: int | None

    def piece(self, start: int, end: int, piece: Piece) -> Cue:
        """The cue of a whole piece."""
        cue = self.cue(start, end, piece.kind, piece.text, piece.sound)
        return (
            replace(cue, waits=piece.waits, rule=piece.span.rule_at(end - start)) if piece.kind == "practice" else cue
        )

    def cue(self, start: int, end: int, kind: Kind, text: str = "", sound: str | None = None) -> Cue:
        """A cue of the part; what is spoken has the part's manner."""
        action = self.part.action
        pace, level = (self.part.manner.pace, self.part.manner.level_db) if kind == "speech" else (None, 0.0)
        return Cue(start, end, kind, text, self.step, action.section, action.title, sound, pace, level)


def named(signals: PracticeEvents, part: Part, following: Iterable[Part], maker: PartMaker) -> PracticeEvents:
    """The signals with the name of the step that does follow."""
    if signals.naming is None:
        return signals
    action = next((after.action for after in following if after.action.step), None)
    return signals.followed_by(maker.name(action, signals.step, part.manner) if action else None)
