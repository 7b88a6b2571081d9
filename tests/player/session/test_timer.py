"""What a timer makes of a moment: it is silent at its end, and nothing is cut, or begun that would be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.player.session.commands import VERBS, Verb
from coach.player.session.state import SLEEP, TELLING, State
from coach.player.session.transitions import apply_verb, early_words_ahead, left_ms, with_early_end, with_reminder
from coach.player.session.view_of_state import view_of
from coach.routine.loader import parse_routine
from coach.timeline.compiler import plan_routine
from coach.timeline.head_and_tail import Margins
from coach.timeline.plan import Plan
from coach.units import RATE, frames_at
from tests.player.session.test_state import ENGLISH, HANDS, SURE

pytestmark = pytest.mark.unit


def plan_of(text: str) -> Plan:
    routine = parse_routine(text.encode(), "hands.yaml")
    return plan_routine(routine, lambda said: 50 * len(said), margins=Margins(goes_on=True))


ALONE = plan_of(HANDS.replace("do: until ready", "do: 20s"))
CARE = plan_of("for: caregiver\n" + HANDS.replace("do: until ready", "do: 20s").lstrip())
WAITS = plan_of(HANDS)
BELL = plan_of("ending: bell\n" + HANDS.replace("do: until ready", "do: 20s").lstrip())
PLANS = {"alone": ALONE, "caregiver": CARE, "waits": WAITS, "bell": BELL}
PAUSED = 3
"""The moments after which somebody who has paused goes on."""
ANNOUNCED = 4 * RATE
"""The frames that coach's own words take here."""


def timed(plan: Plan, before_fade_ms: int) -> State:
    """The beginning of a session that has so much time until the fade of its timer."""
    return State(plan, SURE, timer=SLEEP + frames_at(before_fade_ms))


def moments(state: State, verbs: dict[int, Verb] | None = None) -> list[State]:
    """All that is heard to the end, from one change to the next, and some verbs, each after so many changes."""
    found: list[State] = []
    while state.until_change:
        if verbs and len(found) in verbs:
            state = apply_verb(state, verbs[len(found)], ENGLISH)
        elif state.paused and all(before.paused for before in found[-PAUSED:]):
            state = apply_verb(state, "continue", ENGLISH)
        state = with_reminder(with_early_end(state, ENGLISH), ENGLISH)
        if state.announcement and state.announcement.frames is None:
            state = replace(state, announcement=replace(state.announcement, frames=ANNOUNCED))
        found.append(state)
        assert len(found) < 5_000, "time goes on in steps that are too small"
        state = state.after(min(state.until_change, RATE))
    return [*found, state]


def frames_between(found: list[State]) -> int:
    assert found[0].timer is not None
    assert found[-1].timer is not None
    return found[0].timer - found[-1].timer


def spoken_in_full(found: list[State]) -> bool:
    """Whether every word that began was heard to its end before the fade."""
    fading = next(state for state in found if state.fade_from is not None)
    begun = {cue for state in found if state.runs and (cue := state.speech)}
    return all(cue.end_ms <= fading.at_ms for cue in begun)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("before_fade_ms", [1_000, 47_300, 75_000, 120_000])
def test_it_is_silent_at_the_frame_at_which_the_timer_ends_and_no_word_is_cut(name: str, before_fade_ms: int) -> None:
    found = moments(timed(PLANS[name], before_fade_ms))
    assert (found[-1].phase, found[-1].timer) == ("ended", 0)
    assert frames_between(found) == SLEEP + frames_at(before_fade_ms)
    fading = next(state for state in found if state.fade_from is not None)
    assert fading.fade_from
    assert SLEEP - ANNOUNCED < fading.fade_from <= SLEEP
    assert spoken_in_full(found)


@given(
    name=st.sampled_from([*PLANS]),
    before_fade_ms=st.integers(1_000, 200_000),
    verbs=st.dictionaries(st.integers(0, 60), st.sampled_from([verb for verb in VERBS if verb != "stop"]), max_size=6),
)
def test_whatever_is_asked_for_it_ends_then_and_nothing_sounds_in_the_fade(
    name: str, before_fade_ms: int, verbs: dict[int, Verb]
) -> None:
    found = moments(timed(PLANS[name], before_fade_ms), verbs)
    assert (found[-1].phase, found[-1].timer) == ("ended", 0)
    fading = [state for state in found if state.fade_from is not None and state.phase != "ended"]
    assert not any(state.runs or state.announcement for state in fading)
    assert len({state.at for state in fading}) == 1
    assert all(state.timer > SLEEP - 20 * RATE for state in fading[:1] if state.timer)


@pytest.mark.parametrize("before_fade_ms", range(5_000, 130_000, 12_500))
def test_no_instruction_is_begun_of_which_only_half_would_be_heard(before_fade_ms: int) -> None:
    last = next(state for state in moments(timed(ALONE, before_fade_ms)) if state.fade_from is not None)
    instruction = [
        cue for cue in ALONE.timeline.speech if cue.step == last.step and not ALONE.moments.practice_at(cue.start_ms)
    ]
    assert last.at_ms <= instruction[0].start_ms or last.at_ms >= instruction[-1].end_ms


@pytest.mark.parametrize("before_fade_ms", range(40_000, 130_000, 10_000))
def test_a_caregiver_is_told_between_two_steps_that_it_ends_early_and_what_is_left(before_fade_ms: int) -> None:
    found = moments(timed(CARE, before_fade_ms))
    told = [state for state in found if state.announcement]
    assert told[0].at_ms in CARE.steps
    title = CARE.parts[told[0].step].action.title or ""
    assert {state.announcement.text for state in told if state.announcement} == {ENGLISH and ENGLISH.ends_early(title)}
    assert told[0].timer
    assert told[0].timer >= SLEEP + TELLING
    left = len(CARE.steps) - told[0].step
    assert view_of(told[0]).left_over == f"the timer ends it; left: {left} step{'s' * (left > 1)}, from “{title}” on"
    assert view_of(found[-1]).left_over == view_of(told[0]).left_over


def test_what_it_will_be_told_is_known_before() -> None:
    found = moments(timed(CARE, 60_000))
    told = next(state for state in found if state.announcement)
    assert told.announcement
    assert early_words_ahead(found[len(found) // 10], ENGLISH) == told.announcement.text
    assert early_words_ahead(timed(CARE, 3_600_000), ENGLISH) == ""
    assert early_words_ahead(timed(ALONE, 60_000), ENGLISH) == ""


def test_who_lies_with_closed_eyes_is_told_nothing_that_would_wake_them() -> None:
    found = moments(timed(ALONE, 60_000))
    assert not any(state.announcement for state in found)
    assert view_of(found[-1]).left_over.startswith("the timer ends it; left: ")


@pytest.mark.parametrize("name", ["alone", "caregiver", "bell"])
def test_with_more_time_than_it_takes_all_is_heard_and_the_background_goes_on(name: str) -> None:
    plan = PLANS[name]
    found = moments(timed(plan, 400_000))
    assert found[-1].at_ms == plan.moments.rest_from_ms
    assert view_of(found[-1]).left_over == ""
    resting = [state for state in found if state.at >= state.end]
    assert resting[0].timer
    assert resting[0].timer > SLEEP
    assert all(state.announcement is None and not state.closed for state in found)


def test_a_bell_rings_before_the_fade_or_not_at_all() -> None:
    strokes = [cue for cue in BELL.timeline.cues if cue.sound == "end-bell"]
    assert [stroke.level_db for stroke in strokes] == [-12.0, -3.0]
    begin_ms = strokes[0].start_ms
    for room_ms in (100, 8_100, 15_900, 16_000):
        found = moments(timed(BELL, begin_ms + room_ms))
        assert found[-1].at_ms == (strokes[-1].end_ms if room_ms >= 16_000 else begin_ms)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "stop"])
def test_in_the_fade_only_stop_is_obeyed(verb: Verb) -> None:
    fading = next(state for state in moments(timed(ALONE, 20_000)) if state.fade_from is not None)
    assert apply_verb(fading, verb, ENGLISH) is fading
    assert apply_verb(fading, "stop", ENGLISH).fading == 0


def test_when_the_time_is_up_a_request_for_more_is_answered_by_a_sign() -> None:
    closed = next(state for state in moments(timed(CARE, 60_000)) if state.closed and not state.announcement)
    for verb in ("next", "back", "repeat", "more time"):
        after = apply_verb(closed, verb, ENGLISH)
        assert after.at == closed.at
        assert view_of(after).answer == "the timer ends it"
    assert apply_verb(closed, "softer", ENGLISH).volume_db < closed.volume_db


def test_the_time_left_is_that_of_the_timer() -> None:
    state = replace(timed(ALONE, 20_000), later_ms=60_000)
    assert left_ms(state) == view_of(state).session_left_ms == 200_000
    assert view_of(state).timed
    assert left_ms(replace(state, timer=None, following=("B",))) == ALONE.moments.rest_from_ms + 60_000


HELD = plan_of(
    """
title: Held
steps:
  - {say: Make a fist., do: {rounds: 2, tense: 7s, release: 30s}}
  - {say: Breathe with me., do: {breaths: 6, in: 4s, hold: 2s, out: 6s}}
"""
)


def test_nobody_is_left_with_a_fist_or_a_breath_that_is_held() -> None:
    said = [cue.text for cue in HELD.timeline.speech if cue.step == 1]
    breaths = [cue for cue in HELD.timeline.cues if cue.kind == "breath"]
    assert said.count("And release.") == 2
    for before_fade_ms in range(1_000, HELD.timeline.duration_ms, 1_500):
        last_ms = next(state for state in moments(timed(HELD, before_fade_ms)) if state.fade_from is not None).at_ms
        fists = [cue.text for cue in HELD.timeline.speech if cue.step == 1 and cue.start_ms < last_ms]
        assert fists in ([], said)
        begun = [cue.text for cue in breaths if cue.start_ms < last_ms]
        assert begun == [] or begun[-1] == breaths[-1].text


def test_a_pause_stops_the_timer_and_what_was_asked_for_is_heard_after_it() -> None:
    paused = apply_verb(timed(ALONE, 20_000), "pause", ENGLISH)
    assert paused.after(3_600 * RATE).timer == paused.timer
    assert moments(paused)[-1].at == moments(timed(ALONE, 20_000 - 350))[-1].at > 0, "but for the lead-in"


def test_a_pause_shortly_before_the_end_ends_nothing_early() -> None:
    last = next(state for state in moments(timed(CARE, 400_000)) if state.end - state.at < 8 * RATE and state.runs)
    paused = apply_verb(replace(last, timer=SLEEP + 9 * RATE), "pause", ENGLISH)
    assert moments(paused)[-1].at == paused.end


@pytest.mark.parametrize("verb", ["continue", "pause or continue"])
def test_a_pause_when_the_time_is_up_ends_as_any_other(verb: Verb) -> None:
    closed = next(state for state in moments(timed(CARE, 60_000)) if state.closed and not state.announcement)
    paused = apply_verb(closed, "pause", ENGLISH)
    assert paused.after(RATE).timer == closed.timer
    assert moments(apply_verb(paused, verb, ENGLISH))[-1].timer == 0
