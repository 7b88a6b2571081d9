from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.decode import decode
from coach.audio.loudness import HOP, powers
from coach.audio.samples import Samples
from coach.sound.recording import check_recording, open_recording
from coach.sound.recording.stream import Stream
from coach.units import RATE
from tests.kinds import at_most
from tests.sound.recording.making import CODECS, encoded, heard, level_db, noise, silence, wav

pytestmark = pytest.mark.session


def test_a_file_as_long_as_the_session_is_heard_as_it_is(waves: Path) -> None:
    recording = open_recording(Stream(waves), 9 * RATE)
    assert np.array_equal(heard(recording, 9), decode(waves, "stereo")[: 9 * RATE])


def test_dead_air_at_the_beginning_is_skipped(tmp_path: Path) -> None:
    hiss = np.asarray(noise(3) / 1000, np.float32)
    path = wav(tmp_path / "s.wav", np.concatenate((hiss, noise(6))))
    begun = heard(open_recording(Stream(path), 2 * RATE), 2)
    assert np.abs(begun[: RATE // 50]).max() > 0.01
    assert np.abs(begun - noise(6)[: 2 * RATE]).max() <= 1e-3


def test_dead_air_at_the_end_is_not_in_the_loop(tmp_path: Path) -> None:
    path = wav(tmp_path / "s.wav", np.concatenate((noise(8), silence(5))))
    sound = heard(open_recording(Stream(path), 30 * RATE), 30)
    assert min(level_db(sound[at : at + HOP]) for at in range(0, len(sound), HOP)) > -24


def test_a_silent_part_in_a_long_file_is_heard_as_silence(tmp_path: Path) -> None:
    path = wav(tmp_path / "s.wav", np.concatenate((noise(4), silence(50))))
    assert not heard(open_recording(Stream(path), 10 * RATE), 10)[5 * RATE :].any()


@pytest.mark.parametrize("suffix", CODECS)
def test_each_format_goes_on_for_as_long_as_the_session(tmp_path: Path, suffix: str) -> None:
    path = encoded(tmp_path / f"waves.{suffix}", noise(8), CODECS[suffix])
    check_recording(Stream(path))
    recording = open_recording(Stream(path), 20 * RATE)
    sound = heard(recording, 20)
    assert len(sound) == 20 * RATE
    quarters = [level_db(sound[at : at + RATE // 4]) for at in range(0, len(sound), RATE // 4)]
    assert max(quarters) - min(quarters) <= 1


def test_a_film_is_a_background_by_its_sound(tmp_path: Path) -> None:
    film = encoded(tmp_path / "film.mp4", noise(6), "aac", film=True)
    sound, alone = open_recording(Stream(film), 3 * RATE), decode(film, "stereo")
    assert np.array_equal(heard(sound, 3), alone[: 3 * RATE])


@pytest.mark.parametrize("channels", [1, 6])
def test_any_number_of_channels_is_heard_in_stereo_at_the_level_of_the_mix(tmp_path: Path, channels: int) -> None:
    path = wav(tmp_path / "s.wav", noise(4)[:, [0] * channels] / np.float32(4))
    assert np.array_equal(heard(open_recording(Stream(path), 2 * RATE), 2), decode(path, "stereo")[: 2 * RATE])


@at_most(12)
@given(start=st.integers(0, 300 * RATE), frames=st.integers(0, 2 * RATE))
def test_any_frame_for_ever_is_the_one_that_comes_in_turn(waves: Path, start: int, frames: int) -> None:
    recording, before = open_recording(Stream(waves), 60 * RATE), max(0, start - RATE)
    jumped = recording.read(start, start + frames)
    assert np.array_equal(jumped, recording.read(before, start + frames)[start - before :])


def test_readers_in_turn_hear_the_same(waves: Path) -> None:
    recording, expected = open_recording(Stream(waves), 40 * RATE), heard(open_recording(Stream(waves), 40 * RATE), 40)
    for second in range(15):
        for ahead in (0, 20):
            at = (second + ahead) * RATE
            assert np.array_equal(recording.read(at, at + RATE), expected[at : at + RATE])


def test_readers_in_several_threads_hear_the_same(waves: Path) -> None:
    recording, expected = open_recording(Stream(waves), 40 * RATE), heard(open_recording(Stream(waves), 40 * RATE), 40)

    def hear(first: int) -> bool:
        places = range(first * RATE, (first + 8) * RATE, RATE)
        return all(np.array_equal(recording.read(at, at + RATE), expected[at : at + RATE]) for at in places)

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(hear, (0, 9, 18, 27)))


def test_what_is_read_may_be_changed(waves: Path) -> None:
    recording = open_recording(Stream(waves), 40 * RATE)
    for at in range(0, 40 * RATE, RATE // 2):
        expected = recording.read(at, at + 100).copy()
        mine = recording.read(at, at + 100)
        mine *= 0
        assert np.array_equal(recording.read(at, at + 100), expected)


# The loop.


def test_the_level_takes_no_step_at_the_seam(waves: Path) -> None:
    sound, file, window = heard(open_recording(Stream(waves), 60 * RATE), 60), noise(12), int(0.4 * RATE)
    levels = [level_db(sound[at : at + window]) for at in range(0, len(sound) - window, window // 4)]
    own = [level_db(file[at : at + window]) for at in range(0, 11 * RATE, window // 4)]
    steps = [abs(after - before) for before, after in zip(levels, levels[4:], strict=False)]
    own_steps = [abs(after - before) for before, after in zip(own, own[4:], strict=False)]
    assert max(steps) <= max(own_steps) + 0.5
    assert max(levels) - min(levels) <= max(own) - min(own) + 0.5


def test_no_click_is_heard_in_the_loop(waves: Path) -> None:
    """A click is wide: over 2 kHz, it would stand out of all that the file has by itself."""

    def highs(samples: Samples) -> float:
        windows = np.lib.stride_tricks.sliding_window_view(samples[:, 0], 1024)[::256] * np.hanning(1024)
        return float(np.square(np.abs(np.fft.rfft(windows)))[:, 1024 * 2000 // RATE :].sum(axis=1).max())

    assert highs(heard(open_recording(Stream(waves), 40 * RATE), 40)) <= 1.5 * highs(noise(12))


def test_fades_of_the_file_are_heard_once_at_most(tmp_path: Path) -> None:
    sound, fade = noise(40), np.linspace(0, 1, 4 * RATE, dtype=np.float32)[:, None]
    sound[: len(fade)] *= fade
    sound[-len(fade) :] *= fade[::-1]
    looped = heard(open_recording(Stream(wav(tmp_path / "s.wav", sound)), 120 * RATE), 120)[5 * RATE :]
    assert min(level_db(looped[at : at + 4 * HOP]) for at in range(0, len(looped), 4 * HOP)) > -21.5


def test_the_shortest_file_makes_a_loop(tmp_path: Path) -> None:
    sound = heard(open_recording(Stream(wav(tmp_path / "s.wav", noise(2))), 10 * RATE), 10)
    assert min(level_db(sound[at : at + HOP]) for at in range(0, len(sound), HOP)) > -23


# What the mix is told.


@pytest.mark.parametrize("frames", [0, 1, HOP - 1, HOP, 5 * RATE, 7 * RATE + 123, 41 * RATE + 2001])
def test_powers_and_peak_are_those_of_what_is_heard(waves: Path, frames: int) -> None:
    recording = open_recording(Stream(waves), frames)
    sound = recording.read(0, frames)
    expected = np.concatenate([np.zeros(0), *powers([sound] if frames else [])])
    assert len(recording.powers) == -(-frames // HOP)
    assert recording.powers == pytest.approx(expected, rel=1e-3)
    assert recording.peak == pytest.approx(float(np.abs(sound).max(initial=0)), rel=1e-6)


def test_a_peak_that_is_not_heard_does_not_count(tmp_path: Path) -> None:
    sound = noise(30)
    sound[20 * RATE] = 1
    path = wav(tmp_path / "s.wav", sound)
    assert open_recording(Stream(path), 10 * RATE).peak < 0.6
    assert open_recording(Stream(path), 25 * RATE).peak == pytest.approx(1, abs=1e-4)
