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
    """A part with the times of its pieces."""

    part: Part
    starts: Sequence[int]
    """The times at which its pieces begin, and at which the part ends."""
    rests: Sequence[int]
    """The quiet milliseconds at the end of each piece's time."""


def cues_of(laid: Sequence[PlacedPart], maker: PartMaker) -> Iterator[Cue]:
    """Yield the cues of all parts; steps are counted as they are heard, and the first and the last part are none.

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
    """A writer of the cues of one part."""

    part: Part
    step: int | None

    def piece(self, start: int, end: int, piece: Piece) -> Cue:
        """Return the cue of a whole piece."""
        cue = self.cue(start, end, piece.kind, piece.text, piece.sound)
        return (
            replace(cue, waits=piece.waits, rule=piece.span.rule_at(end - start)) if piece.kind == "practice" else cue
        )

    def cue(self, start: int, end: int, kind: Kind, text: str = "", sound: str | None = None) -> Cue:
        """Return a cue of the part; speech has the part's prosody."""
        action = self.part.action
        pace, level = (self.part.prosody.pace, self.part.prosody.level_db) if kind == "speech" else (None, 0.0)
        return Cue(start, end, kind, text, self.step, action.section, action.title, sound, pace, level)


def named(signals: PracticeEvents, part: Part, following: Iterable[Part], maker: PartMaker) -> PracticeEvents:
    """Return the events with the name of the step that does follow."""
    if signals.naming is None:
        return signals
    action = next((after.action for after in following if after.action.step), None)
    return signals.followed_by(maker.name(action, signals.step, part.prosody) if action else None)
