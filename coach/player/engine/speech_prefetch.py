"""Routine → a plan that can begin at once, and a prefetch of its words during playback, the next ones first."""

from __future__ import annotations

import time
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

from coach.errors import CoachError, RoutineError
from coach.log import described, logger, swallowing
from coach.player.session.switches import offered_texts
from coach.player.session.transitions import early_words_ahead
from coach.timeline.compiler import measure_again, plan_routine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.player.engine.player import Player
    from coach.player.engine.sitting import Track
    from coach.player.session.state import State
    from coach.routine.model import Routine
    from coach.speech.narrator import Narrator
    from coach.timeline.head_and_tail import Margins
    from coach.timeline.plan import Plan
    from coach.timeline.timeline import Cue

_log = logger(__name__)
_EVERY_S = 1.0
"""The time in seconds after which the plan is revised by what has been spoken meanwhile."""
_LOOK_S = 0.2
"""The time in seconds between two looks for words that have come up later."""

_LEAVING_S = 0.5
"""The time in seconds that the end waits for the thread; a voice that hangs is left behind."""

Wanted = tuple[int | None, "Margins"]
"""The length in ms that is asked for, and what is around the steps."""


class Measure:
    """The length of words: that of their clip, or an estimate as long as there is none."""

    def __init__(self, narrator: Narrator) -> None:
        self._narrator = narrator
        self.guessed = False

    def length_ms(self, text: str, pace: int | None = None) -> int:
        """The length of a text in milliseconds."""
        known = self._narrator.known_ms(text, pace)
        if known is None:
            self.guessed = True
            return self._narrator.estimated_ms(text, pace)
        return known


def first_plan(routine: Routine, narrator: Narrator, length_ms: int | None, margins: Margins) -> Plan:
    """The first plan, without waiting for the voice if possible; raises RoutineError, SpeechError, MissingPart."""
    measure = Measure(narrator)
    try:
        plan = _make_plan(routine, measure, length_ms, margins)
    except RoutineError as error:
        if not measure.guessed:
            raise
        _log.info("no plan by estimated lengths, so all is spoken first: %s", described(error))
    else:
        lengths = "estimated" if measure.guessed else "known"
        _log.info("a plan by %s lengths: it takes %d ms", lengths, plan.timeline.duration_ms)
        return plan
    return _make_plan(routine, narrator, length_ms, margins)


def _make_plan(routine: Routine, measure: Measure | Narrator, length_ms: int | None, margins: Margins) -> Plan:
    return plan_routine(routine, measure.length_ms, length_ms, paced_length=measure.length_ms, margins=margins)


class SpeechPrefetch:
    """Has all the words of a routine spoken and measured in a thread of its own, and tells the player what it knows."""

    def __init__(
        self,
        player: Player,
        number: int,
        wanted: Wanted,
        after: SpeechPrefetch | None = None,
    ) -> None:
        self._length_ms, self._margins = wanted
        self._player, self._number, self._after = player, number, after
        self._track: Track = player.sitting.tracks[number]
        self._builder, self._phrases = self._track.builder, self._track.phrases
        self._routine = self._track.scene.plan.routine
        self._plan: Plan | None = None
        self._levelled = self._begun = False
        self._rests = True
        self._ceased = Event()
        self._thread = Thread(target=self._prepare, name="preparation", daemon=True)

    def __enter__(self) -> Self:
        self._builder.narrator.on_begun = self._tell_begun
        self._thread.start()
        return self

    @property
    def is_ready(self) -> bool:
        """Whether all words are there, and the voice is at its level: the machine has time for another routine."""
        return self._levelled

    def __exit__(self, *_: object) -> None:
        self._ceased.set()
        self._builder.narrator.on_begun = None
        self._thread.join(_LEAVING_S)

    def _prepare(self) -> None:
        """Prefetch all words, those heard next first, and later those that verbs add.

        A practice that was made longer counts further, for example. It raises nothing: what cannot be spoken ends the
        session, softly, as soon as it is the routine that is heard.
        """
        try:
            while not self._ceased.wait(_LOOK_S if self._levelled or self._waits() else 0):
                if not self._waits() and self._knows_more(self._state()):
                    self._player.revise(self._better, self._number)
        except Exception as failure:  # noqa: BLE001 - whatever it is: the listener waits for words, and is to be told
            while not (self._ceased.is_set() or self._is_heard()):
                self._ceased.wait(_LOOK_S)
            if self._ceased.is_set():
                _log.debug("the preparation ends by %s", described(failure))
            else:
                self._player.fail(failure)

    def _knows_more(self, state: State) -> bool:
        """Prefetch some words, and return whether more is known of them than at a moment."""
        self._look_after_voice(state)
        self._plan = self._plan or state.plan
        if unheard := [cue for cue in state.plan.timeline.speech if not self._builder.has_heard(cue)]:
            self._hear(sorted(unheard, key=lambda cue: cue.start_ms < state.at_ms))
        elif not self._levelled:
            self._level()
        else:
            return state.spoken_until < state.end
        return True

    def _is_heard(self) -> bool:
        return self._player.buffer.heard[0].number == self._number

    def _waits(self) -> bool:
        """Whether the machine is busy with another routine, which is heard sooner."""
        return self._after is not None and not self._after.is_ready and not self._is_heard()

    def _state(self) -> State:
        """Return the moment that is heard, or the beginning of the routine while another one is heard."""
        state, _ = self._player.buffer.heard
        return state if state.number == self._number else self._track.start

    def _look_after_voice(self, state: State) -> None:
        """Let the voice rest once all is spoken of a routine that is not heard; and have ready what ends it early."""
        if not self._levelled:
            return
        if self._is_heard():
            self._rests = False
            if text := early_words_ahead(state, self._phrases):
                self._builder.announcement(text)
        elif not self._rests:
            self._builder.narrator.rest()
            self._rests = True

    def _hear(self, cues: Sequence[Cue]) -> None:
        """Fetch as many cues as possible within a second: after that, others may have become the next ones.

        One whose beginning may be heard already is the last: its end must not wait for what comes after it.
        """
        until, self._begun = time.monotonic() + _EVERY_S, False
        for cue in cues:
            self._builder.hear(cue)
            if self._ceased.is_set() or self._begun or time.monotonic() > until:
                return

    def _tell_begun(self) -> None:
        self._begun = True
        self._player.revise(self._better, self._number)

    def _level(self) -> None:
        state = self._state()
        self._builder.level(self._better(state))
        for cue in (cue for cue in state.plan.timeline.cues if cue.waits):
            if text := cue.remind or (self._phrases.ready if self._phrases else ""):
                self._builder.announcement(text)
        for text in offered_texts(self._phrases, self._player.scanning):
            with swallowing(_log, f"speaking {text!r} for a switch", CoachError):  # a press of it does without
                self._builder.announcement(text)
        self._levelled, self._rests = True, False
        _log.debug("all words are there, and the voice is at its level")

    def _better(self, state: State) -> Plan:
        """The plan by the lengths that are known now, from what is heard now on; the same one, if it was right."""
        measure = Measure(self._builder.narrator)
        if all(
            measure.length_ms(cue.text, cue.pace) == cue.end_ms - cue.start_ms for cue in state.plan.timeline.speech
        ):
            return state.plan
        if state.step == 0 and state.plan is self._plan:
            try:
                return _make_plan(self._routine, measure, self._length_ms, self._margins)
            except RoutineError as error:  # with the known lengths, the length asked for cannot be had
                _log.info("the nearest length is taken: %s", described(error))
        return measure_again(state.plan, state.at_ms, measure.length_ms, measure.length_ms)
