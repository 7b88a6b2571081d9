from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from coach.audio.loudness import measure
from coach.audio.noise_floor import NoiseFloor
from coach.audio.samples import Samples
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.session import Session, open_session
from coach.sound.background import open_background
from coach.sound.layers import Layers
from coach.sound.level_plan import LevelPlan, plan_levels
from coach.sound.mix import Mix
from coach.sound.profiles import PROFILES
from coach.sound.programme_loudness import at_programme_loudness
from coach.speech.clip import Clip
from coach.timeline.timeline import Cue, Timeline
from coach.units import RATE, frames_at
from tests.sound.going_round import going_round

pytestmark = pytest.mark.session

PODCAST = PROFILES["podcast"]
LONG = """
title: A long rest
beginning: bell
ending: bell
steps:
  - say: Let your shoulders sink, and let your hands grow heavy.
    do: 40s
  - say: Rest your left hand on a cushion, with the palm turned up.
    do: 30s
"""


@pytest.fixture(scope="module")
def long_routine() -> Routine:
    """Bells, and far more rest than words."""
    return parse_routine(LONG.encode(), "long.yaml")


def podcast(routine: Routine, mix: str, sound: str = "warm-pad") -> Session:
    return open_session(routine, profile="podcast", background="none" if mix == "none" else sound, mix=mix)


def before(session: Session) -> LevelPlan:
    """The levels that the words alone would have."""
    background = open_background(session.background, frames_at(session.timeline.duration_ms))
    return plan_levels(
        session.timeline, session.narrator.clip, background, session.profile, session.speech_to_background_lu
    )


def heard(mix: Mix, start_ms: int = 0, end_ms: int | None = None) -> Samples:
    end = mix.frames if end_ms is None else frames_at(end_ms)
    return np.concatenate([block.samples for block in mix.blocks(frames_at(start_ms), end)])


@pytest.fixture(scope="module", params=["calm", "clear", "accessible", "none"])
def level(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=["small", "long"])
def session(request: pytest.FixtureRequest, level: str, small_routine: Routine, long_routine: Routine) -> Session:
    return podcast(small_routine if request.param == "small" else long_routine, level)


def test_a_podcast_is_as_loud_as_directories_ask_for(session: Session) -> None:
    whole = measure(heard(session.mix))
    assert whole.lufs == pytest.approx(-16, abs=0.5)
    assert whole.peak_dbtp <= PODCAST.peak_dbtp


def test_its_voice_is_not_pushed(session: Session) -> None:
    first = before(session)
    up = session.mix.levels.voice.gain_db - first.voice.gain_db
    assert up <= 3 + 1e-9
    moved = [now.lufs - then.lufs for now, then in zip(session.mix.levels.spoken, first.spoken, strict=True)]
    assert moved == pytest.approx([up] * len(moved))
    assert session.mix.levels.voice.ceiling == pytest.approx(10 ** (PODCAST.ceiling_db / 20))


def test_it_says_itself_how_loud_everything_is(session: Session) -> None:
    mix = session.mix
    for cue, spoken, under in zip(mix.timeline.speech, mix.levels.spoken, mix.levels.under_lufs, strict=True):
        assert spoken.lufs == pytest.approx(measure(heard(mix.stem("narration"), cue.start_ms, cue.end_ms)).lufs, abs=1)
        if session.background:
            behind = measure(heard(mix.stem("background"), cue.start_ms, cue.end_ms)).lufs
            assert under == pytest.approx(behind, abs=0.5) or behind == -math.inf


def test_its_words_are_no_less_over_the_background_than_was_asked_for(session: Session) -> None:
    if session.speech_to_background_lu is not None:
        levels = session.mix.levels
        for spoken, under in zip(levels.spoken, levels.under_lufs, strict=True):
            assert spoken.lufs - under >= session.speech_to_background_lu - 1


def test_all_that_is_no_voice_goes_down_together(session: Session) -> None:
    first, levels = before(session), session.mix.levels
    moved = levels.curve.decibels - first.curve.decibels
    if session.background:
        cues, voice = 20 * math.log10(levels.cue_gain / first.cue_gain), levels.voice.gain_db - first.voice.gain_db
        down = voice - moved
        assert cues == pytest.approx(voice - np.minimum(down, 12))
    assert levels.cue_gain <= first.cue_gain * 10 ** (3 / 20)
    assert np.array_equal(levels.curve.frames, first.curve.frames)


def test_the_floor_stays_where_it_is(long_routine: Routine) -> None:
    """Lower, 16 bits would not hold it, and a loudspeaker would fall asleep."""
    mix = podcast(long_routine, "none").mix
    peak = float(np.abs(heard(mix.stem("background"))).max())
    assert 20 * math.log10(peak / NoiseFloor(mix.frames).peak) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("sound", ["none", "warm-pad"])
def test_bells_are_still_heard_around_few_words(sound: str) -> None:
    """Who waits for the bell has to hear it: -50 dB is what nobody does."""
    few = "title: T\nbeginning: bell\nending: bell\nsteps:\n  - say: Rest.\n    do: 10s\n"
    session = open_session(parse_routine(few.encode(), "few.yaml"), profile="podcast", background=sound)
    assert 20 * math.log10(np.abs(heard(session.mix.stem("cues"))).max()) > -50


def tone(text: str, _: int | None = None) -> Clip:
    wave = 0.126 * np.sin(2 * np.pi * 997 * np.arange(5 * RATE) / RATE)
    return Clip(text, np.asarray(wave if text else 0 * wave, np.float32))


def talk(text: str = "x") -> Timeline:
    cues = (Cue(0, 5000, "pause"), Cue(5000, 10_000, "speech", text, 1), Cue(10_000, 15_000, "pause", "", 1))
    return Timeline("T", (*cues, Cue(15_000, 20_000, "speech", text, 2), Cue(20_000, 30_000, "pause")))


def noise(rms_db: float) -> Layers:
    samples = np.random.default_rng(1).standard_normal((30 * RATE, 2)) * 10 ** (rms_db / 20)
    return going_round(samples.astype(np.float32), len(samples))


def levelled(timeline: Timeline, background: Layers, speech_to_background_lu: float) -> LevelPlan:
    return plan_levels(timeline, tone, background, PODCAST, speech_to_background_lu)


def lufs(levels: LevelPlan, background: Layers, timeline: Timeline) -> float:
    return measure(heard(Mix(timeline, levels, background))).lufs


def test_it_goes_down_no_further_than_the_meter_needs() -> None:
    """A decibel more of background, and the meter would count it."""
    timeline, background = talk(), noise(-25)
    first = levelled(timeline, background, 12)
    levels = at_programme_loudness(timeline, first, background, -16)
    assert lufs(levels, background, timeline) == pytest.approx(-16, abs=0.3)
    assert (levels.curve.decibels < first.curve.decibels - 3).all()
    more = replace(levels, curve=replace(levels.curve, decibels=levels.curve.decibels + 1))
    assert lufs(more, background, timeline) < -17


def test_what_the_meter_leaves_out_anyway_is_left_where_it_is() -> None:
    timeline, background = talk(), noise(-25)
    first = levelled(timeline, background, 30)
    levels = at_programme_loudness(timeline, first, background, -16)
    up = levels.voice.gain_db - first.voice.gain_db
    assert 0 < up < 1.5  # for the edges of the words
    assert levels.curve.decibels == pytest.approx(first.curve.decibels + up)
    assert levels.cue_gain == pytest.approx(first.cue_gain * 10 ** (up / 20))


def test_a_session_that_is_as_loud_as_promised_is_left_as_it_is() -> None:
    timeline, background = talk(), noise(-25)
    first = levelled(timeline, background, 30)
    levels = at_programme_loudness(timeline, first, background, lufs(first, background, timeline))
    assert levels.voice.gain_db == first.voice.gain_db
    assert np.array_equal(levels.curve.decibels, first.curve.decibels)
    assert levels.cue_gain == first.cue_gain


@pytest.mark.parametrize("wanted", [-23.0, -20.0])
def test_it_can_be_softer_too(wanted: float) -> None:
    timeline, background = talk(), noise(-25)
    levels = at_programme_loudness(timeline, levelled(timeline, background, 20), background, wanted)
    assert lufs(levels, background, timeline) == pytest.approx(wanted, abs=0.3)


def test_what_cannot_be_had_is_come_as_near_to_as_the_voice_allows() -> None:
    timeline, background = talk(), noise(-25)
    first = levelled(timeline, background, 16)
    levels = at_programme_loudness(timeline, first, background, -5)
    assert levels.voice.gain_db == pytest.approx(first.voice.gain_db + 3)
    assert -14 < lufs(levels, background, timeline) < -11


def test_a_session_in_which_nothing_is_heard_is_left_as_it_is() -> None:
    timeline, silence = talk(""), going_round(np.zeros((RATE, 2), np.float32), 30 * RATE)
    first = levelled(timeline, silence, 16)
    assert at_programme_loudness(timeline, first, silence, -16) is first


def test_a_session_without_a_word_is_as_loud_as_promised_if_three_decibels_do() -> None:
    timeline, background = Timeline("T", (Cue(0, 30_000, "pause"),)), noise(-25)
    first = levelled(timeline, background, 12)
    levels = at_programme_loudness(timeline, first, background, lufs(first, background, timeline) + 2)
    gained = lufs(levels, background, timeline) - lufs(first, background, timeline)
    assert gained == pytest.approx(2, abs=0.3)
