from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.media import Samples, measure
from coach.routine.model import LEVELS
from coach.session import Session
from coach.sound.background import Background, open_background
from coach.sound.cue_sounds import sound_of
from coach.sound.library import SOUNDS
from coach.sound.mix import Mix
from coach.speech.clip import Clip
from coach.speech.treatment import SPEECH_LUFS
from coach.timeline.model import Cue, Timeline
from coach.units import RATE, frames_at

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


def clip(text: str, pace: int | None = None) -> Clip:
    assert pace is None
    frames = {"one": 66_000, "two": 40_000}[text]
    return Clip(text, np.full(frames, {"one": 0.25, "two": 0.5}[text], np.float32))


def samples_of(mix: Mix, start: int = 0, end: int | None = None) -> Samples:
    return np.concatenate([block.samples for block in mix.blocks(start, end)])


@pytest.fixture(scope="module")
def mix() -> Mix:
    noise = np.random.default_rng(1).standard_normal((RATE * 3 + 17, 2)) * 0.01
    return Mix(TIMELINE, clip, Background(noise.astype(np.float32)))


@pytest.fixture(scope="module")
def whole(mix: Mix) -> Samples:
    return samples_of(mix)


def test_it_is_as_long_as_the_timeline_to_the_frame(whole: Samples) -> None:
    assert whole.shape == (frames_at(18_000), 2)


def test_a_clip_stands_at_the_frame_of_its_cue_in_the_middle() -> None:
    bare = samples_of(Mix(TIMELINE, clip, None))
    for cue in TIMELINE.speech:
        onset, voice = frames_at(cue.start_ms), clip(cue.text).samples
        assert not bare[onset - 100 : onset].any()
        assert (bare[onset : onset + len(voice)] == voice[:, None]).all()


def test_without_a_background_there_is_silence_between_the_clips() -> None:
    bare = samples_of(Mix(TIMELINE, clip, None))
    assert not bare[frames_at(5501) : frames_at(7003)].any()
    assert not bare[: frames_at(4000)].any()


@given(st.integers(0, 18_000 * 441 // 10), st.integers(0, 18_000 * 441 // 10))
def test_any_stretch_is_the_same_as_in_the_whole(mix: Mix, whole: Samples, one: int, other: int) -> None:
    start, end = sorted((one, other))
    blocks = list(mix.blocks(start, end))
    heard = np.concatenate([np.zeros((0, 2), np.float32), *(block.samples for block in blocks)])
    assert np.array_equal(heard, whole[start:end])
    assert [block.start for block in blocks] == list(np.cumsum([start, *(len(b.samples) for b in blocks)])[:-1])


def test_it_can_be_read_again_and_again(mix: Mix, whole: Samples) -> None:
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


def test_it_keeps_clips_only_while_they_sound(small_session: Session) -> None:
    fetched: list[str] = []

    def fetch(text: str, pace: int | None) -> Clip:
        fetched.append(text)
        return small_session.narrator.clip(text, pace)

    quiet = Mix(small_session.timeline, fetch, None)
    samples_of(quiet, 0, frames_at(3000))
    assert fetched == []
    samples_of(quiet, frames_at(4500), frames_at(4600))
    assert fetched == [small_session.timeline.speech[0].text]


HEARD = Timeline(
    "T",
    (
        Cue(0, 4000, "pause"),
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


SAMPLES = samples_of(Mix(HEARD, clip, None))


def only(kind: str) -> Timeline:
    return Timeline("T", tuple(cue for cue in HEARD.cues if cue.kind in (kind, "pause", "practice")))


@pytest.mark.parametrize("kind", ["rhythm", "breath"])
def test_a_cue_sound_is_heard_at_its_place_and_nowhere_else(kind: str) -> None:
    bare = samples_of(Mix(only(kind), clip, None))
    expected = np.zeros_like(bare)
    for cue in HEARD.cues:
        if cue.kind == kind:
            onset, sound = frames_at(cue.start_ms), sound_of(cue)
            expected[onset : onset + len(sound)] += sound
    assert np.array_equal(bare, expected)
    assert expected.any()


def test_what_sounds_at_one_time_is_added() -> None:
    parts = [samples_of(Mix(only(kind), clip, None)) for kind in ("speech", "breath", "rhythm")]
    assert np.allclose(np.sum(parts, axis=0), SAMPLES, atol=1e-6)


@given(st.integers(0, 18_000 * 441 // 10), st.integers(0, 18_000 * 441 // 10))
def test_cue_sounds_are_the_same_whatever_stretch_is_asked_for(one: int, other: int) -> None:
    start, end = sorted((one, other))
    heard = np.concatenate(
        [np.zeros((0, 2), np.float32), *(b.samples for b in Mix(HEARD, clip, None).blocks(start, end))]
    )
    assert np.array_equal(heard, SAMPLES[start:end])


def test_a_breath_without_a_sound_is_silent() -> None:
    silent = Timeline("T", (Cue(0, 4000, "practice"), Cue(0, 4000, "breath", "in"), Cue(4000, 5000, "pause")))
    assert not samples_of(Mix(silent, clip, None)).any()


@pytest.mark.parametrize("level_db", [0.0, -1.5, -3.0])
def test_speech_has_the_level_of_its_cue(level_db: float) -> None:
    spoken = Timeline("T", (Cue(0, 1500, "speech", "one", level_db=level_db), Cue(1500, 3000, "pause")))
    heard = samples_of(Mix(spoken, clip, None))[: frames_at(1400)]
    assert 20 * np.log10(heard / 0.25) == pytest.approx(level_db, abs=0.001)


def test_a_clip_is_asked_for_at_the_pace_of_its_cue() -> None:
    asked: list[tuple[str, int | None]] = []

    def fetch(text: str, pace: int | None) -> Clip:
        asked.append((text, pace))
        return clip(text)

    cues = (Cue(0, 1500, "speech", "one", pace=110), Cue(1500, 3000, "speech", "two"), Cue(3000, 4000, "pause"))
    samples_of(Mix(Timeline("T", cues), fetch, None))
    assert set(asked) == {("one", 110), ("two", None)}


def without_a_voice(text: str, pace: int | None) -> Clip:
    assert pace is None
    return Clip(text, np.zeros(0, np.float32))


@pytest.mark.parametrize("over", LEVELS.values(), ids=LEVELS)
def test_the_background_is_so_many_lu_under_the_voice(over: float) -> None:
    spoken = Timeline("T", (Cue(0, 4000, "pause"), Cue(4000, 34_000, "speech", "x"), Cue(34_000, 44_000, "pause")))
    mute = Mix(spoken, without_a_voice, open_background(SOUNDS["warm-pad"]), over)
    under = samples_of(mute, frames_at(4100), frames_at(34_000))
    assert measure(under).lufs == pytest.approx(SPEECH_LUFS - over, abs=0.5)
