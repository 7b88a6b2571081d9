"""Orders → the sentences that are not in the store yet: each once, the longest first, before any file is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.log import described, logger, swallowing
from coach.session import prepare_routine
from coach.speech import engine_named
from coach.speech.casting import cast_narrator, texts_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coach.build.orders import Order
    from coach.routine.model import Routine
    from coach.session_options import SessionOptions
    from coach.speech.narrator import Narrator
    from coach.speech.utterances import Paced

_log = logger(__name__)
_AT_ONCE = 8
"""The texts of a job: few, so that all workers end at the same time, and a worker that dies loses little."""


@dataclass(frozen=True)
class Spoken:
    """Some texts are in the store, as far as they can be spoken."""

    texts: int
    seconds: float
    """The seconds that were reckoned for them."""


@dataclass(frozen=True)
class SpeakJob:
    """Texts that one voice is to speak into the store."""

    routine: Routine
    """One of the routines that have the voice."""
    options: SessionOptions
    texts: tuple[Paced, ...]
    seconds: float
    """About how long a processor takes for it."""

    def run(self) -> tuple[Spoken]:
        """Speak; what fails is left to the session that needs it, and told there."""
        with swallowing(_log, "speaking ahead", CoachError):
            _narrator_of(self).prepare(self.texts, one_by_one=True)
        return (Spoken(len(self.texts), self.seconds),)

    def failed(self, error: BaseException) -> tuple[Spoken]:
        """Return the same: a session tells what it lacks."""
        _log.warning("texts were not spoken ahead: %s", described(error))
        return (Spoken(len(self.texts), self.seconds),)


_kept: list[tuple[object, Narrator]] = []
"""The voice that this process spoke with last: its engine has been loaded."""


def _narrator_of(job: SpeakJob) -> Narrator:
    """Return the narrator of a job: the last one, where it has the same voice."""
    narrator = cast_narrator(job.routine, job.options, None)
    voice = _voice_of(narrator, job.routine, job.options)
    if not _kept or _kept[0][0] != voice:
        rest()
        _kept.append((voice, narrator))
    return _kept[0][1]


def rest() -> None:
    """End the voice that this process spoke with: it is not needed for files whose clips are there."""
    while _kept:
        _kept.pop()[1].close()


def jobs_for_speech(orders: Sequence[Order]) -> list[SpeakJob]:
    """Return the jobs after which all texts are in the store that sessions will have by an estimate.

    Sessions of one voice are taken together, so that what they share is spoken once.
    """
    voices: dict[object, tuple[Routine, SessionOptions, dict[Paced, float]]] = {}
    for order in orders:
        with swallowing(_log, f"looking for the texts of {order.path}", CoachError):
            voice, routine, missing = _missing(order)
            voices.setdefault(voice, (routine, order.options, {}))[2].update(missing)
    return [job for voice in voices.values() for job in _dealt(*voice)]


def _missing(order: Order) -> tuple[object, Routine, dict[Paced, float]]:
    """Return the voice of an order, its routine as adapted, and its texts that are not in the store, with seconds."""
    routine, profile = prepare_routine(order.routine, order.options)
    with cast_narrator(routine, order.options, None) as narrator:
        texts = texts_ahead(narrator, routine, order.options.length_ms, profile.margins)
        each = engine_named(narrator.engine).traits.seconds_per_minute / 60_000
        missing = {text: narrator.estimated_ms(*text) * each for text in texts if narrator.known_ms(*text) is None}
        return _voice_of(narrator, routine, order.options), routine, missing


def _voice_of(narrator: Narrator, routine: Routine, options: SessionOptions) -> object:
    """Return what tells a voice from others: texts that are spoken with it are one only if all of this is one."""
    return (narrator.engine, narrator.voice, tuple(routine.pronounce.items()), options.fill)


def _dealt(routine: Routine, options: SessionOptions, texts: Mapping[Paced, float]) -> Iterator[SpeakJob]:
    """Yield the jobs of a voice: the longest texts first."""
    longest_first = sorted(texts, key=lambda each: (-len(each[0]), each[0], each[1] or 0))
    for first in range(0, len(texts), _AT_ONCE):
        some = tuple(longest_first[first : first + _AT_ONCE])
        yield SpeakJob(routine, options, some, sum(texts[each] for each in some))
