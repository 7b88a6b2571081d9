"""What a file is proved to hold is what an independent ear finds in it."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.audio.decode import MediaError
from coach.audio.loudness import measure
from coach.audio.samples import Samples
from coach.export import write
from coach.export.formats import About
from coach.export.verification import Verification, verify
from coach.session import Session, open_session
from coach.sound.mix import Mix
from coach.timeline.timeline import Cue, Timeline
from coach.units import frames_at

pytestmark = pytest.mark.session

Delivered = Any


@pytest.fixture(scope="module", params=["mp3", "wav"])
def delivered(request: pytest.FixtureRequest) -> Delivered:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def heard(delivered: Delivered, ffmpeg: Callable[[Path], Samples]) -> Samples:
    return ffmpeg(delivered.path)


def cut(samples: Samples, cue: Cue) -> Samples:
    return samples[frames_at(cue.start_ms) : frames_at(cue.end_ms)]


def background_of(mix: Mix) -> Samples:
    return np.concatenate([block.samples for block in mix.stem("background").blocks()])


def proved(written: Mix, path: Path, claimed: Mix) -> Verification:
    write(written, About("T"), path)
    return verify(path, claimed)


def test_it_is_as_long_as_ffmpeg_decodes_it(delivered: Delivered, heard: Samples) -> None:
    assert delivered.report.verification.frames == len(heard) == delivered.session.mix.frames


def test_its_loudness_and_true_peak_are_those_that_ffmpeg_reads(
    delivered: Delivered, loudness_by_ffmpeg: Callable[[Path], tuple[float, float]]
) -> None:
    lufs, peak = loudness_by_ffmpeg(delivered.path)
    assert delivered.report.verification.loudness.lufs == pytest.approx(lufs, abs=0.1)
    assert delivered.report.verification.loudness.peak_dbtp == pytest.approx(peak, abs=0.2)


def test_every_word_is_heard_in_its_order(delivered: Delivered) -> None:
    assert [heard.cue for heard in delivered.report.verification.cues] == list(delivered.session.timeline.speech)
    assert all(heard.correlation > 0.95 for heard in delivered.report.verification.cues)
    assert all(abs(heard.late_ms) < 1 for heard in delivered.report.verification.cues)


def test_each_word_is_as_loud_as_what_is_cut_out_of_the_file(delivered: Delivered, heard: Samples) -> None:
    background = background_of(delivered.session.mix)
    for each in delivered.report.verification.cues:
        alone = cut(heard, each.cue) - cut(background, each.cue)
        assert each.spoken.lufs == pytest.approx(measure(alone).lufs, abs=0.7)


def test_the_background_under_each_word_is_as_loud_as_what_is_left_without_the_word(
    delivered: Delivered, heard: Samples
) -> None:
    mix = delivered.session.mix
    for each in delivered.report.verification.cues:
        voice = mix.levels.voice.of(each.cue)
        rest = cut(heard, each.cue)[: len(voice)] - voice[:, None]
        error = 0.7 if delivered.path.suffix == ".wav" else 3  # what an encoder adds is left, too
        assert each.under_lufs == pytest.approx(measure(rest).lufs, abs=error)
        assert each.over_background == pytest.approx(each.spoken.lufs - each.under_lufs)


@pytest.mark.parametrize("gain_db", [-6.0, -1.0, 2.0])
def test_a_louder_background_is_measured_as_such(
    small_session: Session, wav: Delivered, tmp_path: Path, louder: Callable[[float], Mix], gain_db: float
) -> None:
    verification = proved(louder(gain_db), tmp_path / "s.wav", small_session.mix)
    for before, after in zip(wav.report.verification.cues, verification.cues, strict=True):
        assert after.under_lufs - before.under_lufs == pytest.approx(gain_db, abs=0.3)
        assert after.spoken.lufs == pytest.approx(before.spoken.lufs, abs=0.1)


@pytest.mark.parametrize("late_ms", [-29, -25, -3, 1, 19, 29])
def test_a_word_at_another_time_is_found_there(
    small_session: Session, tmp_path: Path, moved: Callable[[int, int], Mix], late_ms: int
) -> None:
    verification = proved(moved(1, late_ms), tmp_path / "s.wav", small_session.mix)
    assert [round(heard.late_ms) for heard in verification.cues] == [0, late_ms, 0, 0]
    assert all(heard.correlation > 0.95 for heard in verification.cues)


def test_a_word_that_is_not_there_is_like_nothing(
    small_session: Session, tmp_path: Path, without: Callable[[int], Mix]
) -> None:
    verification = proved(without(2), tmp_path / "s.wav", small_session.mix)
    assert [heard.correlation > 0.5 for heard in verification.cues] == [True, True, False, True]


def test_what_should_be_heard_after_the_end_is_not_heard(
    small_session: Session, tmp_path: Path, shortened: Callable[[int], Mix]
) -> None:
    last = small_session.timeline.speech[-1]
    verification = proved(shortened(last.start_ms - 100), tmp_path / "s.wav", small_session.mix)
    assert verification.frames == frames_at(last.start_ms - 100)
    assert [heard.cue for heard in verification.cues] == list(small_session.timeline.speech)
    assert [heard.correlation > 0.5 for heard in verification.cues] == [True, True, True, False]


def test_a_word_that_breaks_off_is_like_itself_only_so_far(
    small_session: Session, wav: Delivered, tmp_path: Path
) -> None:
    last = small_session.timeline.speech[-1]
    with wave.open(str(wav.path)) as whole, wave.open(str(tmp_path / "s.wav"), "wb") as cut_off:
        cut_off.setparams(whole.getparams())
        cut_off.writeframes(whole.readframes(frames_at((2 * last.start_ms + last.end_ms) // 3)))
    *before, broken = verify(tmp_path / "s.wav", small_session.mix).cues
    assert all(heard.correlation > 0.95 for heard in before)
    assert 0.2 < broken.correlation < 0.9


def test_a_word_in_the_last_frame_is_heard_whole(small_session: Session, tmp_path: Path) -> None:
    speech = small_session.timeline.speech[0]
    mix = Mix(Timeline("T", (Cue(0, 4_000, "pause"), speech)), small_session.mix.levels, small_session.mix.background)
    write(mix, About("T"), tmp_path / "s.wav")
    (first, *_) = verify(tmp_path / "s.wav", small_session.mix).cues
    assert first.correlation > 0.95


def test_without_a_background_nothing_is_under_the_words(small_session: Session, write_verified: Any) -> None:
    bare = open_session(small_session.routine, background="none")
    assert {heard.under_lufs for heard in write_verified(bare, "bare.wav").report.verification.cues} == {-np.inf}


def test_what_is_no_sound_cannot_be_proved(small_session: Session, tmp_path: Path) -> None:
    (tmp_path / "s.mp3").write_bytes(b"no sound at all" * 1000)
    with pytest.raises(MediaError):
        verify(tmp_path / "s.mp3", small_session.mix)
