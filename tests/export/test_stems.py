"""Stems are what the mix is the sum of, sample for sample, as two readers find them."""

from __future__ import annotations

import subprocess
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.audio.samples import Samples
from coach.errors import ExportError, MissingPart, UsageError
from coach.export.stems import check_stems, write_stems
from coach.routine.loader import parse_routine
from coach.session import Session, open_session
from coach.sound.mix import STEMS, Mix
from coach.timeline.timeline import Cue, Timeline
from coach.units import frames_at

pytestmark = pytest.mark.session

Whole = NDArray[np.int64]

RINGING = """
title: A rest with bells
beginning: bell
background: {sound: ocean, level: calm}
steps:
  - {say: "[sound side-change] Let your shoulders sink.", do: {breaths: 1, in: 2s, out: 3s}}
  - {say: Tap., do: 3s, rhythm: {every: 1s}}
"""


@pytest.fixture(scope="module")
def ringing() -> Session:
    """A session in which all that can sound does."""
    return open_session(parse_routine(RINGING.encode(), "ringing.yaml"))


@pytest.fixture(scope="module")
def folder(ffmpeg: Callable[[Path], Samples], ringing: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stems") / "stems"
    check_stems(path)
    write_stems(ringing.mix, path)
    assert len(ffmpeg(path / "cues.wav")) == ringing.mix.frames
    return path


def by_ffmpeg(path: Path) -> Whole:
    """Every sample as it stands in the file, in 24 bits."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "s32le", "-"]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    samples = np.frombuffer(data, "<i4").astype(np.int64)
    assert not (samples % 256).any()
    return samples.reshape(-1, 2) // 256


def by_the_standard_library(path: Path) -> Whole:
    with wave.open(str(path)) as file:
        data = np.frombuffer(file.readframes(file.getnframes()), np.uint8).reshape(-1, 3).astype(np.int64)
    unsigned = data[:, 0] + (data[:, 1] << 8) + (data[:, 2] << 16)
    signed: Whole = np.where(unsigned >= 2**23, unsigned - 2**24, unsigned)
    return signed.reshape(-1, 2)


def mixed(mix: Mix) -> Samples:
    return np.concatenate([block.samples for block in mix.blocks()])


def test_there_is_a_file_for_each_stem(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["background.wav", "cues.wav", "narration.wav"]


@pytest.mark.parametrize("stem", STEMS)
def test_a_stem_is_plain_24_bit_stereo_and_as_long_as_the_session(folder: Path, ringing: Session, stem: str) -> None:
    with wave.open(str(folder / f"{stem}.wav")) as file:
        assert file.getparams()[:4] == (2, 3, 44_100, frames_at(ringing.timeline.duration_ms))


@pytest.mark.parametrize("read", [by_ffmpeg, by_the_standard_library])
def test_the_stems_sum_to_the_mix_sample_for_sample(
    folder: Path, ringing: Session, read: Callable[[Path], Whole]
) -> None:
    total = sum(read(folder / f"{stem}.wav") for stem in STEMS)
    assert np.array_equal(total, mixed(ringing.mix).astype(np.float64) * 2**23)


@pytest.mark.parametrize("stem", STEMS)
def test_every_stem_is_heard(folder: Path, stem: str) -> None:
    assert np.abs(by_ffmpeg(folder / f"{stem}.wav")).max() > 2**23 / 300


def test_nothing_but_the_words_is_in_the_narration(folder: Path, ringing: Session) -> None:
    quiet = by_ffmpeg(folder / "narration.wav")
    for cue in ringing.timeline.speech:
        assert quiet[frames_at(cue.start_ms) : frames_at(cue.end_ms)].any()
        quiet[frames_at(cue.start_ms) : frames_at(cue.end_ms)] = 0
    assert not quiet.any()


def test_nothing_but_ticks_bells_and_breaths_is_in_the_cues(folder: Path, ringing: Session) -> None:
    quiet = by_ffmpeg(folder / "cues.wav")
    sounding = [cue for cue in ringing.timeline.cues if cue.sound]
    assert {cue.kind for cue in sounding} == {"sound", "breath", "rhythm"}
    for cue in sounding:
        assert quiet[frames_at(cue.start_ms) : frames_at(cue.end_ms)].any(), cue
        quiet[frames_at(cue.start_ms) : frames_at(cue.end_ms)] = 0
    assert not quiet.any()


def test_the_folder_is_made(tmp_path: Path) -> None:
    check_stems(tmp_path / "stems")
    assert list((tmp_path / "stems").iterdir()) == []


def test_a_folder_that_is_there_keeps_what_is_in_it(small_session: Session, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "cues.wav").write_text("old")
    check_stems(tmp_path)
    assert (tmp_path / "cues.wav").read_text() == "old"
    write_stems(small_session.mix, tmp_path)
    assert len(list(tmp_path.iterdir())) == 4
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "cues.wav").read_bytes().startswith(b"RIFF")


def test_a_file_in_the_folder_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "stems").touch()
    with pytest.raises(UsageError, match=r"stems cannot be a folder: File exists; name another one"):
        check_stems(tmp_path / "stems")


def test_a_folder_in_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be a folder: No such file or directory"):
        check_stems(tmp_path / "nowhere" / "stems")


def test_a_folder_in_a_stem_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "cues.wav").mkdir()
    with pytest.raises(UsageError, match=r"cues\.wav is a folder"):
        check_stems(tmp_path)


def test_a_read_only_disk_is_told(read_only_disk: Path) -> None:
    with pytest.raises(UsageError, match=r"read-only|Read-only"):
        check_stems(read_only_disk)
    with pytest.raises(UsageError, match="Read-only file system"):
        check_stems(read_only_disk / "stems")


def test_a_full_disk_leaves_no_half_stem(small_session: Session, small_disk: Path) -> None:
    with pytest.raises(MissingPart, match="No space left on device"):
        write_stems(small_session.mix, small_disk)
    assert list(small_disk.iterdir()) == []


def test_more_than_four_gigabytes_are_refused_at_once(small_session: Session, tmp_path: Path) -> None:
    timeline = Timeline("T", (Cue(0, 5 * 3_600_000, "pause"),))
    mix = Mix(timeline, small_session.mix.levels, small_session.mix.background)
    with pytest.raises(ExportError, match=r"a WAV of 24 bit holds at most 4h30m; write an MP3, and no stems"):
        write_stems(mix, tmp_path)
    assert list(tmp_path.iterdir()) == []
