"""A listener who asks for anything at any time never hears half a sentence, nor misses one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coach.player.session.commands import VERBS, Verb
from coach.player.session.state import State
from coach.player.session.transitions import apply_verb, with_reminder
from coach.routine.loader import parse_routine
from coach.timeline.compiler import measure_again, plan_routine
from coach.timeline.timeline import Cue
from coach.units import RATE, frames_at
from tests.kinds import at_most
from tests.player.session.test_state import ENGLISH, HANDS

pytestmark = pytest.mark.property

JUMPS = {"repeat", "back", "next"}


class Listening(RuleBasedStateMachine):
    """The player without its sound: a clock, a voice that becomes known, and a listener."""

    @initialize(length_ms=st.sampled_from([None, 200_000, 300_000]), known=st.integers(0, 3))
    def begin(self, length_ms: int | None, known: int) -> None:
        plan = plan_routine(parse_routine(HANDS.encode(), "hands.yaml"), self.length_of, length_ms)
        self.texts = [cue.text for cue in plan.timeline.speech]
        self.state = State(plan, 0)
        self.resumed, self.said = 0, list[tuple[int, str]]()
        self.stopped_for = 0
        self.speak(known)

    known: frozenset[str] = frozenset()
    begun = ""
    """A text of which the voice has spoken the beginning."""

    def length_of(self, text: str) -> int:
        return (50 if text in self.known else 65) * len(text)

    def fits(self, cue: Cue) -> bool:
        return cue.text in self.known and cue.end_ms - cue.start_ms == 50 * len(cue.text)

    def staged(self) -> None:
        plan = self.state.plan
        coming = (cue for cue in plan.timeline.speech if cue.end_ms > self.state.at_ms)
        unsure = next((cue for cue in coming if not self.fits(cue)), None)
        until_ms = unsure.start_ms if unsure else plan.timeline.duration_ms
        if unsure and unsure.text == self.begun and plan.is_open_at(unsure.start_ms):
            until_ms += 20 * len(self.begun)
        self.state = replace(self.state, spoken_until=frames_at(until_ms))

    @rule(more=st.integers(0, 8), begins=st.booleans())
    def speak(self, more: int, begins: bool = False) -> None:
        """The voice has spoken some more of the words, and perhaps the beginning of the next ones."""
        self.known = frozenset(self.texts[: len(self.known) + more])
        self.begun = next((text for text in self.texts if text not in self.known and begins), "")
        if self.state.phase != "ended":
            plan = measure_again(self.state.plan, self.state.at_ms, self.length_of)
            self.state = replace(self.state, plan=plan)
        self.staged()

    @rule(verb=st.sampled_from([verb for verb in VERBS if verb != "stop"]) | st.sampled_from(VERBS))
    def ask(self, verb: Verb) -> None:
        before = self.state
        self.state = apply_verb(before, verb, ENGLISH)
        on = before.phase == "waiting" and not before.paused and verb in {"continue", "pause or continue"}
        if (verb in JUMPS or on) and (self.state.at != before.at or self.state.hold_frames < 0):
            self.resumed, self.said = self.state.at, []
        else:
            assert self.state.at == before.at or self.state.speech
            self.said = [(start, text) for start, text in self.said if start < self.state.at]
        self.speak(0)

    @rule(ms=st.sampled_from([1, 20, 300, 1_000, 3_000]) | st.integers(1, 60_000))
    def listen(self, ms: int) -> None:
        frames = ms * RATE // 1000
        while frames > 0 and self.state.until_change:
            state = with_reminder(self.state, ENGLISH)
            if state.announcement and state.announcement.frames is None:
                state = replace(state, announcement=replace(state.announcement, frames=RATE))
            step = min(frames, state.until_change)
            self.state, frames = state.after(step), frames - step
            self.stopped_for += step if state.fading is not None else 0
            speech = state.plan.timeline.speech
            begun = [cue for cue in speech if state.at <= frames_at(cue.start_ms) < self.state.at]
            assert all(self.fits(cue) or cue.text == self.begun for cue in begun)
            self.said += [(frames_at(cue.start_ms), cue.text) for cue in begun]

    @invariant()
    def all_words_since_the_last_jump_were_said_in_their_order_from_their_beginning(self) -> None:
        speech = [(frames_at(cue.start_ms), cue.text) for cue in self.state.plan.timeline.speech]
        assert self.said == [cue for cue in speech if self.resumed <= cue[0] < self.state.at]

    @invariant()
    def it_goes_on_from_the_beginning_of_words(self) -> None:
        words = self.state.plan.moments.spoken_at(round(self.resumed * 1000 / RATE))
        assert words is None or frames_at(words.start_ms) >= self.resumed

    @invariant()
    def it_is_on_the_timeline_and_stops_when_it_is_told(self) -> None:
        assert 0 <= self.state.at <= self.state.end
        assert -30 <= self.state.volume_db <= 0
        assert self.stopped_for <= 2 * RATE
        assert self.state.fading is None or self.state.phase == "ended" or self.state.until_change <= 2 * RATE

    @invariant()
    def it_never_stands_still_when_all_has_been_spoken(self) -> None:
        if self.known >= set(self.texts) and self.state.phase == "playing" and not self.state.paused:
            state = self.state
            assert state.announcement or state.runs or state.hold_frames < 0


TestListening = Listening.TestCase
TestListening.settings = settings(at_most(150), stateful_step_count=40)  # of forty steps each
