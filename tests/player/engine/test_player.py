from __future__ import annotations

import os
import random
import time
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from unittest.mock import patch

import numpy as np
import pytest

from coach.audio.noise_floor import PEAK_DBFS
from coach.audio.samples import Samples
from coach.errors import MissingPart
from coach.player.devices.outputs import Take
from coach.player.devices.outputs.memory import Memory
from coach.player.engine.notices import BACK, GONE, NO_BACKGROUND
from coach.player.engine.playback_buffer import Chunk
from coach.player.session.commands import VERBS, Verb
from coach.player.session.state import FADE, REMIND, STOP, Announcement, State
from coach.player.session.view import START_DB
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.session import Session, open_player, open_session
from coach.timeline.guide_words import PHRASES
from coach.timeline.plan import Plan
from coach.units import RATE, frames_at
from tests.player.engine.driving import START, Driven, driven, level_db, places_of, roughness, samples_of, wait_for

pytestmark = pytest.mark.session

LONG = """
title: A long rest
background: {sound: BED}
steps:
  - say: Let your shoulders sink.
    do: 20s
  - say: Rest your left hand on the cushion.
    do: {time: 10s, from: 5s, to: 40s}
  - say: Hold it for a while.
    do: until ready
  - say: Count with me.
    do: {times: 3, each: 4s, count: aloud}
  - say: And breathe.
"""
LATENCY = frames_at(150 - 105)
"""Of the 150 ms until something answers, the loudspeaker may take 105."""


def routine_of(text: str) -> Routine:
    return parse_routine(text.encode(), "long.yaml")


PAD, BARE = routine_of(LONG.replace("BED", "warm-pad")), routine_of(LONG.replace("BED", "none"))


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with open_session(PAD) as session:
        yield session


@pytest.fixture(scope="module")
def plain(session: Session) -> Samples:
    """The session as it is exported, at the volume with which it is played."""
    return samples_of(session.mix) * START


def test_without_a_verb_it_is_the_session_that_is_exported(small_session: Session) -> None:
    """To the last bit over a silent background, once the voice is at its level."""
    quiet = small_session.routine.model_copy(
        update={"background": small_session.routine.background.model_copy(update={"sound": "none"})}
    )
    exported = samples_of(open_session(quiet).mix) * START
    with driven(quiet) as played:
        played.settled()
        played.take_all()
        heard = played.heard
        assert (played.player.buffer.missing, played.player.failure, played.player.stopped) == (0, None, False)
        assert played.player.view().mode == "ended"
    assert len(heard) == len(exported)
    assert np.array_equal(heard[FADE:], exported[FADE:])
    assert np.allclose(heard, exported, atol=1e-6)


def test_over_a_background_too_but_for_a_little_of_its_level(small_session: Session) -> None:
    """What it lies at is found from all that may be heard of it: a session that is played can become longer."""
    exported = samples_of(small_session.mix) * START
    with driven(small_session.routine) as played:
        played.settled()
        played.take_all()
        heard = played.heard
    assert len(heard) == len(exported)
    assert np.abs(heard - exported).max() < 10 ** (-70 / 20)


def test_each_word_begins_at_the_frame_of_its_cue(session: Session) -> None:
    with driven(BARE) as played:
        played.settled()
        played.take(frames_at(45_000))
        heard, plan = played.heard, played.state.plan
    spoken = [cue for cue in plan.timeline.speech if cue.end_ms < 45_000]
    assert [cue.start_ms for cue in spoken] == [cue.start_ms for cue in session.timeline.speech][: len(spoken)]
    for cue in spoken:
        assert places_of(session.narrator.clip(cue.text).samples, heard) == [frames_at(cue.start_ms)]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_answered_within_150_ms_whatever_the_session_does(verb: Verb) -> None:
    """Also where half of the answer would go down in the crossfade."""
    with driven(BARE) as played:
        played.settled()
        for ms in (1000, 3300, 4000):
            played.take(frames_at(ms))
            played.ask(verb)
            asked = played.at
            played.take(LATENCY)
            loudest = np.abs(played.heard[asked:]).max()
            assert loudest > 0.02 * 10 ** ((played.state.volume_db - START_DB) / 20)
            if verb == "stop":
                return


def test_a_verb_is_obeyed_while_the_voice_is_busy() -> None:
    """What coach says of its own accord has to be spoken first, and that may take long: nothing waits for it."""
    with driven(BARE) as played:
        played.settled()
        played.take(frames_at(8000))
        narrator = played.track.builder.narrator
        narrator._cache._files.path(narrator._key(PHRASES["en"].time_left(60_000), None)).unlink(missing_ok=True)
        with narrator._utterances._speaking:
            for verb in ("how long", "softer", "how long"):
                before = played.state
                played.player.ask(verb)
                wait_for(lambda before=before: played.state.earcon != before.earcon)  # type: ignore[misc]
                played.take(frames_at(1500))
            assert played.player.buffer.missing == 0
        wait_for(lambda: played.state.announcement and played.state.announcement.frames)
        clip = narrator.clip(played.state.announcement.text if played.state.announcement else "").samples
        played.take_until(lambda state: state.announcement is None)
        (place,) = places_of(clip, played.heard)
        assert place > frames_at(8000)


def test_it_begins_as_softly_as_it_is_asked_to() -> None:
    with driven(BARE, volume_db=-20.0) as played:
        assert played.player.view().volume_db == -20
        played.ask("louder")
        assert played.player.view().volume_db == -18
    heard = {}
    for volume_db in (-20.0, START_DB):
        with driven(PAD, volume_db=volume_db) as played:
            played.settled()
            played.take(4 * RATE)
            heard[volume_db] = level_db(played.heard[2 * RATE :])
    assert heard[START_DB] - heard[-20.0] == pytest.approx(START_DB + 20, abs=0.1)


def test_words_that_are_being_spoken_are_not_spoken_a_second_time_for_who_asks_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    gate = Event()
    with driven(BARE) as played:
        played.settled()
        renderer = played.track.renderer
        worded = renderer.worded

        def late(said: Announcement) -> Announcement | None:
            asked.append(said.text)
            gate.wait(60)
            return worded(said)

        monkeypatch.setattr(renderer, "worded", late)
        for verb in ("how long", "softer", "how long"):
            played.ask(verb)
        wait_for(lambda: asked)
        gate.set()
        wait_for(lambda: played.state.announcement and played.state.announcement.frames is not None)
    assert len(asked) == 1


@pytest.mark.parametrize("verb", ["how long", "next"])
def test_no_word_is_lost_to_a_machine_that_stands_still_while_it_goes_over_to_others(
    session: Session, verb: Verb
) -> None:
    """The device takes a second meanwhile, more than the background alone that leads in to words."""
    with driven(PAD) as played:
        played.settled()
        played.take(frames_at(12_000))
        renderer, busy = played.player._next, [True]

        def late(state: State) -> Chunk:
            begins = state.announcement.frames is not None if state.announcement else state.hold_frames < 0
            if busy and begins and busy.pop():
                played.output.run(RATE)
            return renderer(state)

        with patch.object(played.player, "_next", late):
            played.ask(verb)
            wait_for(lambda: not busy)
        text = played.state.announcement.text if played.state.announcement else session.timeline.speech[1].text
        played.take(10 * RATE)
    assert len(places_of(session.narrator.clip(text).samples, played.heard, 0.9)) == 1


def test_how_long_is_said_over_the_background_and_the_session_goes_on_where_it_was(session: Session) -> None:
    with driven(PAD) as played:
        played.settled()
        played.take(frames_at(12_000))
        before = played.state
        played.ask("how long")
        assert played.player.view().saying == PHRASES["en"].time_left(played.player.view().session_left_ms)
        played.take_until(lambda state: state.announcement is None)
        assert played.state.at == before.at
        clip = session.narrator.clip(PHRASES["en"].time_left(before.end * 1000 // RATE - before.at_ms)).samples
        assert len(places_of(clip, played.heard)) == 1
        over = played.at
        played.take(RATE)
        assert played.state.at > before.at
        assert roughness(played.heard[over - RATE // 50 : over + RATE // 50]) < 1e-4


@pytest.mark.parametrize("seed", range(3))
def test_no_jump_clicks(seed: int, plain: Samples) -> None:
    """A click is far rougher than the roughest word, and than the music without words."""
    rng, verbs = random.Random(seed), [verb for verb in VERBS if verb not in ("stop", "louder")]
    music = roughness(plain[frames_at(10_000) : frames_at(20_000)])
    calm: list[tuple[int, int]] = []
    with driven(PAD) as played:
        played.settled()
        words = roughness(played.track.builder.announcement("About 2 minutes left.")[:, None]) * float(START)
        for _ in range(25):
            before, start = played.state, played.at
            played.ask(rng.choice(verbs))
            played.take(frames_at(rng.randint(10, 3000)))
            if not any(state.speech or state.announcement for state in (before, played.state)):
                calm.append((start - RATE // 100, start + FADE))
            if played.state.phase == "waiting" or played.state.step > 3:
                played.ask(rng.choice(["back", "next"]))
        heard = played.heard
        assert played.player.buffer.missing == 0
    assert roughness(heard) < 1.25 * max(roughness(plain), words)
    assert len(calm) > 5
    assert max(roughness(heard[start:end]) for start, end in calm) < 200 * music


@pytest.mark.parametrize("ms", [0, 160, 280, 450, 800])
def test_what_takes_long_to_think_out_is_gone_over_to_without_a_seam(ms: int, plain: Samples) -> None:
    """The device goes on taking what there is of the old."""
    with driven(PAD) as played:
        played.settled()
        played.take(frames_at(8650))

        def plan(state: State) -> Plan:
            played.output.run(frames_at(ms))
            return state.plan

        played.player.revise(plan)
        played.obeyed()
        played.take(2 * RATE)
        heard = played.heard
        assert played.player.buffer.missing == 0
    assert np.allclose(heard[RATE:], plain[RATE : len(heard)], atol=1e-4)


@pytest.mark.parametrize("verb", ["softer", "pause"])
def test_an_answer_is_heard_once_though_something_changes_while_it_sounds(verb: Verb) -> None:
    heard = []
    for changes in (False, True):
        with driven(PAD) as played:
            played.settled()
            played.take(frames_at(9000))
            played.ask(verb)
            played.take(frames_at(60))
            if changes:
                played.player.revise(lambda state: replace(state.plan))
                played.obeyed()
            played.take(frames_at(440))
            heard.append(played.heard[frames_at(9000) :])
    assert np.abs(heard[1] - heard[0]).max() < 0.1 * np.abs(heard[0]).max()


@pytest.mark.parametrize("ms", [2000, 5000, 15_000])
def test_stop_is_silent_within_two_seconds_and_without_a_click(ms: int, plain: Samples) -> None:
    with driven(PAD) as played:
        played.settled()
        played.take(frames_at(ms))
        played.ask("stop")
        assert played.player.view().mode == "stopping"
        asked = played.at
        played.take_all()
        heard = played.heard
        assert played.player.stopped
    assert STOP <= len(heard) - asked <= 2 * RATE
    assert np.abs(heard[-10:]).max() < 1e-5
    assert roughness(heard[asked - 100 :]) < 1.2 * roughness(plain)


def take_soon(played: Driven) -> None:
    time.sleep(0.05)
    played.take_all()


def test_leaving_in_the_middle_ends_within_half_a_second_and_without_a_click(plain: Samples) -> None:
    with driven(PAD) as played:
        played.settled()
        played.take(frames_at(15_000))
        wait_for(lambda: played.ready)
        device = Thread(target=take_soon, args=(played,))
        device.start()
    device.join()
    heard = played.heard
    assert len(heard) - frames_at(15_000) <= RATE // 2
    assert np.abs(heard[-10:]).max() < 1e-4
    assert roughness(heard[frames_at(15_000) - 100 :]) < 30 * roughness(plain[frames_at(10_000) : frames_at(20_000)])


def test_a_pause_is_quiet_and_the_sentence_is_said_again_from_its_beginning(session: Session) -> None:
    with driven(BARE) as played:
        played.settled()
        played.take(frames_at(5000))
        played.ask("pause")
        asked = played.at
        played.take(3 * RATE)
        assert np.abs(played.heard[asked + FADE + frames_at(500) :]).max() <= 10 ** (PEAK_DBFS / 20)
        played.ask("continue")
        again = played.at
        played.take(4 * RATE)
        (place,) = places_of(session.narrator.clip("Let your shoulders sink.").samples, played.heard[again:])
        assert FADE <= place <= RATE


def test_until_ready_waits_and_reminds_every_minute_and_goes_on_when_asked(session: Session) -> None:
    """The background goes on meanwhile."""
    with driven(PAD) as played:
        played.settled()
        played.take_until(lambda state: state.phase == "waiting")
        halt = played.at
        played.take(round(2.2 * REMIND))
        assert played.state.phase == "waiting"
        assert played.player.view().mode == "waiting"
        heard = played.heard
        reminders = places_of(session.narrator.clip(PHRASES["en"].ready).samples, heard)
        waited = [place - halt for place in reminders]
        assert waited[0] == pytest.approx(REMIND, abs=RATE)
        assert waited[1] == pytest.approx(2 * REMIND, abs=6 * RATE)
        assert len(waited) == 2
        levels = [level_db(piece) for piece in np.array_split(heard[halt:], 130)]
        assert min(levels) > -60
        played.ask("next")
        played.take(3 * RATE)
        assert len(places_of(session.narrator.clip("Count with me.").samples, played.heard[halt:])) == 1
        assert played.player.buffer.missing == 0


def test_a_device_that_is_lost_pauses_and_another_one_stays_silent_until_somebody_asks(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "coach")
    there = [True]

    def device(take: Take) -> Memory:
        return Memory(take, missing=not there[0])

    with driven(BARE, device) as played:
        played.settled()
        played.take(frames_at(5000))
        there[0] = False
        played.output.lost = True
        wait_for(lambda: played.player.view().notice == GONE)
        assert played.player.view().mode == "paused"
        played.player.ask("how long")  # whatever is asked meanwhile, nothing breaks
        played.ask("continue")
        there[0] = True
        wait_for(lambda: played.player.view().notice == BACK)
        played.take(3 * RATE)
        assert played.player.view().mode == "paused"
        assert np.abs(played.output.heard).max() <= 10 ** (PEAK_DBFS / 20)
        played.ask("continue")
        assert (played.player.view().mode, played.player.view().notice) == ("playing", "")
        played.take(4 * RATE)
        assert len(places_of(session.narrator.clip("Let your shoulders sink.").samples, played.output.heard)) == 1
    told = [record for record in caplog.records if "device" in record.getMessage()]
    begins, gone, *retries, back = [(record.levelname, record.getMessage()) for record in told]
    assert begins == back == ("INFO", "the sound device is open, through Memory")
    assert gone == ("WARNING", "the sound device is gone")
    assert len(retries) == 1, "however often it was tried"
    assert {"asked for: how long", "asked for: continue"} <= {*caplog.messages}


def test_a_background_that_can_no_longer_be_read_does_not_end_the_words(tmp_path: Path, session: Session) -> None:
    """It lay on a stick, and somebody pulled it out."""
    file = tmp_path / "waves.wav"
    noise = np.random.default_rng(1).normal(0, 3000, (8 * RATE, 2)).astype("<i2")
    with wave.open(str(file), "wb") as recording:
        recording.setparams((2, 2, RATE, 0, "NONE", "not compressed"))
        recording.writeframes(noise.tobytes())
    with driven(PAD, background=str(file)) as played:
        played.settled()
        played.take(RATE)
        os.truncate(file, 1000)
        played.take(8 * RATE)
        assert played.player.view().notice == NO_BACKGROUND
        asked = played.at
        played.take(RATE)
        assert -110 < level_db(played.heard[asked + RATE // 2 :]) < -80, "the loudspeaker is kept awake"
        played.ask("next")
        played.take(4 * RATE)
        played.ask("stop")
        played.take_all()
        assert played.player.failure is None
        assert "waves.wav" in str(played.player.background_failure)
        heard = played.heard
    for text in ("Let your shoulders sink.", "Rest your left hand on the cushion."):
        assert len(places_of(session.narrator.clip(text).samples, heard)) == 1


def test_whatever_breaks_in_the_player_it_ends_softly_and_tells(
    plain: Samples, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: State) -> Plan:
        raise RuntimeError("a fault of coach")

    with driven(PAD) as played:
        played.settled()
        played.take(frames_at(15_000))
        wait_for(lambda: played.ready)
        played.player.revise(broken)
        wait_for(lambda: played.player.failure)
        begun = played.at
        while not played.player.over.is_set():
            played.output.run(RATE // 100)
            time.sleep(0.001)
        heard = played.heard
    assert str(played.player.failure) == "a fault of coach"
    (told,) = (record for record in caplog.records if record.levelname == "ERROR")
    assert told.exc_info
    assert told.exc_info[1] is played.player.failure
    assert level_db(heard[begun : begun + RATE // 10]) > -60
    assert np.abs(heard[-10:]).max() < 1e-4
    assert len(heard) - begun < RATE
    assert roughness(heard[begun - 100 :]) < 30 * roughness(plain[frames_at(10_000) : frames_at(20_000)])


def test_without_a_device_it_does_not_begin() -> None:
    with (
        pytest.raises(MissingPart, match="coach export"),
        open_player(BARE, open_device=lambda take: Memory(take, missing=True)),
    ):
        pass


def test_a_session_without_a_device_can_be_stopped() -> None:
    there = [True]
    with driven(BARE, lambda take: Memory(take, missing=not there[0])) as played:
        played.settled()
        there[0] = False
        played.output.lost = True
        wait_for(lambda: played.player.view().notice == GONE)
        played.player.ask("stop")
        wait_for(played.player.over.is_set)
        assert played.player.stopped
