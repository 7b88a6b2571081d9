"""Parts and the length of each of their pieces → a timeline, and plans with other lengths from a time on. Pure.

What lies before that time stays as it was heard: a plan is changed while it is played.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from coach.argument_types import A_TIME, MILLISECONDS, between, takes
from coach.routine.duration_range import added, rigid
from coach.routine.limits import MAX_CUES
from coach.routine.practice import Rounds
from coach.short_repr import shown_by
from coach.timeline.cues import PlacedPart, cues_of, name_following
from coach.timeline.fit import fit
from coach.timeline.moments import Moments
from coach.timeline.optional_steps import choices
from coach.timeline.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.errors import Problem
    from coach.routine.duration_range import DurationRange
    from coach.routine.model import Routine
    from coach.timeline.optional_steps import Choice
    from coach.timeline.pieces import Part, PartMaker, Piece
    from coach.timeline.timeline import Cue


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan of a session: its parts, with the length of each of their pieces and the rest after it."""

    title: str
    parts: tuple[Part, ...]
    """The parts, of which the first and the last are around the steps."""
    lengths: tuple[int, ...]
    """The milliseconds of each piece of each part."""
    rests: tuple[int, ...]
    """The quiet milliseconds after each piece."""
    every: tuple[Part, ...]
    """All parts, including those for which there was no time."""
    routine: Routine
    asked_ms: int | None = None
    """The length that was asked for."""
    __repr__ = shown_by("title", "timeline.duration_ms", "asked_ms")

    @cached_property
    def timeline(self) -> Timeline:
        """The timeline of the plan, without words that do not fit; one cue too many shows that there are too many."""
        return Timeline(self.title, self._cues[0])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The words that do not fit into their practice."""
        return self._cues[1]

    @cached_property
    def _cues(self) -> tuple[tuple[Cue, ...], tuple[Problem, ...]]:
        return cues_of(self.laid, MAX_CUES + 1)

    @cached_property
    def laid(self) -> list[PlacedPart]:
        """Each part with its pieces in their places."""
        laid, index = [], 0
        for part in self.parts:
            end = index + len(part.pieces)
            laid.append(PlacedPart(part, self._starts[index : end + 1], self.rests[index:end]))
            index = end
        return laid

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """The times at which each step begins, and at which the last one ends."""
        return tuple(part.starts[0] for part in self.laid[1:])

    @cached_property
    def moments(self) -> Moments:
        """What is said, done and waited for at each time of the timeline."""
        steps = ((number, part.action.step) for number, part in enumerate(self.parts))
        tense = {number for number, step in steps if step and isinstance(step.do, Rounds)}
        return Moments(self.timeline, tense)

    @takes(at_ms=A_TIME, extra_ms=MILLISECONDS)
    def more_time(self, at_ms: int, extra_ms: int) -> Plan:
        """Return a plan with more time for the practice of the step that is heard at a time.

        The practice grows only as far as it may, in whole repetitions; what is left of the time is quiet, so that both
        add up to the millisecond. What follows is fitted anew to a length that was asked for. Without a step, the plan
        stays the same.
        """
        part = self._part_at(at_ms)
        if not 0 < part < len(self.parts) - 1:
            return self
        index = self._practice_at(part, at_ms)
        over = self._starts[index] + self.lengths[index] <= at_ms
        longer = self.lengths[index] if over else self._pieces[index].span.longer(self.lengths[index], extra_ms)
        quiet = extra_ms - (longer - self.lengths[index])
        lengths, rests = list(self.lengths), list(self.rests)
        lengths[index], rests[index] = longer, rests[index] + quiet
        plan = replace(self._remembering(at_ms), lengths=tuple(lengths), rests=tuple(rests))
        return plan if self.asked_ms is None else plan._refit(part + 1, self.asked_ms)

    @takes(at_ms=A_TIME, factor=between("a factor from 0.01 to 100", 0.01, 100))
    def with_pace(self, at_ms: int, factor: float) -> Plan:
        """Return a plan with practices and pauses from a time on stretched by a factor; the same if none can be.

        Each changes only as far as it may, and only what is left of the one that has begun. A length that was asked for
        is given up for the one that results.
        """
        first = self._piece_at(at_ms)
        remembering = self._remembering(at_ms)
        spans = [remembering._left_of(first, at_ms), *(piece.span for piece in self._pieces[first + 1 :])]
        before = self._starts[first]
        heard = [min(at_ms - before, self.lengths[first]), *[0] * (len(spans) - 1)]
        wanted = sum(
            done + round((length - done) * factor) if span.most_ms > span.least_ms else length
            for span, length, done in zip(spans, self.lengths[first:], heard, strict=True)
        )
        wanted = max(sum(span.least_ms for span in spans), min(sum(span.most_ms for span in spans), wanted))
        plan = remembering._with(first, *_fit_lengths(spans, wanted, self.rests[first]))
        if plan.lengths == self.lengths:
            return self
        return replace(plan, asked_ms=None if self.asked_ms is None else before + wanted + self.rests[first])

    def with_lengths(self, at_ms: int, maker: PartMaker) -> Plan:
        """Return a plan of the same steps, with speech from a time on as long as another maker says.

        So is speech that has begun, unless it would be over.
        """
        every = (self.every[0], *maker.parts([part.action for part in self.every[1:-1]]), self.every[-1])
        anew = {id(part.action): part for part in every}
        first = bisect_left(self._starts, at_ms)
        pieces = [piece for part in self.parts for piece in anew[id(part.action)].pieces]
        begun = self._remembering(at_ms)._pieces[:first]
        if at_ms < self._starts[first]:
            begun[-1] = _with_words_of(begun[-1], pieces[first - 1])
            first -= self._gives_way(first - 1, at_ms, pieces[first - 1])  # its end may not have been known
        pieces[:first] = begun[:first]
        before = zip(self._pieces[first:], self.lengths[first:], strict=True)
        lengths = [piece.span.as_often(was.span, ms) for piece, (was, ms) in zip(pieces[first:], before, strict=True)]
        plan = replace(self, parts=self._parts_of(pieces), every=every)
        plan = plan._with(first, lengths, self.rests[first:])
        return plan if self.asked_ms is None else plan._refit(self._part_at(at_ms) + 1, self.asked_ms)

    @takes(ms=A_TIME)
    def is_open_at(self, ms: int) -> bool:
        """Whether a time lies among words whose length may change while they are heard.

        Those of a practice have their places from its beginning on; and where a length was asked for, something has to
        follow that makes up for it.
        """
        number = self._piece_at(ms)
        within = ms < self._starts[number] + self.lengths[number] and self._pieces[number].kind == "speech"
        return within and (self.asked_ms is None or self._part_at(ms) < len(self.parts) - 2)

    def _gives_way(self, number: int, at_ms: int, anew: Piece) -> bool:
        """Whether a piece that has begun can have another length, and would not be over with it."""
        return self.is_open_at(at_ms) and at_ms < self._starts[number] + anew.span.least_ms

    def unheard(self, at_ms: int) -> Plan:
        """Return the plan to be heard from a time on as if for the first time: words of practices where they belong."""
        first = bisect_left(self._starts, at_ms)
        if not any(piece.signals and piece.signals.said for piece in self._pieces[first:]):
            return self
        fresh = {id(part.action): part for part in self.every}
        signals = [piece.signals for part in self.parts for piece in fresh[id(part.action)].pieces]
        pairs = zip(self._pieces[first:], signals[first:], strict=True)
        coming = [replace(piece, signals=own) for piece, own in pairs]
        return replace(self, parts=self._parts_of([*self._pieces[:first], *coming]))

    @cached_property
    def _pieces(self) -> list[Piece]:
        return [piece for part in self.parts for piece in part.pieces]

    @cached_property
    def _starts(self) -> list[int]:
        """The times at which each piece begins, and at which the last one ends."""
        return [0, *accumulate(length + rest for length, rest in zip(self.lengths, self.rests, strict=True))]

    def _part_at(self, at_ms: int) -> int:
        return min(len(self.parts) - 1, bisect_right([part.starts[0] for part in self.laid], at_ms) - 1)

    def _piece_at(self, at_ms: int) -> int:
        return min(len(self._pieces), bisect_right(self._starts, at_ms)) - 1

    def _first_of(self, part: int) -> int:
        """Return the number of the first piece of a part."""
        return sum(len(each.pieces) for each in self.parts[:part])

    def _practice_at(self, part: int, at_ms: int) -> int:
        """Return the number of a part's practice that is not over, or else of its last piece."""
        first = self._first_of(part)
        numbers = range(first, first + len(self.parts[part].pieces))
        coming = [n for n in numbers if self._pieces[n].kind == "practice" and self._starts[n + 1] > at_ms]
        return coming[0] if coming else numbers[-1]

    def _left_of(self, number: int, at_ms: int) -> DurationRange:
        """Return the span of a piece that is being heard, or is over but for its rest; words are heard to their end.

        A piece that waits for the listener keeps its length.
        """
        piece, length = self._pieces[number], self.lengths[number]
        span, heard = piece.span, at_ms - self._starts[number]
        heard = min(length, piece.signals.spoken_until(heard) if piece.signals else heard)
        if heard == length or piece.waits or span.most_ms == span.least_ms or length > span.most_ms:
            return rigid(length)
        least = max(span.least_ms, min(length, span.place_ms + span.whole_repetitions(heard - span.place_ms)))
        return replace(span, natural_ms=max(least, span.natural_ms), least_ms=least) if least <= span.most_ms else span

    def _remembering(self, at_ms: int) -> Plan:
        """Return the plan with words of practices that were heard fixed in their places, however long those become."""
        pieces = [self._remember(number, part, at_ms) for number, part in self._pieces_begun(at_ms)]
        return replace(self, parts=self._parts_of([*pieces, *self._pieces[len(pieces) :]]))

    def _pieces_begun(self, at_ms: int) -> Iterator[tuple[int, int]]:
        """Yield the number of each piece until a time, and that of its part."""
        numbers = [number for number, part in enumerate(self.parts) for _ in part.pieces]
        return islice(enumerate(numbers), self._piece_at(at_ms) + 1)

    def _remember(self, number: int, part: int, at_ms: int) -> Piece:
        piece = self._pieces[number]
        if not piece.signals:
            return piece
        spoken = name_following(piece.signals, self.parts[part + 1 : -1])
        heard = spoken.heard_until(at_ms - self._starts[number], self.lengths[number])
        return replace(piece, signals=replace(heard, naming=piece.signals.naming))

    def _parts_of(self, pieces: Sequence[Piece]) -> tuple[Part, ...]:
        """Return the same parts with other pieces, as many as they have."""
        left = iter(pieces)
        made = [(part, tuple(islice(left, len(part.pieces)))) for part in self.parts]
        return tuple(part if part.pieces == own else replace(part, pieces=own) for part, own in made)

    def _with(self, first: int, lengths: Sequence[int], rests: Sequence[int]) -> Plan:
        """Return the plan with other lengths and rests from a piece on."""
        return replace(self, lengths=(*self.lengths[:first], *lengths), rests=(*self.rests[:first], *rests))

    def _refit(self, part: int, wanted_ms: int) -> Plan:
        """Return the plan fitted from a part on, so that the whole is as long as wanted, or as near as can be."""
        if part == len(self.parts):
            return self
        here = {id(each.action): each for each in self.parts}
        every = [here.get(id(each.action), each) for each in self.every]
        gone = frozenset(number for number, each in enumerate(every) if id(each.action) not in here)
        number = next(number for number, each in enumerate(every) if each is self.parts[part])
        first = self._first_of(part)
        before = self._starts[first]
        kept, spans, wanted = min(
            (_nearest(choice.kept, part, wanted_ms - before) for choice in choices(every, number, gone)),
            key=lambda found: abs(found[2] - (wanted_ms - before)),
        )
        return replace(self, parts=kept)._with(first, *_fit_lengths(spans, wanted, 0))


def _nearest(kept: Sequence[Part], first: int, wanted_ms: int) -> tuple[tuple[Part, ...], list[DurationRange], int]:
    """Return the parts, the spans from a part on, and the length nearest to the wanted one that these can take."""
    spans = [piece.span for part in kept[first:] for piece in part.pieces]
    whole = added(spans)
    return tuple(kept), spans, max(whole.least_ms, min(whole.most_ms, wanted_ms))


def _with_words_of(piece: Piece, anew: Piece) -> Piece:
    """Return a piece that has begun, with the words still to be heard as long as in another."""
    return replace(piece, signals=piece.signals.with_lengths(anew.signals)) if piece.signals and anew.signals else piece


def plan_of(choice: Choice, length_ms: int, routine: Routine, asked_ms: int | None) -> Plan:
    """Return a plan of exactly `length_ms`, which must lie between the least and the most of all that is kept."""
    parts = tuple(choice.kept)
    lengths, rests = _fit_lengths([piece.span for part in parts for piece in part.pieces], length_ms, 0)
    return Plan(routine.title, parts, tuple(lengths), tuple(rests), tuple(choice.parts), routine, asked_ms)


def _fit_lengths(spans: Sequence[DurationRange], wanted_ms: int, rest_ms: int) -> tuple[list[int], list[int]]:
    """Return the lengths and the rests: the first rest is `rest_ms`, that of the last motion has what is left over."""
    lengths, left_over = fit(spans, wanted_ms)
    rests = [rest_ms, *[0] * (len(spans) - 1)]
    if left_over:
        rests[max(index for index, span in enumerate(spans) if span.one_ms)] += left_over
    return lengths, rests
