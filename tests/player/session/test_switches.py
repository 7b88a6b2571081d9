"""Verbs are offered to a switch in time, and a press takes the one that was heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import UsageError
from coach.player.session.commands import SWITCHES, VERBS, Request
from coach.player.session.interruptions import end_after_sentence, fade_fast, say_awaited, silence
from coach.player.session.scan import Scanning
from coach.player.session.state import LEAD, State
from coach.player.session.switches import apply_request, offered_texts, with_own_words
from coach.player.session.view_of_state import view_of
from coach.timeline.guide_words import PHRASES, phrases_of
from coach.units import RATE, frames_at
from tests.kinds import at_most
from tests.player.session.test_state import ENGLISH, START, at, waiting
from tests.player.session.test_transitions import PALM_SPEECH

pytestmark = pytest.mark.unit

ONE = Scanning(("next", "pause or continue", "more time"), pace_ms=2_000, rounds=2)
TWO = replace(ONE, by_itself=False)
PRACTICE = at(PALM_SPEECH.end_ms + 5_000)
SAID = 30_000
"""The frames that each verb takes to be said, with what is around it."""
HEARD_MS = 1_000
"""The time after which a verb has been heard, and somebody can press."""


def press(state: State, request: Request = "take", scanning: Scanning = ONE) -> State:
    return spoken(apply_request(state, request, ENGLISH, scanning))


def spoken(state: State) -> State:
    """The state in which the words that are to be said are there."""
    said = state.announcement
    if said is None or said.frames is not None:
        return state
    return say_awaited(state, 0, said.text, replace(said, frames=SAID))


def moments(state: State, ms: int) -> Iterator[State]:
    """Yield each moment at which something changes, as the player makes them, and the one after some time."""
    frames = frames_at(ms)
    while frames > 0 and state.until_change:
        state = spoken(with_own_words(state, ENGLISH))
        yield state
        step = min(frames, state.until_change)
        state, frames = state.after(step), frames - step
    yield spoken(with_own_words(state, ENGLISH))


def later(state: State, ms: int) -> State:
    return [*moments(state, ms)][-1]


def said_in(state: State, ms: int) -> list[str]:
    """What is said in some time, each time that it begins."""
    each = [moment.announcement for moment in moments(state, ms)]
    return [said.text for said in each if said and said.at == 0]


def test_one_switch_has_the_verbs_said_one_after_another_and_then_there_is_silence() -> None:
    begun = press(PRACTICE)
    assert said_in(begun, 60_000) == ["Next step.", "Pause.", "More time."] * 2
    assert view_of(later(begun, 11_900)).offered == "More time."
    over = later(begun, 12_100)
    assert (over.scan, over.announcement, over.earcon) == (None, None, None)
    assert view_of(over).offered == ""


def test_the_timeline_stands_still_meanwhile_and_goes_on_where_it_was_after_a_moment_of_background() -> None:
    begun = press(PRACTICE)
    assert {moment.at for moment in moments(begun, 11_900)} == {PRACTICE.at}
    assert later(begun, 12_000 + 1_000).at == PRACTICE.at + RATE - LEAD


def test_the_background_goes_on_from_verb_to_verb_without_a_jump() -> None:
    holds = [moment.hold_frames for moment in moments(press(PRACTICE), 11_900)]
    assert holds == sorted(holds)
    assert holds[-1] == pytest.approx(frames_at(11_900), abs=RATE // 100)


@pytest.mark.parametrize("offered", range(6))
def test_a_press_takes_the_verb_that_is_heard(offered: int) -> None:
    during = later(press(PRACTICE), offered * 2_000 + HEARD_MS)
    taken = press(during)
    assert taken.earcon
    assert taken.earcon.verb == ONE.verbs[offered % 3]
    assert (taken.scan, taken.announcement) == (None, None)


def test_a_press_before_anybody_can_know_a_verb_takes_the_one_before_it() -> None:
    early = later(press(PRACTICE), 2_000 + 300)
    assert early.announcement
    assert early.announcement.text == "Pause."
    taken = press(early)
    assert taken.earcon
    assert taken.earcon.verb == "next"


def test_a_press_that_had_to_be_held_takes_the_verb_that_was_heard_when_it_began() -> None:
    held = replace(ONE, late_ms=1_000)
    for accepted_ms, verb in ((2_000 + 900, "next"), (2_000 + 1_800, "pause or continue")):
        taken = press(later(press(PRACTICE, scanning=held), accepted_ms), scanning=held)
        assert taken.earcon
        assert taken.earcon.verb == verb


def test_a_press_before_the_first_verb_was_heard_takes_nothing_and_the_scan_goes_on() -> None:
    waits = apply_request(PRACTICE, "take", ENGLISH, ONE)
    assert apply_request(waits.after(RATE), "take", ENGLISH, ONE).scan is not None, "it is still being synthesised"
    begun = press(PRACTICE)
    again = press(later(begun, 200))
    assert again.scan is not None
    assert said_in(again, 60_000)[:2] == ["Pause.", "More time."]


def test_two_switches_step_and_take_in_ones_own_time() -> None:
    begun = press(PRACTICE, "step", TWO)
    assert said_in(begun, 11_000) == ["Next step."]
    stepped = press(press(later(begun, 9_000), "step", TWO), "step", TWO)
    assert stepped.announcement
    assert stepped.announcement.text == "More time."
    taken = press(stepped, "take", TWO)
    assert taken.earcon
    assert taken.earcon.verb == "more time", "who steps knows what comes, and need not hear it out"
    assert press(stepped, "step", TWO).announcement == begun.announcement, "it goes round"


def test_what_nobody_takes_is_forgotten_after_as_long_as_all_rounds_take() -> None:
    begun = press(PRACTICE, "step", TWO)
    assert later(begun, 11_900).scan is not None
    assert later(begun, 12_100).scan is None


def test_either_of_two_switches_begins() -> None:
    assert press(PRACTICE, "take", TWO) == press(PRACTICE, "step", TWO)


def test_a_word_that_takes_longer_than_the_pace_is_said_to_its_end() -> None:
    hasty = replace(ONE, pace_ms=100)
    begun = press(PRACTICE, scanning=hasty)
    assert begun.announcement
    assert begun.announcement.frames == SAID


def test_one_button_is_offered_as_what_it_does() -> None:
    only = Scanning(("pause or continue",))
    for state, words in ((PRACTICE, "Pause."), (replace(PRACTICE, paused=True), "Go on."), (waiting(), "Go on.")):
        begun = press(state, scanning=only)
        assert begun.announcement
        assert begun.announcement.text == words


def test_a_session_that_is_paused_stays_so_and_one_that_waits_goes_on_waiting() -> None:
    paused = later(press(replace(PRACTICE, paused=True)), 60_000)
    assert (paused.paused, paused.at, paused.scan) == (True, PRACTICE.at, None)
    assert (waits := later(press(waiting()), 20_000)).phase == "waiting"
    assert waits.scan is None
    gone = press(later(press(waiting()), HEARD_MS))
    assert (gone.phase, gone.step) == ("playing", waiting().step + 1)


def test_a_sentence_that_is_cut_short_is_said_again_from_its_beginning() -> None:
    assert press(at(PALM_SPEECH.start_ms + 300)).at == frames_at(PALM_SPEECH.start_ms)


@pytest.mark.parametrize("verb", VERBS)
def test_any_verb_from_elsewhere_ends_the_scan(verb: Request) -> None:
    during = later(press(PRACTICE), 2_500)
    after = apply_request(during, verb, ENGLISH, ONE)
    assert after.scan is None
    assert said_in(spoken(after), 30_000)[1:] == []


def test_what_ends_or_silences_a_session_ends_the_scan() -> None:
    during = later(press(PRACTICE), 2_500)
    for change in (silence, end_after_sentence, fade_fast):
        assert said_in(change(during), 30_000) == []
    assert apply_request(during, "stop", ENGLISH, ONE).fading == 0


def test_a_switch_does_nothing_where_nothing_is_scanned_or_all_is_over() -> None:
    ended = replace(START, phase="ended")
    for switch in SWITCHES:
        assert apply_request(PRACTICE, switch, ENGLISH, None) is PRACTICE
        assert apply_request(ended, switch, ENGLISH, ONE) is ended


def test_in_a_language_without_words_a_press_does_the_first_verb() -> None:
    after = apply_request(PRACTICE, "take", phrases_of("ku"), ONE)
    assert after == apply_request(PRACTICE, "next", None, None)


def test_a_voice_that_cannot_say_the_verbs_has_a_press_do_the_first_one() -> None:
    begun = apply_request(PRACTICE, "take", ENGLISH, ONE)
    assert begun.announcement
    after = say_awaited(begun, 0, begun.announcement.text, None)
    assert (after.step, after.scan) == (PRACTICE.step + 1, None)
    assert after.earcon
    stepped = apply_request(later(press(PRACTICE, "step", TWO), HEARD_MS), "step", ENGLISH, TWO)
    assert stepped.announcement
    assert say_awaited(stepped, 0, stepped.announcement.text, None).step == PRACTICE.step, "nobody asked for a verb"


@pytest.mark.parametrize("language", PHRASES)
def test_every_language_can_say_each_verb_in_words_of_its_own(language: str) -> None:
    every = tuple(verb for verb in VERBS if verb not in ("pause", "continue"))
    texts = offered_texts(phrases_of(language), Scanning(every))
    assert len({*texts}) == len(VERBS) - 1
    assert all(text.strip() == text and text.endswith((".", "?")) for text in texts)


requests = st.lists(st.tuples(st.sampled_from([*SWITCHES, *SWITCHES, *VERBS]), st.integers(0, 5_000)), max_size=12)


@at_most(60)
@given(requests, st.sampled_from([ONE, TWO]))
def test_whatever_is_pressed_a_scan_always_ends_by_itself_and_says_only_what_can_be_taken(
    pressed: list[tuple[Request, int]], scanning: Scanning
) -> None:
    texts, state = offered_texts(ENGLISH, scanning), PRACTICE
    for request, ms in pressed:
        state = press(later(state, ms), request, scanning)
        assert state.scan is None or (state.announcement is not None and state.announcement.text in texts)
    assert later(state, 12_500).scan is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"verbs": ("nxt",)}, "there is no verb 'nxt'; did you mean 'next'"),
        ({"verbs": ("take",)}, "there is no verb 'take'; there are: pause, "),
        ({"verbs": ()}, "give it a verb at least"),
        ({"pace_ms": 0}, "a pace of more than 0 ms"),
        ({"rounds": 0}, "a round at least"),
    ],
    ids=str,
)
def test_what_nobody_could_scan_by_is_refused(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Scanning(**wrong)
