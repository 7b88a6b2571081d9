"""What a screen is told of each kind of moment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.player.session.commands import Verb
from coach.player.session.state import Earcon, State
from coach.player.session.transitions import apply_verb
from coach.player.session.view_of_state import view_of
from coach.routine.loader import parse_routine
from coach.timeline.compiler import plan_routine
from tests.player.session.test_state import ENGLISH, PLAN, SURE, at, later, waiting

pytestmark = pytest.mark.unit

PALM_MS, PALM_SPEECH = PLAN.steps[1], next(cue for cue in PLAN.timeline.speech if cue.text == "Stroke the palm")
DOING = at(PALM_SPEECH.end_ms + 5_000)


def test_before_the_first_step_there_is_none_and_the_first_is_next() -> None:
    view = view_of(State(PLAN, SURE))
    assert (view.title, view.mode, view.step, view.steps) == ("Hands", "playing", 0, 8)
    assert (view.section, view.step_title, view.saying, view.instruction, view.next_title) == ("", "", "", "", "Sit")
    assert (view.step_left_ms, view.session_left_ms) == (4_000, PLAN.timeline.duration_ms)


def test_while_words_are_spoken_they_are_shown() -> None:
    view = view_of(at(PALM_SPEECH.start_ms + 100))
    assert (view.step, view.step_title, view.section) == (2, "Palm", "The left hand")
    assert (view.saying, view.instruction, view.next_title) == ("Stroke the palm", "Stroke the palm", "Hold")
    assert view.practice_left_ms is None


def test_while_the_hands_work_the_instruction_stays_and_it_is_told_how_long_still() -> None:
    view = view_of(DOING)
    assert (view.saying, view.instruction) == ("", "Stroke the palm")
    assert view.practice_left_ms == 25_000
    assert view.step_left_ms == PLAN.steps[2] - DOING.at_ms
    assert view.session_left_ms == PLAN.timeline.duration_ms - DOING.at_ms


def test_words_during_a_practice_are_shown_beside_it() -> None:
    half = next(cue for cue in PLAN.timeline.speech if cue.text == "Half way.")
    view = view_of(at(half.start_ms))
    assert (view.saying, view.instruction) == ("Half way.", "Stroke the palm")


def test_after_the_last_step_there_is_one_more_and_nothing_is_next() -> None:
    view = view_of(at(PLAN.steps[-1] + 1_000))
    assert (view.step, view.steps, view.step_title, view.next_title) == (9, 8, "", "")
    assert view.step_left_ms == view.session_left_ms == 9_000
    assert view_of(at(PLAN.steps[-2])).next_title == ""


def test_what_waits_is_still_being_done() -> None:
    view = view_of(waiting())
    assert (view.mode, view.step, view.step_title, view.saying) == ("waiting", 3, "Hold", "")
    assert (view.instruction, view.practice_left_ms) == ("Hold the left hand.", None)


def test_a_wait_is_one_from_the_end_of_its_words() -> None:
    hold = next(cue for cue in PLAN.timeline.cues if cue.waits)
    modes = [view_of(at(ms)).mode for ms in (hold.start_ms - 1, hold.start_ms, hold.end_ms - 1)]
    assert modes == ["playing", "waiting", "waiting"]


def test_an_instruction_is_the_last_one_that_has_begun_and_that_of_no_other_step() -> None:
    first, second, *_ = PLAN.timeline.speech
    told = [view_of(at(ms)).instruction for ms in (0, first.start_ms, second.start_ms - 1, second.start_ms)]
    assert told == ["", "Sit down.", "Sit down.", "Let your shoulders drop."]
    assert [view_of(at(PLAN.steps[1] + ms)).instruction for ms in (-1, 0)] == [second.text, PALM_SPEECH.text]


@pytest.mark.parametrize(
    ("verb", "sign"),
    [
        ("more time", "+15 s"),
        ("slower", "slower"),
        ("louder", "louder +2 dB"),
        ("softer", "softer −2 dB"),
        ("repeat", "once more"),
        ("pause", ""),
    ],
)
def test_a_verb_leaves_a_sign_for_some_seconds(verb: Verb, sign: str) -> None:
    asked = apply_verb(DOING, verb, ENGLISH)
    assert view_of(asked).answer == sign
    assert view_of(later(asked, 3_900)).answer == sign
    assert view_of(later(asked, 4_100)).answer == ""


def test_a_verb_that_cannot_be_done_says_so_and_what_coach_does_by_itself_leaves_no_sign() -> None:
    loudest = replace(DOING, volume_db=0.0)
    assert view_of(apply_verb(loudest, "louder", ENGLISH)).answer == "it is as loud as it can be"
    assert view_of(apply_verb(waiting(), "more time", ENGLISH)).answer == "it waits for you anyway"
    assert view_of(replace(DOING, earcon=Earcon("heard"))).answer == ""


@pytest.mark.parametrize(
    ("state", "mode"),
    [
        (DOING, "playing"),
        (replace(DOING, paused=True), "paused"),
        (replace(waiting(), paused=True), "paused"),
        (replace(DOING, fading=0), "stopping"),
        (replace(DOING, paused=True, fading=0), "stopping"),
        (replace(DOING, fading=0, phase="ended"), "ended"),
        (later(replace(DOING, fading=0), 3_000), "ended"),
    ],
)
def test_the_mode_is_what_a_listener_would_call_it(state: State, mode: str) -> None:
    assert view_of(state).mode == mode


def test_words_of_coachs_own_are_shown_as_they_are_said() -> None:
    assert view_of(apply_verb(DOING, "how long", ENGLISH)).saying == "About 3 minutes left."


def test_a_step_without_a_title_is_called_by_its_first_words() -> None:
    text = b"title: T\nsteps:\n  - say: One. [pause 1s] Two.\n  - do: 5s\n  - say: Three.\n"
    plan = plan_routine(parse_routine(text, "FILE"), lambda words: 50 * len(words))
    names = [view_of(State(plan, SURE, at=at(ms).at)).next_title for ms in (0, *plan.steps[:3])]
    assert names == ["One.", "", "Three.", ""]


def test_the_loudness_and_what_went_wrong_are_told() -> None:
    view = view_of(replace(DOING, volume_db=-2.0), "The sound device is gone.")
    assert (view.volume_db, view.notice) == (-2.0, "The sound device is gone.")
    assert view_of(DOING).notice == ""
