"""What each verb does, at every kind of moment. test_listening has what holds for whatever is asked, whenever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from coach.player.session.commands import VERBS, Verb
from coach.player.session.state import LEAD, Announcement, Earcon, State
from coach.player.session.transitions import CANNOT, HEARD, apply_verb, to_step
from coach.player.session.view import START_DB
from coach.timeline.guide_words import Phrases
from coach.units import RATE, frames_at
from tests.player.session.test_state import ENGLISH, HOLD_END, PLAN, SURE, at, hands, later, waiting

pytestmark = pytest.mark.unit

PALM, HOLD, CHANGE, END = 2, 3, 4, 8
PALM_SPEECH = next(cue for cue in PLAN.timeline.speech if cue.text == "Stroke the palm")
STARTS = (0, *PLAN.steps)
TAIL_MS = PLAN.steps[-1]


def told(state: State, *verbs: Verb, times: int = 1, phrases: Phrases | None = ENGLISH) -> State:
    for verb in verbs * times:
        state = apply_verb(state, verb, phrases)
    return state


def moments(length_ms: int | None) -> Iterator[tuple[str, State]]:
    """One of each kind."""
    base = State(hands(length_ms), SURE)
    starts, cues = base.plan.steps, base.plan.timeline.cues
    practice = next(cue for cue in cues if cue.kind == "practice")
    speech = next(cue for cue in base.plan.timeline.speech if cue.step == PALM)
    hold = next(cue for cue in cues if cue.waits)
    yield "head", base
    yield "the first seconds of a step", at(starts[2] + 100, base)
    yield "mid-narration", at(speech.start_ms + 200, base)
    yield "practice", at(practice.start_ms + 8_000, base)
    yield "a word of a practice", at(sum((practice.start_ms, practice.end_ms)) // 2 + 100, base)
    yield "waiting", (waits := later(at(hold.end_ms - 500, base), 1_000))
    yield "paused", replace(at(practice.start_ms + 8_000, base), paused=True)
    yield "paused while waiting", replace(waits, paused=True)
    yield "aside", told(at(practice.start_ms + 8_000, base), "how long").after(RATE // 2)
    yield "aside while waiting", told(waits, "how long").after(RATE // 2)
    yield "aside in a pause", told(replace(at(speech.start_ms + 200, base), paused=True), "how long")
    yield "before unspoken words", later(replace(base, spoken_until=frames_at(speech.start_ms)), 60_000)
    yield "last step", at(starts[-2] + 5_000, base)
    yield "tail", at(starts[-1] + 5_000, base)
    yield "the last frame", replace(base, at=base.end - 1)
    yield "stopping", replace(at(practice.start_ms, base), fading=100)
    yield "ended", replace(base, at=base.end, phase="ended")


MOMENTS = [
    pytest.param(state, id=f"{name}{' of an asked length' if length_ms else ''}")
    for length_ms in (None, 240_000)
    for name, state in moments(length_ms)
]
PAIRS = list(product(VERBS, VERBS))
every_moment = pytest.mark.parametrize("state", MOMENTS)


def is_over(state: State) -> bool:
    return state.phase == "ended" or state.fading is not None


def test_pause_stops_the_session_and_continue_goes_on_after_a_moment_of_background() -> None:
    paused = told(at(PALM_SPEECH.end_ms + 5_000), "pause")
    assert later(paused, 3_600_000).at == paused.at == frames_at(PALM_SPEECH.end_ms + 5_000)
    on = told(paused, "continue")
    assert (on.paused, on.hold_frames, later(on, 1_000).at) == (False, -LEAD, on.at + RATE - LEAD)


@pytest.mark.parametrize("verb", ["pause", "how long"])
def test_words_that_are_cut_short_are_said_again_from_their_beginning(verb: Verb) -> None:
    assert told(at(PALM_SPEECH.start_ms + 300), verb).at == frames_at(PALM_SPEECH.start_ms)


def test_one_button_pauses_and_continues() -> None:
    state = at(PALM_SPEECH.end_ms + 5_000)
    assert [told(state, "pause or continue", times=often).paused for often in (1, 2, 3)] == [True, False, True]


def test_repeat_says_the_step_again() -> None:
    for ms in (0, 1, 2_999, 3_000, 20_000):
        assert told(at(STARTS[PALM] + ms), "repeat").at == frames_at(STARTS[PALM])


def test_a_step_that_is_repeated_has_its_words_where_they_belong_by_now() -> None:
    state = told(at(STARTS[HOLD] - 9_000), "more time", "repeat")
    words = [cue for cue in state.plan.timeline.speech if cue.step == PALM]
    half, practice = words[1], next(cue for cue in state.plan.timeline.cues if cue.kind == "practice")
    assert [cue.text for cue in words] == ["Stroke the palm", "Half way.", "10 seconds left."]
    assert half.start_ms - practice.start_ms == (practice.end_ms - practice.start_ms) // 2


def test_repeat_after_the_last_step_says_the_last_step_again() -> None:
    assert told(at(TAIL_MS + 5_000), "repeat").step == END


@pytest.mark.parametrize(("ms", "step"), [(0, PALM), (2_999, PALM), (3_000, HOLD), (9_000, HOLD)])
def test_back_goes_to_the_step_before_only_in_the_first_three_seconds(ms: int, step: int) -> None:
    assert told(at(STARTS[HOLD] + ms), "back").at == frames_at(STARTS[step])


@pytest.mark.parametrize("ms", [0, 2_999, 3_000, 9_000])
def test_back_after_the_last_step_is_the_last_step_for_what_follows_has_no_words(ms: int) -> None:
    assert told(at(TAIL_MS + ms), "back").at == frames_at(STARTS[END])


def test_back_goes_further_back_each_time_up_to_the_beginning() -> None:
    state, steps = at(STARTS[CHANGE] + 100), []
    for _ in range(5):
        state = told(state, "back")
        steps.append(state.step)
    assert steps == [HOLD, PALM, 1, 0, 0]


def test_next_goes_through_all_steps_to_the_end_of_the_last_and_no_further() -> None:
    state = State(PLAN, SURE)
    for step in range(1, len(STARTS)):
        state = told(state, "next")
        assert (state.step, state.at, state.hold_frames) == (step, frames_at(STARTS[step]), -LEAD)
    assert told(state, "next") == replace(state, earcon=Earcon(CANNOT, verb="next"))


@pytest.mark.parametrize("verb", ["next", "continue", "pause or continue"])
def test_whoever_is_ready_goes_on_to_the_step_that_follows(verb: Verb) -> None:
    state = told(waiting(), verb)
    assert (state.phase, state.step, state.at) == ("playing", CHANGE, frames_at(HOLD_END))


def test_what_waits_can_be_heard_again() -> None:
    assert told(waiting(), "repeat").at == told(waiting(), "back").at == frames_at(STARTS[HOLD])


def test_a_pause_while_it_waits_goes_back_to_waiting() -> None:
    state = told(waiting(), "pause", "continue")
    assert (state.phase, state.paused, state.at) == ("waiting", False, waiting().at)


def test_more_time_is_a_quarter_of_a_minute_more_for_what_the_hands_do() -> None:
    state = told(at(PALM_SPEECH.end_ms + 5_000), "more time")
    assert (state.plan.steps[PALM] - PLAN.steps[PALM], state.plan.timeline.duration_ms) == (
        15_000,
        PLAN.timeline.duration_ms + 15_000,
    )
    assert hands(240_000).more_time(20_000, 15_000).timeline.duration_ms == 240_000


def test_slower_makes_what_is_left_longer_and_faster_takes_it_back() -> None:
    state = at(PALM_SPEECH.end_ms)
    slower, again = told(state, "slower"), told(state, "slower", "faster")
    assert slower.plan.timeline.duration_ms > PLAN.timeline.duration_ms + 15_000
    assert abs(again.plan.timeline.duration_ms - PLAN.timeline.duration_ms) < 2_000
    assert [cue.end_ms - cue.start_ms for cue in slower.plan.timeline.speech] == [
        cue.end_ms - cue.start_ms for cue in PLAN.timeline.speech
    ]


def test_how_long_says_the_time_left_and_then_goes_on() -> None:
    state = told(at(PALM_SPEECH.end_ms + 5_000), "how long")
    assert state.announcement == Announcement("About 3 minutes left.")
    assert told(at(TAIL_MS), "how long").announcement == Announcement("Less than a minute left.")
    assert later(state, 10_000).at > state.at


def test_where_coach_has_no_words_how_long_cannot_be_told() -> None:
    state = told(at(PALM_SPEECH.start_ms + 300), "how long", phrases=None)
    assert (state.earcon, state.announcement) == (Earcon(CANNOT, verb="how long"), None)
    assert state.at == frames_at(PALM_SPEECH.start_ms + 300)


def test_louder_and_softer_go_as_far_as_they_may() -> None:
    state = State(PLAN, SURE)
    assert told(state, "louder", times=3).volume_db == told(state, "louder", times=9).volume_db == 0
    assert told(state, "softer", times=99).volume_db == -30
    answers = [told(state, "louder", times=often).earcon for often in (3, 4)]
    assert answers == [Earcon(HEARD, verb="louder"), Earcon(CANNOT, verb="louder")]
    assert told(state, "softer", "louder").volume_db == START_DB


def test_what_cannot_be_done_is_answered_and_changes_nothing() -> None:
    cannot = told(waiting(), "more time")
    assert cannot == replace(waiting(), earcon=Earcon(CANNOT, verb="more time"))


def test_a_wait_that_has_no_end_is_not_put_off_from_its_first_moment_on() -> None:
    hold = next(cue for cue in PLAN.timeline.cues if cue.waits)
    state = at(hold.start_ms + 100)
    assert (state.phase, hold.most_ms) == ("playing", None)
    assert told(state, "more time") == replace(state, earcon=Earcon(CANNOT, verb="more time"))


def test_a_jump_to_a_step_that_is_not_there_goes_to_the_nearest() -> None:
    assert (to_step(waiting(), -1).step, to_step(waiting(), 99).step) == (0, len(STARTS) - 1)


def test_words_that_come_after_coachs_own_are_not_begun_in_a_crossfade() -> None:
    state = told(at(PALM_SPEECH.start_ms + 300), "how long").after(RATE)
    assert told(state, "louder").hold_frames == -LEAD


@every_moment
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_answered_until_the_end(state: State, verb: Verb) -> None:
    after = told(state, verb)
    if is_over(state):
        assert after is state
    else:
        assert after.earcon in {Earcon(HEARD, verb=verb), Earcon(CANNOT, verb=verb)}
        assert after.announcement is None or verb == "how long"


@every_moment
def test_after_any_two_verbs_it_is_somewhere_on_the_timeline_and_the_end_can_be_reached(state: State) -> None:
    for pair in PAIRS:
        after = told(state, *pair)
        assert 0 <= after.at <= after.end
        on = later(replace(after, paused=False, spoken_until=SURE), after.plan.timeline.duration_ms + 10_000)
        assert on.phase in {"waiting", "ended"}


@every_moment
def test_only_a_jump_leaves_a_step(state: State) -> None:
    jumps = {"repeat", "back", "next"} | ({"continue", "pause or continue"} if state.phase == "waiting" else set())
    for pair in PAIRS:
        between = told(state, pair[0])
        after = told(between, pair[1])
        if jumps.isdisjoint(pair):
            assert (after.step, after.phase) == (state.step, state.phase)
        if pair[1] in {"repeat", "back", "next"} and not is_over(between):
            assert abs(after.step - between.step) <= 1
            assert after.at in {frames_at(start) for start in (0, *after.plan.steps)} or after.earcon == Earcon(
                CANNOT, verb=pair[1]
            )


@every_moment
def test_only_whoever_asks_for_it_goes_on_from_a_pause(state: State) -> None:
    goes_on = {"continue", "pause or continue", "repeat", "back", "next"}
    for verb in set(VERBS) - goes_on:
        assert told(told(state, "pause"), verb).paused == told(state, "pause").paused


@every_moment
def test_stop_ends_within_two_seconds_whatever_else_is_asked(state: State) -> None:
    for verb, after in PAIRS:
        assert later(told(state, verb, "stop", after), 2_000).phase == "ended"


@every_moment
@pytest.mark.parametrize("verb", ["repeat", "pause", "continue", "stop"])
def test_asking_twice_is_asking_once(state: State, verb: Verb) -> None:
    if verb != "continue" or state.phase != "waiting" or not state.paused:
        assert told(state, verb, verb) == told(state, verb)


@every_moment
def test_next_and_then_back_is_the_step_again(state: State) -> None:
    there = told(state, "next")
    if there.earcon == Earcon(HEARD, verb="next") and not is_over(state):
        assert told(later(there, 2_000), "back").step == state.step


@every_moment
def test_louder_takes_back_softer_and_softer_louder(state: State) -> None:
    assert told(state, "louder", "softer").volume_db == state.volume_db
    assert told(state, "softer", "louder").volume_db == state.volume_db
