"""Parts + a length → cues: each piece as long as fit says, with what is heard during it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from coach.timeline.fit import fit
from coach.timeline.model import Cue
from coach.timeline.signals import clashes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.timeline.model import Kind
    from coach.timeline.parts import Part, PartMaker, Piece
    from coach.timeline.signals import Signals


def cues_of(parts: Sequence[Part], length_ms: int, maker: PartMaker) -> Iterator[Cue]:
    """From 0 to the length; steps are counted as they are heard, the first and the last part being none.

    Words that do not fit at this length become problems of the maker.
    """
    pieces = [piece for part in parts for piece in part.pieces]
    lengths, left_over = fit([piece.span for piece in pieces], length_ms)
    last_motion = max((index for index, piece in enumerate(pieces) if piece.span.one_ms), default=-1)
    start = index = 0
    for number, part in enumerate(parts):
        scribe = _Scribe(part, number if 0 < number < len(parts) - 1 else None)
        for piece in part.pieces:
            end = start + lengths[index]
            if end > start:
                yield scribe.piece(start, end, piece)
            if piece.signals:
                signals = _named(piece.signals, part, islice(parts, number + 1, len(parts) - 1), maker)
                maker.problems += clashes(signals, end - start)
                for heard in signals.heard(end - start):
                    yield scribe.cue(start + heard.start_ms, start + heard.end_ms, heard.kind, heard.text, heard.sound)
            if index == last_motion and left_over:
                yield scribe.cue(end, end := end + left_over, "pause")
            start, index = end, index + 1


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


def _named(signals: Signals, part: Part, following: Iterable[Part], maker: PartMaker) -> Signals:
    """The signals with the name of the step that does follow."""
    if signals.naming is None:
        return signals
    action = next((after.action for after in following if after.action.step), None)
    return signals.followed_by(maker.name(action, signals.step, part.manner) if action else None)
