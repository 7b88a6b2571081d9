"""Spans and a wanted length → the length of each: glue stretches or shrinks, speech stays.

This is how TeX sets a line: all glue gives the same share of what it can give. A motion takes the number of whole
repetitions nearest to its share, and passes what is left on to the next motion; what the last motion leaves goes to
spans that can take any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.routine.duration_range import added

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.routine.duration_range import DurationRange


def fit(spans: Sequence[DurationRange], wanted_ms: int) -> tuple[list[int], int]:
    """Return the milliseconds of each span, and those left after the last motion; they add up to the wanted length.

    The length must lie between the least and the most of all together. Something is left over only where nothing but
    motions can stretch; it is less than one repetition.
    """
    given = _stretched(spans, wanted_ms)
    left = _whole_repetitions(spans, given)
    elastic = [0 if span.one_ms else _room(span, ms, left) for span, ms in zip(spans, given, strict=True)]
    if left < 0 and sum(elastic) < -left:
        left += _one_fewer(spans, given, -left)
        elastic = [0 if span.one_ms else _room(span, ms, left) for span, ms in zip(spans, given, strict=True)]
    left -= _one_more(spans, given, left - sum(elastic)) if left > sum(elastic) else 0
    absorbed = max(-sum(elastic), min(sum(elastic), left))
    return [ms + share for ms, share in zip(given, _shares(absorbed, elastic), strict=True)], left - absorbed


def _stretched(spans: Sequence[DurationRange], wanted_ms: int) -> list[int]:
    missing = wanted_ms - added(spans).natural_ms
    rooms = [_room(span, span.natural_ms, missing) for span in spans]
    return [span.natural_ms + share for span, share in zip(spans, _shares(missing, rooms), strict=True)]


def _room(span: DurationRange, ms: int, missing: int) -> int:
    """Return how many milliseconds a span can grow, if some are missing, or else shrink."""
    return span.most_ms - ms if missing > 0 else ms - span.least_ms


def _shares(amount: int, rooms: Sequence[int]) -> list[int]:
    """Divide an amount in proportion to the rooms; sums are rounded, not shares, so that no error grows."""
    whole = sum(rooms)
    shares, room, before = [], 0, 0
    for each in rooms:
        room += each
        until = (2 * room * amount + whole) // (2 * whole) if whole else 0
        shares.append(until - before)
        before = until
    return shares


def _whole_repetitions(spans: Sequence[DurationRange], given: list[int]) -> int:
    """Round each motion, in place, to whole repetitions; return what is left in the end, which may be negative."""
    left = 0
    for index, span in enumerate(spans):
        if span.one_ms:
            wanted = given[index] + left
            times = (2 * (wanted - span.place_ms) + span.one_ms) // (2 * span.one_ms)
            given[index] = min(max(span.place_ms + times * span.one_ms, span.least_ms), span.most_ms)
            left = wanted - given[index]
    return left


def _one_fewer(spans: Sequence[DurationRange], given: list[int], needed: int) -> int:
    """Remove repetitions, from the last motion backwards, until `needed` milliseconds are free; return those freed."""
    freed = 0
    for index in range(len(spans) - 1, -1, -1):
        one = spans[index].one_ms
        while one and freed < needed and given[index] - one >= spans[index].least_ms:
            given[index] -= one
            freed += one
    return freed


def _one_more(spans: Sequence[DurationRange], given: list[int], free: int) -> int:
    """Add repetitions, from the last motion backwards, as long as one fits; return the milliseconds that they take."""
    taken = 0
    for index in range(len(spans) - 1, -1, -1):
        one = spans[index].one_ms
        while one and taken + one <= free and given[index] + one <= spans[index].most_ms:
            given[index] += one
            taken += one
    return taken
