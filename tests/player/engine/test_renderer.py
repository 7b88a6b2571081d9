from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from coach.audio.noise_floor import PEAK_DBFS
from coach.audio.samples import Samples
from coach.player.engine.playback_buffer import Chunk
from coach.player.engine.renderer import Renderer
from coach.player.engine.scene import SceneBuilder
from coach.player.engine.speech_prefetch import first_plan
from coach.player.session.state import (
    ANNOUNCEMENT_LEAD,
    ANNOUNCEMENT_TAIL,
    LEAD,
    STOP,
    Announcement,
    Earcon,
    State,
)
from coach.routine.loader import parse_routine
from coach.session import Session, open_session
from coach.sound.background import open_background
from coach.sound.profiles import PROFILES
from coach.units import RATE, frames_at
from tests.player.engine.driving import START, level_db, roughness, samples_of

pytestmark = pytest.mark.unit

ROUTINE = parse_routine(
    b"""
title: A rest
background: {sound: warm-pad}
steps:
  - say: Let your shoulders sink.
    do: 6s
  - say: Rest your hand.
    do: until ready
  - say: Breathe.
""",
    "rest.yaml",
)
LEFT = "About one minute left."
SHORT = frames_at(100)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with open_session(ROUTINE) as session:
        yield session


@pytest.fixture(scope="module")
def mix(session: Session) -> Samples:
    return samples_of(session.mix)


@pytest.fixture(scope="module")
def builder(session: Session) -> SceneBuilder:
    background = open_background(session.background, frames_at(session.timeline.duration_ms))
    builder = SceneBuilder(session.narrator, background, PROFILES["session"], session.speech_to_background_lu)
    builder.level(first_plan(ROUTINE, session.narrator, None, PROFILES["session"].margins))
    return builder


@pytest.fixture(scope="module")
def beginning(session: Session, builder: SceneBuilder) -> State:
    plan = first_plan(ROUTINE, session.narrator, None, PROFILES["session"].margins)
    return State(plan, builder.scene(plan).spoken_until)


@pytest.fixture(scope="module")
def renderer(builder: SceneBuilder, beginning: State) -> Renderer:
    return Renderer(builder, builder.scene(beginning.plan))


def chunks(renderer: Renderer, state: State, frames: int) -> Iterator[Chunk]:
    """As the player asks for them."""
    while frames > 0:
        chunk = renderer.chunk(state)
        assert 0 < len(chunk.samples) <= min(RATE, state.until_change)
        yield chunk
        frames -= len(chunk.samples)
        state = state.after(len(chunk.samples))


def rendered(renderer: Renderer, state: State, frames: int) -> Samples:
    pieces = [chunk.samples for chunk in chunks(renderer, state, frames)]
    return np.concatenate(pieces)[:frames]


def waiting(state: State) -> State:
    """At the first frame of waiting for the listener."""
    while state.phase == "playing":
        state = state.after(state.until_change)
    assert state.phase == "waiting"
    return state


def loudness_of(samples: Samples) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """In dB, of each tenth of a second."""
    pieces = np.array_split(samples, max(1, len(samples) // SHORT))
    return np.array([level_db(piece) for piece in pieces])


def test_while_it_plays_it_is_the_mix_to_the_last_bit(renderer: Renderer, beginning: State, mix: Samples) -> None:
    assert beginning.spoken_until == beginning.end == len(mix)
    for start in (0, 12_345, frames_at(5000), frames_at(8000) + 1):
        frames = min(3 * RATE, waiting(beginning).at - start)
        heard = rendered(renderer, replace(beginning, at=start), frames)
        assert np.array_equal(heard, mix[start : start + frames] * START)


@pytest.mark.parametrize("volume_db", [0.0, -6.0, -30.0])
def test_the_volume_is_that_of_everything(renderer: Renderer, beginning: State, mix: Samples, volume_db: float) -> None:
    at = frames_at(5000)
    heard = rendered(renderer, replace(beginning, at=at, volume_db=volume_db), RATE)
    assert np.array_equal(heard, mix[at : at + RATE] * np.float32(10 ** (volume_db / 20)))


def test_what_is_rendered_may_be_changed(renderer: Renderer, beginning: State) -> None:
    renderer.chunk(beginning).samples[:] = 1
    assert np.abs(renderer.chunk(beginning).samples).max() < 0.5


@pytest.mark.parametrize("ms", [1000, 3650, 6700, 9000])
def test_before_it_goes_on_only_the_background_is_heard_and_leads_there_without_a_seam(
    renderer: Renderer, beginning: State, session: Session, ms: int
) -> None:
    """Where nobody speaks, the lead is the same background that the mix has there."""
    at = frames_at(ms)
    heard = rendered(renderer, replace(beginning, at=at, hold_frames=-LEAD), LEAD + RATE // 2)
    plain = samples_of(session.mix.stem("background"))[at - LEAD : at + RATE // 2] * START
    assert roughness(heard[LEAD - 100 : LEAD + 100]) < 4 * roughness(plain)
    seam = heard[LEAD - SHORT : LEAD + SHORT]
    assert loudness_of(seam) == pytest.approx(loudness_of(plain[LEAD - SHORT : LEAD + SHORT]), abs=1.0)
    assert np.abs(np.diff(seam, axis=0)).max() < 1.05 * np.abs(np.diff(plain, axis=0)).max()


def test_while_it_waits_the_background_goes_on_without_a_seam(
    renderer: Renderer, beginning: State, mix: Samples
) -> None:
    halt = waiting(beginning)
    before = mix[halt.at - RATE : halt.at] * START
    heard = np.concatenate((before, rendered(renderer, halt, 8 * RATE)))
    assert roughness(heard) < 4 * roughness(before)
    assert np.abs(np.diff(heard, axis=0)).max() < 1.5 * np.abs(np.diff(before, axis=0)).max()
    first, then = loudness_of(heard[RATE - SHORT : RATE + SHORT])
    assert then == pytest.approx(first, abs=1.0)
    assert loudness_of(heard).min() > loudness_of(before).min() - 6  # the pad itself breathes


def test_a_pause_is_quiet_but_the_loudspeaker_stays_awake(renderer: Renderer, beginning: State) -> None:
    heard = rendered(renderer, replace(beginning, at=frames_at(5000), paused=True), 3 * RATE)
    assert np.abs(heard).max() <= 10 ** (PEAK_DBFS / 20)
    assert heard.reshape(30, -1).any(axis=1).all()


def test_after_the_end_there_is_the_same_quiet(renderer: Renderer, beginning: State) -> None:
    ended = replace(beginning, phase="ended", at=beginning.end)
    assert len(renderer.chunk(ended).samples) == 0


def test_words_in_between_are_as_loud_as_the_routine_s_over_the_background(
    renderer: Renderer, beginning: State, session: Session
) -> None:
    frames = renderer.announcement_frames(Announcement(LEFT))
    there = replace(beginning, at=frames_at(9000), announcement=Announcement(LEFT, frames))
    heard, bed = (
        rendered(renderer, there, frames),
        rendered(renderer, replace(there, announcement=Announcement("")), frames),
    )
    words = heard - bed
    assert np.abs(words[:ANNOUNCEMENT_LEAD]).max() == np.abs(words[-ANNOUNCEMENT_TAIL:]).max() == 0
    clip = words[ANNOUNCEMENT_LEAD:-ANNOUNCEMENT_TAIL]
    cue = session.timeline.speech[0]
    narration = samples_of(session.mix.stem("narration"))[frames_at(cue.start_ms) : frames_at(cue.end_ms)] * START
    assert level_db(clip) == pytest.approx(level_db(narration), abs=2.5)
    assert level_db(clip) - level_db(bed) > 10
    spoken = session.narrator.clip(LEFT).samples
    assert np.corrcoef(clip[:, 0], spoken)[0, 1] > 0.999


def test_words_in_between_that_are_not_there_yet_leave_the_background(renderer: Renderer, beginning: State) -> None:
    there = replace(beginning, at=frames_at(9000), announcement=Announcement(LEFT))
    heard = rendered(renderer, there, 2 * RATE)
    assert level_db(heard) < level_db(rendered(renderer, replace(beginning, at=frames_at(4000)), 2 * RATE)) - 6
    assert heard.any(axis=1).mean() > 0.99


def test_where_words_in_between_begin_and_end_the_background_finds_over(renderer: Renderer, beginning: State) -> None:
    """It lies deeper under them, and goes on elsewhere after them: neither is a step."""
    halt, frames = waiting(beginning), renderer.announcement_frames(Announcement(LEFT))
    *_, before = chunks(renderer, halt, RATE)
    after = before.state.after(len(before.samples))
    begun = renderer.crossfade_background(
        before, renderer.chunk(replace(after, announcement=Announcement(LEFT, frames)))
    )
    *_, last = chunks(renderer, begun.state, frames)
    going_on = last.state.after(len(last.samples))
    assert going_on.announcement is None
    ended = renderer.crossfade_background(last, renderer.chunk(replace(going_on, hold_frames=-LEAD)))
    plain = roughness(before.samples)
    for one, other in ((before, begun), (last, ended)):
        seam = np.concatenate((one.samples[-SHORT:], other.samples[:SHORT]))
        assert roughness(seam) < 4 * plain
        first, then = loudness_of(seam)
        assert then == pytest.approx(first, abs=1.5)


@pytest.mark.parametrize("name", ["heard", "cannot"])
def test_an_answer_is_heard_at_once_over_whatever_sounds(renderer: Renderer, beginning: State, name: str) -> None:
    plain = replace(beginning, at=frames_at(9000))
    heard = rendered(renderer, replace(plain, earcon=Earcon(name)), RATE) - rendered(renderer, plain, RATE)
    assert np.abs(heard[:2]).max() < 1e-3
    assert level_db(heard[: frames_at(60)]) > level_db(rendered(renderer, plain, RATE)) - 6
    assert np.abs(heard[frames_at(500) :]).max() < 1e-6
    later = renderer.earcon(replace(plain, earcon=Earcon(name, at=1000)), 5000)
    assert np.allclose(later, heard[1000:6000], atol=1e-6)


def test_the_answers_differ(renderer: Renderer, beginning: State) -> None:
    yes, no = (renderer.earcon(replace(beginning, earcon=Earcon(name)), RATE // 2) for name in ("heard", "cannot"))
    assert abs(np.corrcoef(yes[:, 0], no[:, 0])[0, 1]) < 0.3


def test_a_session_that_is_stopped_fades_softly_into_silence(renderer: Renderer, beginning: State) -> None:
    stopped = replace(beginning, at=frames_at(8000), fading=0)
    heard, plain = rendered(renderer, stopped, STOP), rendered(renderer, replace(stopped, fading=None), STOP)
    gains = [np.abs(one).sum() / np.abs(other).sum() for one, other in zip(parts(heard), parts(plain), strict=True)]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > 0.95
    assert gains[-1] < 0.01
    assert np.abs(heard[-1]).max() < 1e-6
    assert roughness(heard) < 4 * roughness(plain)
    assert STOP <= 2 * RATE


def parts(samples: Samples) -> list[Samples]:
    return np.array_split(samples, 20)


def test_words_in_between_that_cannot_be_said_are_none_and_are_logged(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: str) -> Samples:
        raise RuntimeError("a fault of coach")

    monkeypatch.setattr(renderer._builder, "announcement", broken)
    assert renderer.worded(Announcement(LEFT)) is None
    (told,) = caplog.records
    assert (told.levelname, told.getMessage(), bool(told.exc_info)) == ("WARNING", f"{LEFT!r} cannot be said", True)
