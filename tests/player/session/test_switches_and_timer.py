"""What a timer makes of the verbs that are offered to a switch: the one being said is heard, and none after it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.player.session.commands import SWITCHES, Request
from coach.player.session.scan import Scanning
from coach.player.session.state import SLEEP, State
from coach.player.session.switches import apply_request, with_own_words
from coach.player.session.transitions import CANNOT, apply_verb
from coach.player.session.view_of_state import view_of
from coach.timeline.plan import Plan
from coach.units import RATE, frames_at
from tests.player.session.test_state import ENGLISH
from tests.player.session.test_timer import ALONE, CARE, frames_between, timed

pytestmark = pytest.mark.unit

ONE = Scanning(("next", "pause or continue", "more time"), rounds=9)
TWO = replace(ONE, by_itself=False)
SAID = RATE
"""The frames of each verb, with the rests around it."""


def spoken(state: State) -> State:
    """The state with what coach says by itself, whose words are there at once."""
    state = with_own_words(state, ENGLISH)
    said = state.announcement
    return state if said is None or said.frames else replace(state, announcement=replace(said, frames=SAID))


def moments(state: State, press: Request, scanning: Scanning) -> list[State]:
    """All that is heard to the end after a press of a switch."""
    state, found = apply_request(state, press, ENGLISH, scanning), []
    while state.until_change:
        found.append(state := spoken(state))
        state = state.after(min(state.until_change, RATE // 4))
    return [*found, state]


@pytest.mark.parametrize("scanning", [ONE, TWO])
@pytest.mark.parametrize(
    ("plan", "before_fade_ms"), [(ALONE, 2_100), (ALONE, 2_900), (ALONE, 20_300), (CARE, 17_400), (CARE, 30_300)]
)
def test_a_scan_ends_with_the_word_that_is_said_and_the_fade_is_silent(
    scanning: Scanning, plan: Plan, before_fade_ms: int
) -> None:
    found = moments(timed(plan, before_fade_ms), "take", scanning)
    assert frames_between(found) == SLEEP + frames_at(before_fade_ms)
    assert found[0].scan is not None
    ended = next(state for state in found if state.scan is None)
    fading = next(state for state in found if state.fade_from is not None)
    assert fading.fade_from
    assert SLEEP - SAID - RATE < fading.fade_from <= SLEEP, "no waiting for the rest of a scan"
    assert all(state.announcement is None for state in found if state.fade_from is not None)
    last = found[found.index(ended) - 1].announcement
    assert last
    assert last.at + RATE // 4 >= SAID, "and no word is cut"


@pytest.mark.parametrize("switch", SWITCHES)
def test_in_the_fade_a_switch_does_nothing_and_stop_ends_it(switch: Request) -> None:
    fading = next(state for state in moments(timed(ALONE, 5_000), "take", ONE) if state.fade_from is not None)
    assert apply_request(fading, switch, ENGLISH, ONE) is fading
    assert apply_request(fading, "stop", ENGLISH, ONE).fading == 0


def test_when_the_time_is_up_only_what_does_not_lead_on_is_offered() -> None:
    closed = replace(timed(ALONE, 30_000), closed=True)
    refused = apply_request(closed, "take", ENGLISH, replace(ONE, verbs=("next", "more time")))
    assert (refused.scan, refused.announcement, refused.earcon and refused.earcon.name) == (None, None, CANNOT)
    assert view_of(refused).answer == "the timer ends it"
    offered = apply_request(closed, "take", ENGLISH, replace(ONE, verbs=("next", "how long", "stop")))
    assert offered.scan
    assert offered.scan.scanning.verbs == ("how long", "stop")
    paused = apply_request(apply_verb(closed, "pause", ENGLISH), "take", ENGLISH, ONE)
    assert paused.announcement
    assert paused.announcement.text == (ENGLISH and ENGLISH.verbs["continue"])


def test_an_answer_that_is_being_said_is_heard_before_a_timer_ends_it_early() -> None:
    asked = spoken(apply_verb(timed(ALONE, 500), "how long", ENGLISH))
    due = asked.after(frames_at(500))
    assert due.ends_early
    assert spoken(due).announcement == due.announcement
