from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from mutagen.oggopus import OggOpus

from coach.export import write
from coach.export.formats import About
from coach.session import Session

pytestmark = pytest.mark.unit

_PRE_SKIP = 312
"""The samples at 48 kHz that a decoder leaves out at the beginning: libopus's own."""


@pytest.fixture(scope="module", params=["s.opus", "s.ogg"])
def file(request: pytest.FixtureRequest, small_session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("opus") / str(request.param)
    write(small_session.mix, About("Ruhe für dich", bitrate=64), path)
    return path


def opened(path: Path) -> Any:
    return OggOpus(path)


def test_it_is_opus_of_48_000_hz_in_ogg(file: Path) -> None:
    data = file.read_bytes()
    assert data[:4] == b"OggS"
    version, channels, skipped, rate = struct.unpack_from("<BBHI", data, data.index(b"OpusHead") + 8)
    assert (version, channels, skipped, rate) == (1, 2, _PRE_SKIP, 48_000)


def test_its_last_page_ends_with_its_last_sample(file: Path, small_session: Session) -> None:
    data = file.read_bytes()
    (end,) = struct.unpack_from("<q", data, data.rindex(b"OggS") + 6)
    assert end - _PRE_SKIP == round(small_session.mix.frames * 48_000 / 44_100)
    assert opened(file).info.length * 1000 == pytest.approx(small_session.timeline.duration_ms, abs=1)


def test_its_comments_say_what_it_is_and_nothing_of_ffmpegs_version(file: Path) -> None:
    tags = opened(file).tags
    assert dict(tags) == {"title": ["Ruhe für dich"], "artist": ["coach"], "encoder": ["coach"]}
    assert tags.vendor == "ffmpeg"
    assert b"Lavf" not in file.read_bytes()
    assert b"Lavc" not in file.read_bytes()


def test_it_is_about_as_large_as_its_bitrate_says(file: Path, small_session: Session) -> None:
    kilobits = file.stat().st_size * 8 / small_session.timeline.duration_ms
    assert kilobits < 64 * 1.2
