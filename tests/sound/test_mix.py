from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.media import Samples
from coach.session import Session
from coach.sound.background import Background
from coach.sound.mix import Mix
from coach.speech.clip import Clip
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


def clip(text: str) -> Clip:
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

    def fetch(text: str) -> Clip:
        fetched.append(text)
        return small_session.narrator.clip(text)

    quiet = Mix(small_session.timeline, fetch, None)
    samples_of(quiet, 0, frames_at(3000))
    assert fetched == []
    samples_of(quiet, frames_at(4500), frames_at(4600))
    assert fetched == [small_session.timeline.speech[0].text]
