"""Who asks for another step means the one that was heard then: none is ever skipped that nobody heard."""

from __future__ import annotations

import pytest

from coach.player.session.state import Earcon, State
from coach.player.session.transitions import HEARD, apply_verb
from coach.units import frames_at
from tests.player.session.test_state import ENGLISH, PLAN, at, later

pytestmark = pytest.mark.unit

STEP = 3
START_MS = PLAN.steps[STEP - 1]


def by_itself(ms: int) -> State:
    """The step, so long after it has begun by itself."""
    state = later(at(START_MS - 200), 200 + ms)
    assert state.step == STEP
    return state


@pytest.mark.parametrize(("ms", "ago_ms"), [(0, 0), (250, 0), (250, 2_500), (2_700, 2_500)])
def test_next_means_the_step_that_is_over_meanwhile(ms: int, ago_ms: int) -> None:
    state = by_itself(ms)
    asked = apply_verb(state, "next", ENGLISH, ago_ms)
    assert (asked.step, asked.at, asked.earcon) == (STEP, state.at, Earcon(HEARD, verb="next"))


@pytest.mark.parametrize(("ms", "ago_ms"), [(400, 0), (2_900, 2_500)])
def test_next_later_than_that_goes_on(ms: int, ago_ms: int) -> None:
    assert apply_verb(by_itself(ms), "next", ENGLISH, ago_ms).step == STEP + 1


def test_repeat_means_the_step_that_is_over_meanwhile() -> None:
    assert apply_verb(by_itself(1_000), "repeat", ENGLISH, 2_500).at == frames_at(PLAN.steps[STEP - 2])


def test_next_upon_next_goes_two_steps_on() -> None:
    state = at(START_MS + 5_000)
    assert apply_verb(apply_verb(state, "next", ENGLISH, 2_500), "next", ENGLISH, 2_500).step == STEP + 2


def test_a_step_after_which_somebody_jumped_begins_by_itself_again() -> None:
    back = apply_verb(by_itself(1_000), "back", ENGLISH)
    again = later(back, (START_MS - back.at_ms) + 600)
    assert again.step == STEP
    assert apply_verb(again, "next", ENGLISH, 2_500).step == STEP
