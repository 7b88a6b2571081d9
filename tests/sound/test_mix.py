from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.noise_floor import NoiseFloor
from coach.audio.samples import Samples
from coach.errors import UsageError
from coach.session import Session
from coach.sound.background import Background, open_background
from coach.sound.cue_sounds import sound_of
from coach.sound.ducking import curve_of, flat
from coach.sound.layers import Layers
from coach.sound.level_plan import LevelPlan
from coach.sound.mix import BLOCK_FRAMES, STEMS, Mix
from coach.sound.sound_library import SOUNDS
from coach.sound.voice import SessionVoice
from coach.speech.clip import Clip
from coach.timeline.timeline import Cue, Timeline
from coach.units import RATE, frames_at
from tests.kinds import at_most
from tests.sound.going_round import going_round

pytestmark = pytest.mark.unit

TIMELINE = Timeline(
    "T",
    (
        Cue(0, 4000, "pause"),
        Cue(4000, 5501, "speech", "one", 1),
        Cue(5501, 7003, "pause", "", 1),
        Cue(7003, 8000, "speech", "two", 2),
        Cue(8000, 18_000, "pause"),
    ),
)
HEARD = Timeline(
    "T",
    (
        Cue(0, 500, "pause"),
        Cue(500, 4000, "sound", sound="start-bell"),
        Cue(4000, 16_000, "practice"),
        Cue(4000, 8000, "rhythm", sound="soft-tick"),
        Cue(4000, 8333, "breath", "in", sound="breath-in"),
        Cue(4300, 5500, "speech", "two", 1),
        Cue(8000, 12_000, "rhythm", sound="soft-tick"),
        Cue(8333, 15_001, "breath", "out", sound="breath-out"),
        Cue(12_000, 12_100, "rhythm", sound="soft-tick"),
        Cue(16_000, 18_000, "pause"),
    ),
)
ALL = frames_at(18_000)


def clip(text: str, pace: int | None = None) -> Clip:
    assert pace is None
    frames = {"one": 66_000, "two": 40_000}[text]
    return Clip(text, np.full(frames, {"one": 0.25, "two": 0.5}[text], np.float32))


def samples_of(mix: Mix, start: int = 0, end: int | None = None) -> Samples:
    return np.concatenate([np.zeros((0, 2), np.float32), *(block.samples for block in mix.blocks(start, end))])


def noise() -> Layers:
    samples = np.random.default_rng(1).standard_normal((RATE * 3 + 17, 2)) * 0.01
    return going_round(samples.astype(np.float32), ALL)


def mixed(
    timeline: Timeline,
    background: Background | None = None,
    voice: SessionVoice | None = None,
    cue_gain: float = 1,
) -> Mix:
    """A mix over a background that is ducked, or over silence."""
    curve = curve_of(timeline, -3, [-3.0] * len(timeline.speech)) if background else flat(ALL)
    silence = going_round(np.zeros((RATE, 2), np.float32), ALL)
    levels = LevelPlan(voice or SessionVoice(clip), cue_gain, curve, (), ())
    return Mix(timeline, levels, background or silence)


def narrated(session: Session) -> SessionVoice:
    return SessionVoice(session.narrator.clip)


@pytest.fixture(scope="module")
def mix() -> Mix:
    return mixed(TIMELINE, noise())


@pytest.fixture(scope="module")
def whole(mix: Mix) -> Samples:
    return samples_of(mix)


def test_it_is_as_long_as_the_timeline_to_the_frame(whole: Samples) -> None:
    assert whole.shape == (ALL, 2)
    assert whole.dtype == np.float32


def test_a_clip_stands_at_the_frame_of_its_cue_in_the_middle() -> None:
    bare = samples_of(mixed(TIMELINE))
    for cue in TIMELINE.speech:
        onset, voice = frames_at(cue.start_ms), clip(cue.text).samples
        assert not bare[onset - 100 : onset].any()
        assert (bare[onset : onset + len(voice)] == voice[:, None]).all()


def test_without_a_background_there_is_only_the_floor_between_the_clips() -> None:
    assert not samples_of(mixed(TIMELINE))[frames_at(5501) : frames_at(7003)].any()
    on_the_floor = Mix(TIMELINE, mixed(TIMELINE).levels, NoiseFloor(ALL))
    rest = samples_of(on_the_floor, frames_at(5501), frames_at(7003))
    assert 0 < np.abs(rest).max() <= NoiseFloor(ALL).peak + 2**-23


def test_the_background_is_there_at_the_gain_of_its_curve(mix: Mix) -> None:
    expected = noise().read(0, ALL) * mix.levels.curve.factors(0, ALL)
    assert np.allclose(samples_of(mix.stem("background")), expected, atol=2**-23)


@pytest.mark.parametrize("names", [("voice",), ("narration", "musik"), (5,), (["background"],)])
def test_what_is_no_stem_is_refused_instead_of_being_silence(names: tuple[Any, ...]) -> None:
    with pytest.raises(UsageError, match="there is no stem"):
        mixed(HEARD).stem(*names)


def test_a_mix_leaves_its_background_as_it_is() -> None:
    background = noise()
    before = background.read(0, ALL)
    samples_of(mixed(TIMELINE, background))
    assert np.array_equal(background.read(0, ALL), before)


def test_a_mix_leaves_its_clips_and_sounds_as_they_are() -> None:
    odd = np.full(40_000, 1 / 3, np.float32)
    clips = Clip("two", odd.copy())
    bell = sound_of(HEARD.cues[1]).copy()
    samples_of(mixed(HEARD, voice=SessionVoice(lambda *_: clips)))
    assert np.array_equal(clips.samples, odd)
    assert np.array_equal(sound_of(HEARD.cues[1]), bell)


@given(st.integers(0, ALL), st.integers(0, 2 * RATE))
@at_most(150)
def test_any_stretch_is_the_same_as_in_the_whole(mix: Mix, whole: Samples, start: int, frames: int) -> None:
    blocks = list(mix.blocks(start, start + frames))
    heard = np.concatenate([np.zeros((0, 2), np.float32), *(block.samples for block in blocks)])
    assert np.array_equal(heard, whole[start : start + frames])
    assert [block.start for block in blocks] == list(np.cumsum([start, *(len(b.samples) for b in blocks)])[:-1])
    assert all(len(block.samples) <= BLOCK_FRAMES for block in blocks)
    assert all(block.start % BLOCK_FRAMES == 0 for block in blocks[1:])


def test_it_can_be_read_again_and_again(mix: Mix, whole: Samples) -> None:
    assert np.array_equal(samples_of(mix), whole)
    one, other = mix.blocks(), mix.blocks()
    assert np.array_equal(next(one).samples, next(other).samples)
    assert next(one).start == next(other).start == BLOCK_FRAMES


def test_what_is_read_may_be_changed(mix: Mix, whole: Samples) -> None:
    for block in mix.blocks():
        block.samples[:] = 1
    assert np.array_equal(samples_of(mix), whole)


def test_nothing_lies_beyond_the_end(mix: Mix) -> None:
    assert list(mix.blocks(mix.frames)) == []
    assert len(samples_of(mix, mix.frames - 10, mix.frames + 10)) == 10


def test_nothing_lies_before_the_beginning(mix: Mix, whole: Samples) -> None:
    (block,) = mix.blocks(-100, 50)
    assert block.start == 0
    assert np.array_equal(block.samples, whole[:50])


def test_an_empty_stretch_has_no_block(mix: Mix) -> None:
    assert list(mix.blocks(50, 50)) == []


def test_a_clip_is_fetched_only_when_it_is_heard(small_session: Session) -> None:
    fetched: list[str] = []

    def fetch(text: str, pace: int | None) -> Clip:
        fetched.append(text)
        return small_session.narrator.clip(text, pace)

    quiet = mixed(small_session.timeline, voice=SessionVoice(fetch))
    samples_of(quiet, 0, frames_at(3000))
    assert fetched == []
    samples_of(quiet, frames_at(4500), frames_at(4600))
    assert fetched == [small_session.timeline.speech[0].text]
    samples_of(quiet.stem("background", "cues"))
    assert len(fetched) == 1


SAMPLES = samples_of(mixed(HEARD))


def only(kind: str) -> Timeline:
    return Timeline("T", tuple(cue for cue in HEARD.cues if cue.kind in (kind, "pause", "practice")))


@pytest.mark.parametrize("cue_gain", [1, 10 ** (-6 / 20)])
@pytest.mark.parametrize("kind", ["rhythm", "breath", "sound"])
def test_a_cue_sound_is_heard_at_its_place_and_nowhere_else(kind: str, cue_gain: float) -> None:
    bare = samples_of(mixed(only(kind), cue_gain=cue_gain))
    expected = np.zeros_like(bare)
    for cue in HEARD.cues:
        if cue.kind == kind:
            onset, sound = frames_at(cue.start_ms), sound_of(cue)
            expected[onset : onset + len(sound)] += sound * np.float32(cue_gain)
    assert np.allclose(bare, expected, rtol=0, atol=2**-24)
    assert np.abs(expected).max() > 0.005


def test_what_sounds_at_one_time_is_added() -> None:
    parts = [samples_of(mixed(only(kind))) for kind in ("speech", "breath", "rhythm", "sound")]
    assert np.array_equal(np.sum(parts, axis=0, dtype=np.float32), SAMPLES)


def test_the_gain_of_the_cues_is_not_the_voice_s() -> None:
    softer = mixed(HEARD, cue_gain=0.5)
    assert np.array_equal(samples_of(softer.stem("narration")), samples_of(mixed(HEARD).stem("narration")))


@given(st.integers(0, ALL), st.integers(0, 2 * RATE))
@at_most(150)
def test_cue_sounds_are_the_same_whatever_stretch_is_asked_for(start: int, frames: int) -> None:
    assert np.array_equal(samples_of(mixed(HEARD), start, start + frames), SAMPLES[start : start + frames])


def test_a_breath_without_a_sound_is_silent() -> None:
    silent = Timeline("T", (Cue(0, 4000, "practice"), Cue(0, 4000, "breath", "in"), Cue(4000, 5000, "pause")))
    assert not samples_of(mixed(silent)).any()


@pytest.mark.parametrize("level_db", [0.0, -1.5, -3.0])
def test_speech_has_the_level_of_its_cue(level_db: float) -> None:
    spoken = Timeline("T", (Cue(0, 1500, "speech", "one", level_db=level_db), Cue(1500, 3000, "pause")))
    heard = samples_of(mixed(spoken))[: frames_at(1400)]
    assert np.abs(20 * np.log10(heard / 0.25) - level_db).max() < 0.001


def test_a_clip_is_asked_for_at_the_pace_of_its_cue() -> None:
    asked: list[tuple[str, int | None]] = []

    def fetch(text: str, pace: int | None) -> Clip:
        asked.append((text, pace))
        return clip(text)

    cues = (Cue(0, 1500, "speech", "one", pace=110), Cue(1500, 3000, "speech", "two"), Cue(3000, 4000, "pause"))
    samples_of(mixed(Timeline("T", cues), voice=SessionVoice(fetch)))
    assert set(asked) == {("one", 110), ("two", None)}


@pytest.fixture(scope="module", params=["real", "loud"])
def full(request: pytest.FixtureRequest, small_session: Session) -> Mix:
    """A real session over a real background; or all kinds of cues, at gains that fit no grid, near full scale."""
    if request.param == "real":
        return small_session.mix
    gain = SessionVoice(clip, gain_db=3.7, ceiling=0.9)
    return mixed(HEARD, open_background(SOUNDS["rain"], ALL), gain, cue_gain=0.7123)


def test_its_stems_are_the_mix_to_the_last_bit_in_any_order(full: Mix) -> None:
    whole, stems = samples_of(full), {name: samples_of(full.stem(name)) for name in STEMS}
    assert all(stem.any() for name, stem in stems.items() if name != "cues")
    for dtype in (np.float32, np.float64):
        for one, other, third in permutations(STEMS):
            total = stems[one].astype(dtype) + stems[other].astype(dtype) + stems[third].astype(dtype)
            assert np.array_equal(total, whole)


def test_every_sample_lies_on_the_grid_of_24_bits(full: Mix) -> None:
    for part in (full, *map(full.stem, STEMS)):
        steps = samples_of(part).astype(np.float64) * 2**23
        assert np.array_equal(steps, np.rint(steps))


@pytest.mark.parametrize("names", [("narration", "cues"), ("background", "cues"), STEMS[:2]])
def test_some_stems_together_are_the_sum_of_each(full: Mix, names: tuple[str, ...]) -> None:
    together = samples_of(full.stem(*names), RATE, 9 * RATE)
    alone = [samples_of(full.stem(name), RATE, 9 * RATE) for name in names]
    assert np.array_equal(together, alone[0] + alone[1])


def test_each_stem_holds_only_its_part() -> None:
    mix = mixed(HEARD, noise())
    narration, background, cues = (samples_of(mix.stem(name)) for name in STEMS)
    spoken = slice(frames_at(4300), frames_at(4300) + 40_000)
    assert (narration[spoken] == 0.5).all()
    assert not np.delete(narration, np.r_[spoken], axis=0).any()
    assert np.array_equal(background, samples_of(mixed(HEARD, noise()).stem("background")))
    without_words = Timeline("T", tuple(cue for cue in HEARD.cues if cue.kind != "speech"))
    assert np.array_equal(cues, samples_of(mixed(without_words)))


def test_of_no_stem_there_is_silence(mix: Mix) -> None:
    silence = samples_of(mix.stem())
    assert silence.shape == (ALL, 2)
    assert not silence.any()
