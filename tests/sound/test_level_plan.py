from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from coach.audio.loudness import HOP, integrated, measure
from coach.audio.noise_floor import NoiseFloor
from coach.audio.samples import Samples
from coach.routine.background_options import LEVELS
from coach.session import Session
from coach.sound.background import Background, open_background
from coach.sound.ducking import ALONE
from coach.sound.layers import Layers
from coach.sound.level_plan import LevelPlan, plan_levels
from coach.sound.mix import Mix
from coach.sound.profiles import PROFILES, Profile
from coach.sound.sound_library import SOUNDS
from coach.speech.clip import Clip
from coach.timeline.timeline import Cue, Timeline
from coach.units import RATE, frames_at
from tests.audio.metering import metered
from tests.sound.going_round import going_round

pytestmark = pytest.mark.session

SESSION = PROFILES["session"]
OVER = pytest.mark.parametrize("speech_to_background_lu", LEVELS.values(), ids=LEVELS)
PROFILE = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


@pytest.fixture(scope="module", params=SOUNDS)
def sound(request: pytest.FixtureRequest) -> Background:
    return opened(request.param)


@lru_cache
def opened(name: str) -> Background:
    return open_background(SOUNDS[name], 60 * RATE)


def mixed(
    session: Session, background: Background, speech_to_background_lu: float | None, profile: Profile = SESSION
) -> Mix:
    levels = plan_levels(session.timeline, session.narrator.clip, background, profile, speech_to_background_lu)
    return Mix(session.timeline, levels, background)


def heard(mix: Mix, start_ms: int = 0, end_ms: int | None = None) -> Samples:
    end = mix.frames if end_ms is None else frames_at(end_ms)
    return np.concatenate([block.samples for block in mix.blocks(frames_at(start_ms), end)])


def lufs(mix: Mix, stem: str, cue: Cue) -> float:
    """Of a stem in the time of a cue, by ffmpeg's own meter."""
    return measure(heard(mix.stem(stem), cue.start_ms, cue.end_ms)).lufs


@OVER
def test_each_word_is_so_far_over_the_background_as_was_asked_for(
    small_session: Session, sound: Background, speech_to_background_lu: float
) -> None:
    mix = mixed(small_session, sound, speech_to_background_lu)
    cues = [cue for cue in small_session.timeline.speech if cue.end_ms - cue.start_ms >= 500]
    assert len(cues) == 4
    for cue in cues:
        assert lufs(mix, "narration", cue) - lufs(mix, "background", cue) == pytest.approx(
            speech_to_background_lu, abs=1
        )


@OVER
def test_it_says_itself_how_loud_it_is_under_each_word(
    small_session: Session, sound: Background, speech_to_background_lu: float
) -> None:
    mix = mixed(small_session, sound, speech_to_background_lu)
    for cue, under in zip(mix.timeline.speech, mix.levels.under_lufs, strict=True):
        assert under == pytest.approx(lufs(mix, "background", cue), abs=0.5)


@PROFILE
def test_the_words_are_so_far_over_the_background_in_every_profile(small_session: Session, profile: Profile) -> None:
    mix = mixed(small_session, opened("rain"), 12, profile)
    for cue in mix.timeline.speech:
        assert lufs(mix, "narration", cue) - lufs(mix, "background", cue) == pytest.approx(12, abs=1)


@OVER
def test_speech_as_a_whole_is_at_its_level(
    small_session: Session, sound: Background, speech_to_background_lu: float
) -> None:
    """Its words, one after the other."""
    narration = mixed(small_session, sound, speech_to_background_lu).stem("narration")
    words = [heard(narration, cue.start_ms, cue.end_ms) for cue in small_session.timeline.speech]
    assert measure(np.concatenate(words)).lufs == pytest.approx(-18, abs=0.3)


@OVER
def test_alone_the_background_is_a_little_louder(sound: Background, speech_to_background_lu: float) -> None:
    mix = Mix(TALK, plan_levels(TALK, tone, sound, SESSION, speech_to_background_lu), sound)
    alone = heard(mix.stem("background"), 16_500, 27_000)
    assert measure(alone).lufs == pytest.approx(-18 - speech_to_background_lu + ALONE, abs=2)


@PROFILE
def test_the_mix_stays_under_what_its_profile_promises(
    small_session: Session, sound: Background, profile: Profile
) -> None:
    blocks = mixed(small_session, sound, min(LEVELS.values()), profile).blocks()
    assert metered(*(block.samples for block in blocks)).peak_dbtp <= profile.peak_dbtp


@PROFILE
def test_no_word_could_go_over_it_over_whatever_part_of_a_background(sound: Background, profile: Profile) -> None:
    """Not even where the highest sample of a clip met the highest one of the background."""
    speech = profile.speech if profile.unit == "LUFS" else profile.speech + 2
    base = 10 ** ((speech - min(LEVELS.values()) - integrated(sound.powers)) / 20)
    assert 20 * math.log10(10 ** (profile.ceiling_db / 20) + base * sound.peak) < profile.peak_dbtp


def noise(*parts: tuple[float, float]) -> Layers:
    """Noise of so many seconds at such an RMS in decibels, each after the other."""
    random = np.random.default_rng(1)
    pieces = [random.standard_normal((round(seconds * RATE), 2)) * 10 ** (rms / 20) for seconds, rms in parts]
    samples = np.concatenate(pieces).astype(np.float32)
    return going_round(samples, len(samples))


def talk(*times_ms: tuple[int, int], end_ms: int = 60_000) -> Timeline:
    """Speech from each of these times to the next, and rest."""
    cues, now = [], 0
    for start, end in times_ms:
        cues += [Cue(now, start, "pause"), Cue(start, end, "speech", "x", 1)]
        now = end
    return Timeline("T", (*cues, Cue(now, end_ms, "pause")))


def tone(text: str, _: int | None = None) -> Clip:
    """A voice of 5 s that is as loud as can be wished."""
    assert text == "x"
    return Clip(text, np.asarray(0.126 * np.sin(2 * np.pi * 997 * np.arange(5 * RATE) / RATE), np.float32))


TALK = talk((10_000, 15_000), (30_000, 35_000))


def test_a_quiet_passage_is_brought_up_under_a_word_by_four_decibels_at_most() -> None:
    quiet = noise((25, -25), (15, -45), (20, -25))
    levels = plan_levels(TALK, tone, quiet, SESSION, 12)
    loud, soft = levels.curve.levels(np.array([frames_at(12_500), frames_at(32_500)]))
    base = -18 - 12 - integrated(quiet.powers)
    assert loud == pytest.approx(base, abs=1)
    assert soft == pytest.approx(base + 4, abs=0.01)


def test_a_passage_that_is_a_little_quiet_is_brought_up_all_the_way() -> None:
    quiet = noise((25, -25), (15, -28), (20, -25))
    levels = plan_levels(TALK, tone, quiet, SESSION, 12)
    assert levels.under_lufs == pytest.approx((-30, -30), abs=0.2)


def test_a_loud_passage_is_brought_down_under_a_word_as_far_as_it_takes() -> None:
    loud = noise((25, -35), (15, -15), (20, -35))
    levels = plan_levels(TALK, tone, loud, SESSION, 12)
    assert levels.under_lufs[1] == pytest.approx(-30, abs=0.5)
    mix = Mix(TALK, levels, loud)
    assert lufs(mix, "background", TALK.speech[1]) == pytest.approx(-30, abs=0.5)


@OVER
def test_a_softer_word_has_a_softer_background(speech_to_background_lu: float) -> None:
    first, last = TALK.speech
    timeline = Timeline("T", tuple(replace(cue, level_db=-3) if cue is last else cue for cue in TALK.cues))
    levels = plan_levels(timeline, tone, noise((60, -25)), SESSION, speech_to_background_lu)
    assert [cue.lufs for cue in levels.spoken] == pytest.approx([levels.spoken[1].lufs + 3, levels.spoken[1].lufs])
    assert levels.under_lufs == pytest.approx([cue.lufs - speech_to_background_lu for cue in levels.spoken], abs=0.2)
    assert first.level_db == 0


@PROFILE
def test_a_background_full_of_peaks_stays_under_its_headroom(profile: Profile) -> None:
    """Soft on the whole, it would be brought up so far that its clicks were over full scale."""
    samples = np.random.default_rng(1).standard_normal((60 * RATE, 2)).astype(np.float32) * np.float32(1e-4)
    samples[:: 2 * RATE] = 0.99
    clicks = going_round(samples, len(samples))
    mix = Mix(TALK, plan_levels(TALK, tone, clicks, profile, 12), clicks)
    assert integrated(clicks.powers) < -36
    assert np.abs(heard(mix.stem("background"))).max() <= 10 ** (-3 / 20) * (1 + 1e-4)


@pytest.mark.parametrize("background", [noise((60, -200)), going_round(np.zeros((RATE, 2), np.float32), 60 * RATE)])
def test_a_background_in_which_nothing_is_heard_is_left_as_it_is(background: Layers) -> None:
    levels = plan_levels(TALK, tone, background, SESSION, 12)
    assert np.isfinite(levels.curve.decibels).all()
    assert np.abs(heard(Mix(TALK, levels, background).stem("background"))).max() < 1e-6


def test_a_background_that_is_silent_under_one_word_is_right_under_the_other() -> None:
    halves = np.concatenate((noise((25, -25)).read(0, 25 * RATE), np.zeros((35 * RATE, 2), np.float32)))
    levels = plan_levels(TALK, tone, going_round(halves, len(halves)), SESSION, 12)
    assert levels.under_lufs[0] == pytest.approx(-30, abs=0.2)
    assert levels.under_lufs[1] < -80
    (silent,) = levels.curve.levels(np.array([frames_at(32_500)]))
    assert silent == pytest.approx(-30 - integrated(going_round(halves, len(halves)).powers))


def hush(text: str, _: int | None = None) -> Clip:
    return Clip(text, np.zeros(0, np.float32))


@OVER
def test_under_a_word_that_is_not_heard_the_background_is_where_it_would_be(speech_to_background_lu: float) -> None:
    levels = plan_levels(TALK, hush, noise((60, -25)), SESSION, speech_to_background_lu)
    assert [cue.lufs for cue in levels.spoken] == [-math.inf] * 2
    assert levels.under_lufs == pytest.approx([-18 - speech_to_background_lu] * 2, abs=0.2)


def test_a_session_without_a_word_has_its_background_too() -> None:
    timeline = Timeline("T", (Cue(0, 30_000, "pause"), Cue(30_000, 60_000, "pause")))
    background = noise((60, -25))
    levels = plan_levels(timeline, hush, background, SESSION, 12)
    assert (levels.spoken, levels.under_lufs) == ((), ())
    rest = heard(Mix(timeline, levels, background), 5000, 10_000)
    assert measure(rest).lufs == pytest.approx(-30 + ALONE, abs=0.3)


@PROFILE
def test_without_a_background_there_is_the_floor_at_its_own_level(small_session: Session, profile: Profile) -> None:
    frames = frames_at(small_session.timeline.duration_ms)
    mix = mixed(small_session, NoiseFloor(frames), None, profile)
    assert (mix.levels.curve.factors(0, frames) == 1).all()
    assert set(mix.levels.under_lufs) == {-math.inf}
    assert len(mix.levels.under_lufs) == len(mix.levels.spoken) == 4
    assert np.allclose(heard(mix.stem("background")), NoiseFloor(frames).read(0, frames), rtol=0, atol=2**-23)


@pytest.mark.parametrize(("name", "gain_db"), [("session", 0), ("podcast", 2), ("sleep", -6), ("audiobook", -0.5)])
def test_ticks_and_bells_go_up_and_down_with_the_voice(small_session: Session, name: str, gain_db: float) -> None:
    levels = mixed(small_session, NoiseFloor(RATE), None, PROFILES[name]).levels
    assert 20 * math.log10(levels.cue_gain) == pytest.approx(gain_db)


def test_a_word_at_the_very_end_of_a_long_session_is_no_different() -> None:
    """Each place is looked at in the background's own time."""
    timeline = talk((270_000, 275_000), end_ms=300_000)
    minute = noise((30, -25), (30, -27)).read(0, 60 * RATE)
    levels = plan_levels(timeline, tone, going_round(minute, 300 * RATE), SESSION, 16)
    assert levels.under_lufs == pytest.approx([-34], abs=0.1)
    assert len(going_round(minute, 300 * RATE).powers) == 300 * RATE // HOP


def test_the_same_levels_come_out_each_time(small_session: Session) -> None:
    def once() -> LevelPlan:
        return mixed(small_session, opened("ocean"), 12).levels

    one, other = once(), once()
    assert np.array_equal(one.curve.decibels, other.curve.decibels)
    assert (one.under_lufs, one.voice.gain_db) == (other.under_lufs, other.voice.gain_db)
