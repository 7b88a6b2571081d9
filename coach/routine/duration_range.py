"""The time that something takes (natural, least and most, as TeX's glue), and a rule that says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class DurationRange:
    """Milliseconds between `least_ms` and `most_ms`; `natural_ms` if nobody asks for a length."""

    natural_ms: int
    least_ms: int
    most_ms: int
    rule: str = ""
    """The origin of the milliseconds, for people; {n} stands for the repetitions."""
    place_ms: int = 0
    """The milliseconds to place the hands, before a motion's first repetition."""
    one_ms: int = 0
    """The milliseconds of one repetition of a motion; 0 for something that can take any time between its bounds."""

    def repetitions(self, ms: int) -> int:
        """Return how many whole repetitions fit into `ms` milliseconds."""
        return (ms - self.place_ms) // self.one_ms if self.one_ms else 0

    def whole_repetitions(self, ms: int) -> int:
        """Return milliseconds rounded up to whole repetitions."""
        return max(0, -(-ms // self.one_ms) * self.one_ms if self.one_ms else ms)

    def longer(self, length_ms: int, extra_ms: int) -> int:
        """Return a length plus `extra_ms`, in whole repetitions where there are some, as far as the range allows."""
        more = extra_ms // self.one_ms * self.one_ms if self.one_ms else extra_ms
        return max(length_ms, min(length_ms + more, self.most_ms))

    def as_often(self, other: DurationRange, ms: int) -> int:
        """Return the length for as many repetitions as `ms` are in another range, or else `ms`, as far as it can be."""
        if self.one_ms and other.one_ms:
            ms = self.place_ms + other.repetitions(ms) * self.one_ms
        return max(self.least_ms, min(ms, self.most_ms))

    def rule_at(self, ms: int) -> str:
        """Return the rule for a length of `ms` milliseconds, with its repetitions filled in."""
        return self.rule.replace("{n}", str(self.repetitions(ms)))

    def __sub__(self, other: DurationRange) -> DurationRange:
        """Return this sum without one of its parts."""
        natural, least = self.natural_ms - other.natural_ms, self.least_ms - other.least_ms
        return DurationRange(natural, least, self.most_ms - other.most_ms)


def rigid(ms: int, rule: str = "") -> DurationRange:
    """Return the range of something that takes exactly `ms` milliseconds, and never stretches or shrinks."""
    return DurationRange(ms, ms, ms, rule)


def added(spans: Iterable[DurationRange]) -> DurationRange:
    """Return the range of several ones that follow each other: the sum of each bound."""
    natural = least = most = 0
    for span in spans:
        natural += span.natural_ms
        least += span.least_ms
        most += span.most_ms
    return DurationRange(natural, least, most)
