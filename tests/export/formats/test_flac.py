from __future__ import annotations

import hashlib
import subprocess
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mutagen.flac import FLAC

from coach.export import write
from coach.export.chapters import Chapter
from coach.export.formats import About
from coach.session import Session
from tests.processes import found

pytestmark = pytest.mark.unit

ABOUT = About("T", chapters=(Chapter("One", 0, 1_000), Chapter("Two", 1_000, 2_000)))


@pytest.fixture(scope="module")
def file(small_session: Session, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("flac") / "s.flac"
    write(small_session.mix, ABOUT, path)
    return FLAC(path)


@pytest.fixture(scope="module")
def heard(file: Any) -> bytes:
    """The samples as ffmpeg decodes them, 16 bits each."""
    command = [found("ffmpeg"), "-v", "error", "-i", str(file.filename), "-map", "0:a", "-f", "s16le", "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def test_it_is_44_100_hz_of_16_bits_and_knows_its_length(file: Any, small_session: Session) -> None:
    info = file.info
    assert (info.sample_rate, info.bits_per_sample, info.channels) == (44_100, 16, 2)
    assert info.total_samples == small_session.mix.frames


def test_its_checksum_is_that_of_what_an_independent_decoder_hears(file: Any, heard: bytes) -> None:
    assert file.info.md5_signature == int.from_bytes(hashlib.md5(heard).digest(), "big")  # noqa: S324 - FLAC's own


def test_each_sample_is_that_of_the_wav_but_for_the_last_step(
    heard: bytes, small_session: Session, tmp_path: Path
) -> None:
    write(small_session.mix, About("T"), tmp_path / "s.wav")
    with wave.open(str(tmp_path / "s.wav")) as read:
        samples = np.frombuffer(read.readframes(read.getnframes()), "<i2").astype(np.int32)
    assert np.abs(samples - np.frombuffer(heard, "<i2")).max() <= 1


def test_the_title_of_each_chapter_stands_behind_its_time(file: Any) -> None:
    names = [name for name, _ in file.tags if name.startswith("CHAPTER")]
    assert names == ["CHAPTER000", "CHAPTER000NAME", "CHAPTER001", "CHAPTER001NAME"]


def test_nothing_in_it_changes_with_the_version_of_ffmpeg(file: Any) -> None:
    assert file.tags.vendor == "ffmpeg"
    assert b"Lavf" not in Path(file.filename).read_bytes()
