"""Functions that watch a playback."""

from __future__ import annotations

import logging

import pytest

from coach.player.engine.watchers import Watchers
from coach.player.session.state import State
from coach.routine.loader import parse_routine
from coach.timeline.compiler import plan_routine
from tests.player.engine.driving import driven, wait_for

pytestmark = pytest.mark.session

ROUTINE = parse_routine(b"title: T\nbackground: {sound: none}\nsteps: [{say: Rest., do: 9s}]\n", "r.yaml")
STATE = State(plan_routine(ROUTINE, lambda text: 50 * len(text)), 0)


def fails(_: State) -> None:
    raise KeyError("somebody else's fault")


def test_one_that_fails_is_told_no_more_and_the_others_are(caplog: pytest.LogCaptureFixture) -> None:
    told: list[State] = []
    watchers = Watchers(fails)
    watchers.append(told.append)
    watchers.tell(STATE)
    watchers.tell(STATE)
    assert told == [STATE, STATE]
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert record.getMessage() == "a function that watches the player fails, and is not called again"


def test_a_fault_in_one_ends_no_session() -> None:
    with driven(ROUTINE, engine="silent", on_moment=fails) as played:
        played.take_until(lambda state: state.at_ms > 2_000)
        wait_for(lambda: played.ready)
        assert played.player.view().mode == "playing"
        assert played.player.failure is None
