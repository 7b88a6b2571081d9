"""How a loop is closed and read; what the sounds of the library are like is in test_assets.py."""

from __future__ import annotations

from pathlib import Path
from threading import Event, current_thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.decode import decode
from coach.audio.loudness import HOP, integrated
from coach.audio.samples import Samples
from coach.errors import MissingPart
from coach.sound.loop import Loop, LoopOnce, _opened, close_loop, open_loop
from coach.sound.sound_library import SOUNDS, Sound
from coach.units import RATE, frames_at
from tests.kinds import at_most

pytestmark = pytest.mark.unit

EACH = pytest.mark.parametrize("sound", SOUNDS.values(), ids=SOUNDS)


def numbered(frames: int) -> Samples:
    return np.arange(frames, dtype=np.float32).repeat(2).reshape(-1, 2)


def test_reading_goes_round_and_round() -> None:
    loop = Loop(numbered(10))
    assert loop.read(8, 23)[:, 0].tolist() == [8, 9, *range(10), 0, 1, 2]
    assert loop.read(10**9, 10**9 + 3)[:, 0].tolist() == [0, 1, 2]


@given(st.integers(1, 50), st.integers(0, 10_000), st.integers(0, 200))
@at_most(200)
def test_each_frame_is_the_loop_s_frame_of_that_place(length: int, start: int, frames: int) -> None:
    heard = Loop(numbered(length)).read(start, start + frames)
    assert heard[:, 0].tolist() == [(start + frame) % length for frame in range(frames)]


def test_the_sound_goes_on_over_the_seam() -> None:
    frames, overlap = 4000, 500
    whole = np.sin(np.arange(frames + overlap) * 2 * np.pi / 400).astype(np.float32)[:, None].repeat(2, axis=1)
    loop = close_loop(whole.copy(), overlap)
    assert np.allclose(loop, whole[:frames], atol=1e-5)


def test_the_end_fades_over_into_the_beginning() -> None:
    """Right after the last frame comes what followed it in the file; at the fade's end, what began the file."""
    frames, overlap = 1000, 100
    file = np.concatenate((np.full((frames, 2), 0.2), np.full((overlap, 2), 0.6))).astype(np.float32)
    loop = close_loop(file.copy(), overlap)
    assert loop[0] == pytest.approx([0.6, 0.6])
    assert loop[overlap // 2] == pytest.approx([0.4, 0.4])
    assert loop[overlap] == pytest.approx([0.2, 0.2])
    assert (np.diff(loop[:overlap, 0]) < 0).all()
    assert np.array_equal(loop[overlap:], file[overlap:frames])


@EACH
def test_a_sound_of_the_library_is_its_file_closed(sound: Sound) -> None:
    loop = open_loop(sound).loop
    assert len(loop) == frames_at(sound.loop_ms)
    assert np.array_equal(loop, close_loop(decode(sound.path, "stereo").copy(), frames_at(sound.overlap_ms)))


def test_a_sound_that_is_known_is_decoded_when_it_is_read_and_not_before(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, decoded, loops = SOUNDS["ocean"], [], []

    def counted(path: Path, layout: str) -> Samples:
        decoded.append(path)
        return decode(path, layout)

    monkeypatch.setattr("coach.sound.loop.decode_beside", counted)
    for _ in range(2):
        _opened.cache_clear()
        loops.append(open_loop(sound, 3600 * RATE))
        assert len(decoded) == 1
    new, known = loops
    assert np.array_equal(new.powers, known.powers)
    assert new.peak == known.peak == np.abs(new.loop).max()
    assert len(decoded) == 1
    assert np.array_equal(new.read(5, RATE), known.read(5, RATE))
    assert len(decoded) == 2
    assert len([*own_cache.glob("levels/*.levels")]) == 1
    _opened.cache_clear()


@EACH
def test_a_loop_is_whole_hops_long_so_that_its_powers_go_round_with_it(sound: Sound) -> None:
    assert sound.loop_ms % 100 == 0
    assert frames_at(sound.loop_ms) % HOP == 0


def test_its_powers_go_round_and_round() -> None:
    loop = Loop(np.random.default_rng(1).standard_normal((12 * HOP, 2)).astype(np.float32) * np.float32(0.1), 40 * HOP)
    assert len(loop.powers) == 40
    assert np.array_equal(loop.powers[:12], loop.powers[12:24])
    assert np.array_equal(loop.powers[:4], loop.powers[36:])


def test_its_filter_comes_to_the_beginning_as_it_does_each_time_round() -> None:
    """From nothing, the first hop of a low tone would read as something else than the same hop later on."""
    tone = np.sin(2 * np.pi * 30 * np.arange(20 * HOP) / RATE + 1)
    loop = Loop(np.repeat(tone.astype(np.float32)[:, None], 2, axis=1), 20 * HOP)
    assert loop.powers[0] == pytest.approx(loop.powers[10], rel=1e-3)


def test_a_longer_session_is_as_loud_as_its_loop() -> None:
    samples = np.random.default_rng(1).standard_normal((10 * HOP, 2)).astype(np.float32) * np.float32(0.1)
    once, often = (integrated(Loop(samples, hops * HOP).powers) for hops in (10, 1000))
    assert often == pytest.approx(once, abs=0.05)


def test_its_peak_is_the_highest_sample_of_either_sign_on_either_side() -> None:
    samples = np.zeros((3 * HOP, 2), np.float32)
    samples[500, 1] = -0.75
    samples[700, 0] = 0.5
    assert Loop(samples).peak == 0.75


def test_a_day_later_it_is_still_in_its_place() -> None:
    loop, day = Loop(numbered(60 * RATE)), 24 * 3600 * RATE
    assert loop.read(day - 1, day + 2)[:, 0].tolist() == [60 * RATE - 1, 0, 1]


def test_one_that_is_loaded_ahead_is_decoded_in_another_thread_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded, threads = Event(), []

    def noted(path: Path, layout: str) -> Samples:
        threads.append(current_thread())
        decoded.set()
        return decode(path, layout)

    open_loop(SOUNDS["ocean"])  # its levels are known from here on
    _opened.cache_clear()
    monkeypatch.setattr("coach.sound.loop.decode_beside", noted)
    loop = open_loop(SOUNDS["ocean"])
    loop.load_ahead()
    assert decoded.wait(10)
    assert np.array_equal(loop.read(5, RATE), loop.loop[5:RATE])
    assert len(threads) == 1
    assert threads[0] is not current_thread()
    _opened.cache_clear()


def test_what_fails_ahead_is_told_where_it_is_read() -> None:
    def damaged() -> Samples:
        raise MissingPart("it is damaged", "")

    loop = Loop(LoopOnce(damaged))
    loop.load_ahead()
    with pytest.raises(MissingPart, match="damaged"):
        loop.read(0, 1)
