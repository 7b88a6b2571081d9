"""Verbs that are offered to a switch are heard: softly, in time, over a background that goes on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from coach.player.session.commands import Request
from coach.player.session.scan import Scanning
from coach.player.session.state import ANNOUNCEMENT_LEAD
from coach.player.session.switches import SOFT_DB
from coach.routine.loader import parse_routine
from coach.session import Session, open_session
from coach.timeline.guide_words import PHRASES
from coach.units import RATE, frames_at
from tests.player.engine.driving import START, Driven, driven, level_db, places_of, roughness, wait_for

pytestmark = pytest.mark.session

LONG = """
title: A long rest
background: {sound: BED}
steps:
  - {say: Let your shoulders sink., do: 60s}
  - {say: Rest your left hand on the cushion., do: 60s}
"""
PAD, BARE = (parse_routine(LONG.replace("BED", bed).encode(), "long.yaml") for bed in ("warm-pad", "none"))
ONE = Scanning(("next", "pause or continue", "how long"), pace_ms=2_000, rounds=2)
PACE = frames_at(2_000)
WORDS = PHRASES["en"].verbs


def begin(played: Driven, switch: Request = "take") -> None:
    """Press a switch, and wait until the words are there; nothing is taken meanwhile."""
    played.ask(switch)
    wait_for(lambda: played.state.announcement and played.state.announcement.frames is not None)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with open_session(BARE, engine="system") as session:
        yield session


def test_each_verb_begins_at_the_pace_softer_than_the_voice_and_then_there_is_silence(session: Session) -> None:
    with driven(BARE, scanning=ONE, engine="system") as played:
        played.settled()
        played.take(frames_at(12_000))
        begin(played)
        asked = played.at
        played.take(8 * PACE)
        heard = played.heard[asked:]
        assert played.player.buffer.missing == 0
        assert played.state.scan is None
    for at, verb in enumerate(("next", "pause", "how long")):
        clip = session.narrator.clip(WORDS[verb]).samples
        places = places_of(clip, heard, likeness=0.9)
        expected = [at * PACE + ANNOUNCEMENT_LEAD, (at + 3) * PACE + ANNOUNCEMENT_LEAD]
        assert places == pytest.approx(expected, abs=RATE // 100), verb
        said = heard[places[0] : places[0] + len(clip)]
        voice = np.float32(10 ** (played.track.builder._voice.gain_db / 20)) * START * clip
        assert level_db(said) - level_db(np.stack([voice, voice], 1)) == pytest.approx(SOFT_DB, abs=1.5)
    assert level_db(heard[6 * PACE + RATE // 10 : 7 * PACE]) < -70, "only the floor that keeps a loudspeaker awake"


def test_the_background_goes_on_and_nothing_clicks(session: Session) -> None:
    with driven(PAD, scanning=ONE, engine="system") as played:
        played.settled()
        played.take(frames_at(12_000))
        before = played.heard[-2 * RATE :]
        begin(played)
        asked = played.at
        played.take(7 * PACE)
        heard = played.heard[asked:]
    windows = heard[: len(heard) // RATE * RATE].reshape(-1, RATE // 2, 2)
    assert min(map(level_db, windows)) > level_db(before) - 12
    assert roughness(heard) < 2.5 * max(
        roughness(before), roughness(session.narrator.clip(WORDS["next"]).samples * 0.2)
    )


def test_a_press_takes_the_verb_that_is_heard_when_the_device_takes_it() -> None:
    with driven(BARE, scanning=ONE, engine="system") as played:
        played.settled()
        played.take(frames_at(12_000))
        begin(played)
        assert played.player.view().saying == "Next step."
        played.take(PACE + RATE)
        assert played.player.view().saying == "Pause."
        played.ask("take")
        assert played.state.paused
        assert not played.player.stopped
        begin(played)
        played.take(PACE + RATE)
        assert played.player.view().saying == "Go on."


def test_two_switches_step_and_take() -> None:
    with driven(BARE, scanning=Scanning(("next", "stop"), by_itself=False), engine="system") as played:
        played.settled()
        played.take(frames_at(12_000))
        begin(played, "step")
        begin(played, "step")
        played.ask("take")
        played.take_all()
        assert played.player.stopped


def test_a_switch_works_before_all_words_of_the_session_are_there() -> None:
    with driven(BARE, scanning=ONE, engine="system") as played:
        played.take(RATE // 2)
        begin(played)
        played.take(RATE)
        played.ask("take")
        assert played.state.step == 1
