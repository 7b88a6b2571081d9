"""Switch scanning as data: which verbs are said one after another, how fast, and which of them is said now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from coach.argument_types import A_TEXT, A_TIME, YES_OR_NO, several, takes, whole
from coach.player.session.commands import VERBS, check_request
from coach.short_repr import shown_by_changes
from coach.units import frames_at

if TYPE_CHECKING:
    from coach.player.session.commands import Verb

_BEDSIDE: tuple[Verb, ...] = ("next", "pause or continue", "repeat", "more time", "back", "how long")


@takes(
    verbs=several("a tuple of verbs (give it a verb at least)", A_TEXT, least=1),
    pace_ms=whole("a pace of more than 0 ms, in whole ones", 1),
    rounds=whole("a whole number of rounds, a round at least", 1),
    by_itself=YES_OR_NO,
    late_ms=A_TIME,
)
@dataclass(frozen=True, slots=True)
class Scanning:
    """How verbs are scanned.

    Attributes:
        verbs: The verbs, in the order in which they are said: what is wanted most comes first.
        pace_ms: The scan pace: the milliseconds from the beginning of one verb to that of the next.
        rounds: How often it goes round before it stops.
        by_itself: Whether it goes on by itself (auto scanning, one switch), or by a switch of its own (step scanning).
        late_ms: The milliseconds between the beginning of a press and its being told: the acceptance time.

    Raises:
        UsageError: For a wrong type, for a verb that there is not, and for no verb, no time or no round at all.

    Example:
        >>> Scanning(pace_ms=3_000).verbs[:2]
        ('next', 'pause or continue')
    """

    verbs: tuple[Verb, ...] = _BEDSIDE
    pace_ms: int = 2_000
    rounds: int = 2
    by_itself: bool = True
    late_ms: int = 0
    __repr__ = shown_by_changes

    def __post_init__(self) -> None:
        """Raise UsageError for what nobody could scan by."""
        for verb in self.verbs:
            check_request(verb, VERBS)


@dataclass(frozen=True, slots=True)
class Scan:
    """One moment of a scan."""

    scanning: Scanning
    at: int = 0
    """How many verbs were said before this one."""

    @property
    def verb(self) -> Verb:
        """The verb that is said now."""
        return self._verb(self.at)

    @property
    def verb_before(self) -> Verb | None:
        """The verb that was said before; None for the first."""
        return self._verb(self.at - 1) if self.at else None

    @property
    def is_over(self) -> bool:
        """Whether it has gone round as often as it is to."""
        return self.scanning.by_itself and self.at >= self.scanning.rounds * len(self.scanning.verbs)

    @property
    def frames(self) -> int:
        """The frames for which a verb can be taken; where a switch steps, as many as all rounds would take."""
        ms = self.scanning.pace_ms
        return frames_at(ms if self.scanning.by_itself else ms * self.scanning.rounds * len(self.scanning.verbs))

    def following(self) -> Self:
        """The scan in which the next verb is said."""
        return replace(self, at=self.at + 1)

    def _verb(self, at: int) -> Verb:
        return self.scanning.verbs[at % len(self.scanning.verbs)]
