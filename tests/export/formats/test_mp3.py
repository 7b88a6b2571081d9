from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode

from coach.audio.samples import Samples
from coach.export import write
from coach.export.formats import FORMATS, About
from coach.export.xing_header import info_frame
from coach.session import Session

pytestmark = pytest.mark.session


def opened(path: Path) -> Any:
    return MP3(path)


@pytest.fixture(scope="module")
def file(small_session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mp3") / "session.mp3"
    write(small_session.mix, About("Ruhe für dich", artist="coach"), path)
    return path


def test_it_says_what_it_is(file: Path) -> None:
    tags = opened(file).tags
    assert (str(tags["TIT2"]), str(tags["TPE1"])) == ("Ruhe für dich", "coach")


def test_its_tags_know_its_length(file: Path, small_session: Session) -> None:
    assert str(opened(file).tags["TLEN"]) == str(small_session.timeline.duration_ms)


def test_its_header_tells_players_the_length_without_decoding(file: Path, small_session: Session) -> None:
    assert opened(file).info.length * 1000 == pytest.approx(small_session.timeline.duration_ms, abs=1)


def test_it_is_joint_stereo_at_a_constant_128_kbit(file: Path) -> None:
    info = opened(file).info
    assert (info.bitrate, info.bitrate_mode, info.channels, info.sample_rate) == (128_000, BitrateMode.CBR, 2, 44_100)
    assert info.mode == 1


@pytest.mark.parametrize("bitrate", FORMATS[0].bitrates or ())
def test_every_bitrate_decodes_to_the_same_length(
    small_session: Session, tmp_path: Path, bitrate: int, ffmpeg: Callable[[Path], Samples]
) -> None:
    write(small_session.mix, About("T", bitrate=bitrate), tmp_path / "s.mp3")
    assert len(ffmpeg(tmp_path / "s.mp3")) == small_session.mix.frames
    assert opened(tmp_path / "s.mp3").info.bitrate == bitrate * 1000


@pytest.mark.parametrize("bitrate", FORMATS[0].bitrates or ())
def test_every_bitrate_keeps_the_level(
    small_session: Session, tmp_path: Path, bitrate: int, ffmpeg: Callable[[Path], Samples]
) -> None:
    write(small_session.mix, About("T", bitrate=bitrate), tmp_path / "s.mp3")
    heard = ffmpeg(tmp_path / "s.mp3").ravel().astype(np.float64)
    mixed = np.concatenate([block.samples.ravel() for block in small_session.mix.blocks()])
    assert 20 * np.log10(heard @ mixed / (mixed @ mixed)) == pytest.approx(0, abs=0.05)


def test_the_first_frame_is_sealed_by_its_checksum() -> None:
    # A checksum of this kind over a text and itself, highest byte last, is nothing: here over the first 190 bytes.
    frame = info_frame(100_000, 88 * 418, 128)
    crc = 0
    for byte in frame[:190]:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 * (crc & 1))
    assert int.from_bytes(frame[190:192], "big") == crc
