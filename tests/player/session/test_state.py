"""What time makes of a moment. The clock is a number of frames; nothing here waits for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.player.session.state import LEAD, REMIND, STOP, Announcement, Earcon, State
from coach.player.session.transitions import apply_verb, to_step, with_reminder
from coach.routine.loader import parse_routine
from coach.timeline.compiler import plan_routine
from coach.timeline.guide_words import phrases_of
from coach.timeline.plan import Plan
from coach.units import RATE, frames_at
from tests.kinds import at_most

pytestmark = pytest.mark.unit

ENGLISH = phrases_of("en")
SURE = frames_at(86_400_000)
"""Everything has been spoken."""

HANDS = """
title: Hands
voice: {settle: no}
steps:
  - {title: Sit, say: 'Sit down. [pause 1s] Let your shoulders drop.'}
  - section: The {hand} hand
    each: {hand: [left, right]}
    between: Now change hands.
    steps:
      - {title: Palm, say: Stroke the palm, do: {time: 30s, from: 10s, to: 60s}, guide: {half: Half way., last: 10s}}
      - {title: Hold, say: 'Hold the {hand} hand.', do: until ready}
  - {title: Rest, say: Rest now., do: 20s, pause: 4s, keep: optional}
  - {title: End, say: Open your eyes., do: {times: 5, each: 4s}}
"""


def hands(length_ms: int | None = None) -> Plan:
    routine = parse_routine(HANDS.encode(), "hands.yaml")
    return plan_routine(routine, lambda text: 50 * len(text), length_ms)


PLAN = hands()
HOLD_END = next(cue.end_ms for cue in PLAN.timeline.cues if cue.waits)
START = State(PLAN, SURE)


def at(ms: int, state: State = START) -> State:
    return replace(state, at=frames_at(ms), jumped=frames_at(ms))


def waiting() -> State:
    return later(at(HOLD_END - 1_000), 1_000)


def later(state: State, ms: float) -> State:
    """As the player hears it: from one change to the next, coach saying what it says by itself."""
    frames = round(ms * RATE / 1000)
    while frames > 0 and state.until_change:
        state = with_reminder(state, ENGLISH)
        if state.announcement and state.announcement.frames is None:
            state = replace(state, announcement=replace(state.announcement, frames=2 * RATE))
        step = min(frames, state.until_change)
        state, frames = state.after(step), frames - step
    return with_reminder(state, ENGLISH)


states = st.builds(
    lambda ms, off, spoken_until, paused, hold_frames, fading, announcement, earcon: State(
        PLAN,
        frames_at(spoken_until),
        max(0, min(frames_at(ms) + off, START.end - 1)),
        paused=paused,
        hold_frames=hold_frames,
        fading=fading,
        announcement=announcement,
        earcon=earcon,
    ),
    st.sampled_from([cue.end_ms for cue in PLAN.timeline.cues] + [cue.start_ms for cue in PLAN.timeline.cues]),
    st.integers(-60, 60) | st.integers(-RATE, RATE),
    st.sampled_from([PLAN.timeline.duration_ms, *(cue.start_ms for cue in PLAN.timeline.speech)]),
    st.booleans(),
    st.sampled_from([-LEAD, -1, 0, 1, RATE]),
    st.none() | st.integers(0, STOP - 1),
    st.none() | st.builds(Announcement, st.just("Well."), st.none() | st.integers(500, 2 * RATE), st.integers(0, 499)),
    st.none() | st.builds(Earcon, st.just("heard"), st.integers(0, 99)),
).flatmap(
    lambda state: st.sampled_from([state, replace(state, phase="waiting", waited=RATE), replace(state, hold_frames=0)])
)


@at_most(500)  # each builds many moments
@given(states, st.lists(st.integers(1, RATE), max_size=6))
def test_time_in_parts_is_the_same_as_in_one_go(state: State, parts: list[int]) -> None:
    in_parts, done = state, 0
    for frames in parts:
        if done + frames > state.until_change:
            break
        in_parts, done = in_parts.after(frames), done + frames
    assert in_parts == (state.after(done) if done else state)


@given(states)
def test_something_can_be_heard_until_it_has_ended(state: State) -> None:
    assert state.until_change >= 1
    assert replace(state, phase="ended").until_change == 0


@given(states)
def test_time_never_leaves_the_timeline_nor_goes_back(state: State) -> None:
    after = state.after(state.until_change)
    assert state.at <= after.at <= state.end
    assert after.at <= max(state.at, state.spoken_until)


@given(states)
def test_no_practice_that_waits_is_ever_passed_by(state: State) -> None:
    ends = [frames_at(cue.end_ms) for cue in PLAN.timeline.cues if cue.waits]
    after = state.after(state.until_change)
    assert not [end for end in ends if state.at < end <= after.at]


def test_a_session_is_heard_from_its_beginning_to_its_end() -> None:
    state = replace(START, plan=plan_without_waiting())
    assert later(state, state.plan.timeline.duration_ms - 1).phase == "playing"
    ended = later(state, state.plan.timeline.duration_ms)
    assert (ended.phase, ended.at) == ("ended", state.end)


def plan_without_waiting() -> Plan:
    text = HANDS.replace("until ready", "10s")
    return plan_routine(parse_routine(text.encode(), "FILE"), lambda text: 50 * len(text))


def test_what_has_ended_stays_ended() -> None:
    ended = replace(START, at=START.end, phase="ended")
    assert ended.after(RATE) is ended


def test_a_session_waits_when_its_hands_have_held_so_long() -> None:
    state = waiting()
    practice = state.plan.moments.practice_at(state.at_ms)
    assert (state.phase, state.at_ms, practice and practice.text) == ("waiting", HOLD_END - 1, "Hold")


def test_a_session_waits_however_near_to_the_end_of_the_practice_it_is() -> None:
    for frames in range(1, 90):
        state = replace(START, at=frames_at(HOLD_END) - frames)
        after = state.after(state.until_change)
        assert (after.phase, after.at < frames_at(HOLD_END)) == ("waiting", True)


def test_the_step_that_waits_is_not_the_next_one() -> None:
    assert PLAN.parts[waiting().step].action.title == "Hold"
    assert PLAN.steps[3] == HOLD_END


def test_the_background_goes_on_while_it_waits() -> None:
    assert later(waiting(), 30_000).hold_frames == waiting().hold_frames + 30 * RATE
    assert later(waiting(), 3_600_000).at == waiting().at


def test_a_reminder_comes_each_minute_while_it_waits() -> None:
    state, seconds = waiting(), []
    for second in range(1, 200):
        was, state = state.reminders, later(state, 1_000)
        seconds += [second] * (state.reminders - was)
    assert seconds == [60, 120, 180]


def test_a_reminder_says_what_is_waited_for_or_sounds_where_coach_has_no_words() -> None:
    due = replace(waiting(), waited=REMIND)
    assert with_reminder(due, ENGLISH).announcement == Announcement("Go on when you are ready.")
    assert (with_reminder(due, None).announcement, with_reminder(due, None).earcon) == (None, Earcon("heard"))
    assert with_reminder(replace(due, waited=REMIND - 1), ENGLISH).announcement is None


def test_nothing_is_reminded_of_while_it_is_paused() -> None:
    paused = later(replace(waiting(), paused=True), 600_000)
    assert (paused.waited, paused.reminders, paused.announcement) == (waiting().waited, 0, None)


def test_a_later_wait_is_reminded_of_anew() -> None:
    state = later(to_step(later(waiting(), 130_000), 6), 36_000)
    assert (state.phase, state.reminders) == ("waiting", 0)


def test_it_stands_before_words_that_are_not_there_yet_and_the_background_goes_on() -> None:
    words = PLAN.timeline.speech[1]
    state = later(replace(START, spoken_until=frames_at(words.start_ms)), 60_000)
    assert (state.at, state.phase, state.speech) == (frames_at(words.start_ms), "playing", words)
    assert state.hold_frames > 0
    assert later(replace(state, spoken_until=SURE, hold_frames=-LEAD), 1_000).at == state.at + RATE - LEAD


def test_before_it_goes_on_from_a_jump_there_is_the_background_alone() -> None:
    state = to_step(START, 2)
    assert (state.runs, state.until_change, state.after(LEAD).runs) == (False, LEAD, True)
    assert later(state, 1_000).at == state.at + RATE - LEAD


def test_the_timeline_stands_still_for_words_of_coachs_own_and_goes_on_after_them() -> None:
    state = replace(at(10_000), announcement=Announcement("About 2 minutes left.", RATE))
    over = state.after(RATE)
    assert (state.after(RATE - 1).announcement, over.announcement, over.at) == (
        Announcement("About 2 minutes left.", RATE, RATE - 1),
        None,
        state.at,
    )
    assert later(state, 3_000).at == state.at + 2 * RATE - LEAD


def test_words_of_coachs_own_that_are_not_spoken_yet_are_waited_for() -> None:
    state = later(replace(at(10_000), announcement=Announcement("Well.")), 0)
    assert state.after(10 * RATE).at == state.at


def test_words_of_coachs_own_are_heard_in_a_pause_too() -> None:
    state = replace(at(10_000), paused=True, announcement=Announcement("Well.", RATE)).after(RATE)
    assert (state.announcement, state.paused, later(state, 60_000).at) == (None, True, frames_at(10_000))


def test_in_a_pause_nothing_moves() -> None:
    state = replace(at(10_000), paused=True)
    assert state.after(state.until_change) == state


@pytest.mark.parametrize(
    "state", [at(5_000), waiting(), replace(at(5_000), paused=True), replace(START, spoken_until=0)]
)
def test_stopping_fades_within_two_seconds(state: State) -> None:
    state = replace(state, fading=0)
    assert later(state, 1_700).phase != "ended"
    assert (later(state, 1_800).phase, STOP) == ("ended", frames_at(1_800))


def test_an_answer_sounds_on_whatever_happens() -> None:
    state = replace(at(5_000), earcon=Earcon("heard"))
    for each in (state, replace(state, paused=True), replace(state, phase="waiting")):
        assert each.after(100).earcon == Earcon("heard", 100)


WAITS = """
title: Waits
voice: {settle: no}
steps:
  - {title: Hold, say: Hold it., do: {until: ready, at most: 2m30s, remind: Take your time.}, pause: 2s}
  - {title: Short, say: Hold it., do: {until: ready, at most: 20s}}
  - {title: End, say: Open your eyes., do: 5s}
"""


def waits() -> State:
    plan = plan_routine(parse_routine(WAITS.encode(), "waits.yaml"), lambda text: 50 * len(text))
    hold = next(cue for cue in plan.timeline.cues if cue.waits)
    return later(replace(START, plan=plan, at=frames_at(hold.end_ms - 1) - RATE), 1_000)


def test_it_goes_on_by_itself_after_the_longest_wait_with_what_follows_the_practice() -> None:
    state = waits()
    assert (state.phase, state.at_ms, state.wait_left) == ("waiting", 34_399, 120 * RATE)
    state = later(state, 119_900)
    assert (state.phase, state.at_ms) == ("waiting", 34_399)
    after = later(state, 100)
    assert (after.phase, after.at_ms, after.hold_frames) == ("playing", 34_400, -LEAD)
    assert after.plan.moments.practice_at(after.at_ms) is None
    assert later(after, 350 + 1_000).at_ms == 35_400


def test_while_it_waits_it_says_the_words_of_the_step() -> None:
    state = later(waits(), 60_000)
    assert state.announcement
    assert (state.announcement.text, state.reminders) == ("Take your time.", 1)
    assert with_reminder(replace(waits(), waited=REMIND), None).announcement == Announcement("Take your time.")


def test_where_the_practice_is_as_long_as_the_longest_wait_it_does_not_wait() -> None:
    state = later(to_step(waits(), 2), 350 + 400 + 20_000)
    assert (state.phase, state.step) == ("playing", 3)


def test_a_pause_in_a_wait_does_not_count() -> None:
    paused = later(replace(waits(), paused=True), 600_000)
    assert (paused.phase, paused.wait_left) == ("waiting", 120 * RATE)


def test_a_reminder_is_said_to_its_end_before_it_goes_on() -> None:
    said = Announcement("Take your time.", 2 * RATE)
    state = replace(waits(), waited=119 * RATE, reminders=2, announcement=said)
    assert (later(state, 1_990).phase, later(state, 2_010).phase) == ("waiting", "playing")


def test_whoever_is_ready_goes_on_before() -> None:
    after = apply_verb(later(waits(), 5_000), "next", ENGLISH)
    assert (after.phase, after.step) == ("playing", 2)
