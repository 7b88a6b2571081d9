from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.loudness import measure
from coach.audio.samples import Samples
from coach.session import Session
from coach.sound.profiles import PROFILES, Profile
from coach.sound.voice import SessionVoice, level_voice, loudness_of, measure_cues
from coach.speech.clip import Clip
from coach.timeline.timeline import Cue
from coach.units import RATE
from tests.kinds import at_most

pytestmark = pytest.mark.unit

Clips = Callable[[str, int | None], Clip]
EACH = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


def cue(text: str, *, pace: int | None = None, level_db: float = 0) -> Cue:
    return Cue(0, 1000, "speech", text, pace=pace, level_db=level_db)


def tone(seconds: float, level_db: float = -20) -> Samples:
    wave = np.sin(2 * np.pi * 997 * np.arange(round(seconds * RATE)) / RATE)
    return np.asarray(10 ** (level_db / 20) * wave, np.float32)


def saying(**samples: Samples) -> Clips:
    """A voice that says these."""
    return lambda text, _: Clip(text, samples[text])


def one_after_the_other(voice: SessionVoice, speech: tuple[Cue, ...]) -> Samples:
    return np.concatenate([voice.of(cue) for cue in speech])


def loudness(samples: Samples, profile: Profile) -> float:
    if profile.unit == "LUFS":
        return measure(samples).lufs
    return 10 * math.log10(float(np.mean(np.square(samples, dtype=np.float64))))


@EACH
def test_a_voice_has_the_level_of_its_profile(small_session: Session, profile: Profile) -> None:
    speech = small_session.timeline.speech
    voice, spoken = level_voice(SessionVoice(small_session.narrator.clip), speech, profile)
    assert loudness(one_after_the_other(voice, speech), profile) == pytest.approx(profile.speech, abs=0.2)
    assert loudness_of(spoken, profile.unit) == pytest.approx(profile.speech, abs=0.1)


@EACH
@pytest.mark.parametrize("gain_db", [-30, -6, 9])
def test_it_has_that_level_however_loud_the_clips_are(small_session: Session, profile: Profile, gain_db: float) -> None:
    def clip(text: str, pace: int | None) -> Clip:
        return Clip(text, small_session.narrator.clip(text, pace).samples * np.float32(10 ** (gain_db / 20)))

    speech = small_session.timeline.speech
    voice, _ = level_voice(SessionVoice(clip), speech, profile)
    assert loudness(one_after_the_other(voice, speech), profile) == pytest.approx(profile.speech, abs=0.3)


@EACH
def test_each_cue_is_as_loud_as_it_is_said_to_be(small_session: Session, profile: Profile) -> None:
    speech = small_session.timeline.speech
    voice, spoken = level_voice(SessionVoice(small_session.narrator.clip), speech, profile)
    for said, heard in zip(speech, spoken, strict=True):
        samples = voice.of(said)
        assert heard.frames == len(samples)
        assert heard.lufs == pytest.approx(measure(samples).lufs, abs=0.3)
        rms = 10 * math.log10(heard.energy / heard.frames)
        assert rms == pytest.approx(loudness(samples, PROFILES["audiobook"]), abs=0.2)


@EACH
def test_nothing_is_over_the_ceiling(small_session: Session, profile: Profile) -> None:
    speech = small_session.timeline.speech
    voice, _ = level_voice(SessionVoice(small_session.narrator.clip), speech, profile)
    assert np.abs(one_after_the_other(voice, speech)).max() <= 10 ** (profile.ceiling_db / 20) * (1 + 1e-6)


@pytest.mark.parametrize("unit", ["LUFS", "dB RMS"])
def test_the_ceiling_holds_where_the_level_cannot_be_had(small_session: Session, unit: str) -> None:
    too_loud = replace(PROFILES["session"], speech=-3.0, unit=unit)  # type: ignore[arg-type]
    speech = small_session.timeline.speech
    voice, spoken = level_voice(SessionVoice(small_session.narrator.clip), speech, too_loud)
    heard = one_after_the_other(voice, speech)
    assert np.abs(heard).max() <= 10 ** (too_loud.ceiling_db / 20) * (1 + 1e-6)
    assert loudness_of(spoken, unit) == pytest.approx(loudness(heard, too_loud), abs=1.5)


@given(st.floats(-40, 40), st.floats(0.01, 1))
@at_most(100)
def test_no_gain_goes_over_the_ceiling(gain_db: float, ceiling: float) -> None:
    samples = tone(0.2, 0) * np.linspace(-1, 1, round(0.2 * RATE), dtype=np.float32)
    heard = SessionVoice(saying(x=samples)).at(gain_db, ceiling).of(cue("x"))
    assert np.abs(heard).max() <= ceiling * (1 + 1e-6) or gain_db == 0


@pytest.mark.parametrize("gain_db", [0.0, -4.0])
@pytest.mark.parametrize("level_db", [0.0, -1.5, -3.0])
def test_a_cue_is_softer_by_its_level(gain_db: float, level_db: float) -> None:
    voice = SessionVoice(saying(x=tone(0.5)), gain_db)
    heard = voice.of(cue("x", level_db=level_db))
    assert np.allclose(heard, tone(0.5, -20 + gain_db + level_db), atol=1e-6)


def test_a_softer_cue_stays_softer_in_a_levelled_voice() -> None:
    speech = (cue("x"), cue("x", level_db=-3))
    _, spoken = level_voice(SessionVoice(saying(x=tone(2))), speech, PROFILES["session"])
    assert spoken[0].lufs - spoken[1].lufs == pytest.approx(3, abs=0.01)


def test_a_voice_that_needs_no_gain_is_left_as_it_is() -> None:
    assert np.array_equal(SessionVoice(saying(x=tone(1, -4))).of(cue("x")), tone(1, -4))


def test_silence_between_the_words_does_not_count() -> None:
    """What lies between cues is no part of them, and a long silence within one is left out by the gate."""
    spoken = np.concatenate((tone(2, -30), np.zeros(10 * RATE, np.float32), tone(2, -30)))
    voice, _ = level_voice(SessionVoice(saying(x=spoken, y=tone(3, -30))), (cue("x"), cue("y")), PROFILES["session"])
    assert voice.gain_db == pytest.approx(12, abs=0.2)


class Counting:
    """Says a tone, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int | None]] = []

    def __call__(self, text: str, pace: int | None) -> Clip:
        self.asked.append((text, pace))
        return Clip(text, tone(0.5 + len(text) / 10))


def test_what_is_said_again_is_measured_once() -> None:
    clips = Counting()
    speech = tuple(cue("x" * (number % 7)) for number in range(70))
    spoken = measure_cues(SessionVoice(clips), speech)
    assert clips.asked == [("x" * number, None) for number in range(7)]
    assert [heard.frames for heard in spoken[:14]] == [RATE // 2 + number * RATE // 10 for number in range(7)] * 2


def test_what_is_said_at_another_pace_or_level_is_measured_too() -> None:
    clips = Counting()
    speech = (cue("x"), cue("x", pace=110), cue("x", level_db=-3), cue("x", pace=110))
    spoken = measure_cues(SessionVoice(clips), speech)
    assert sorted(clips.asked, key=str) == [("x", 110), ("x", None), ("x", None)]
    assert [heard.lufs - spoken[0].lufs for heard in spoken] == pytest.approx([0, 0, -3, 0], abs=0.01)


def test_a_clip_is_asked_for_at_the_pace_of_its_cue() -> None:
    clips = Counting()
    SessionVoice(clips).of(cue("x", pace=110))
    SessionVoice(clips).of(cue("y"))
    assert clips.asked == [("x", 110), ("y", None)]


def test_a_voice_at_another_level_does_not_change_the_first_one() -> None:
    voice = SessionVoice(saying(x=tone(1)))
    louder = voice.at(6, 1)
    assert np.allclose(louder.of(cue("x")), tone(1, -14), atol=1e-6)
    assert np.array_equal(voice.of(cue("x")), tone(1))


@EACH
@pytest.mark.parametrize("frames", [0, RATE])
def test_a_voice_that_says_nothing_is_left_as_it_is(profile: Profile, frames: int) -> None:
    voice, spoken = level_voice(SessionVoice(saying(x=np.zeros(frames, np.float32))), (cue("x"), cue("x")), profile)
    assert voice.gain_db == 0
    assert [heard.lufs for heard in spoken] == [-math.inf] * 2
    assert loudness_of(spoken, profile.unit) == -math.inf


@EACH
def test_what_is_far_too_soft_to_be_a_voice_is_left_as_it_is_and_counts_as_silence(profile: Profile) -> None:
    """An engine that has no voice gives a noise that nobody shall hear."""
    for far, gain_db in ((30, pytest.approx(30, abs=3.5)), (50, 0)):
        clips = saying(x=tone(2, profile.speech - far))
        voice, (heard,) = level_voice(SessionVoice(clips), (cue("x"),), profile)
        assert voice.gain_db == gain_db
        assert math.isfinite(heard.lufs) == (far == 30)
    assert heard.frames == 2 * RATE
    assert loudness_of((heard,), profile.unit) == -math.inf


@EACH
def test_nobody_speaks_at_no_level(profile: Profile) -> None:
    voice, spoken = level_voice(SessionVoice(saying()), (), profile)
    assert (voice.gain_db, spoken) == (0, ())
    assert loudness_of(spoken, profile.unit) == -math.inf


def test_a_silent_cue_does_not_make_the_others_louder() -> None:
    clips = saying(x=tone(8, -30), hush=np.zeros(RATE, np.float32), nothing=np.zeros(0, np.float32))
    speech = (cue("hush"), cue("x"), cue("nothing"))
    voice, spoken = level_voice(SessionVoice(clips), speech, PROFILES["session"])
    assert voice.gain_db == pytest.approx(12, abs=0.2)
    assert [heard.lufs for heard in spoken] == pytest.approx([-math.inf, -18, -math.inf], abs=0.1)


@pytest.mark.parametrize("seconds", [0.05, 0.15, 0.35])
def test_a_short_word_is_as_loud_as_its_mean(seconds: float) -> None:
    (heard,) = measure_cues(SessionVoice(saying(x=tone(seconds))), (cue("x"),))
    assert heard.lufs == pytest.approx(-20, abs=0.5)


@pytest.mark.parametrize("seconds", [0.45, 0.99, 1.01])
def test_the_rest_of_a_hop_does_not_make_a_word_softer(seconds: float) -> None:
    (heard,) = measure_cues(SessionVoice(saying(x=tone(seconds))), (cue("x"),))
    assert heard.lufs == pytest.approx(-20, abs=0.1)


@given(st.floats(-30, 30))
@at_most(50)
def test_louder_is_louder_by_so_much(gain_db: float) -> None:
    (heard,) = measure_cues(SessionVoice(saying(x=tone(0.6, -40))), (cue("x"),))
    louder = heard.louder(gain_db)
    assert louder.lufs == pytest.approx(heard.lufs + gain_db)
    for unit in ("LUFS", "dB RMS"):
        assert loudness_of((louder,), unit) == pytest.approx(loudness_of((heard,), unit) + gain_db, abs=0.01)
