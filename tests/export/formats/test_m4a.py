from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import av
import pytest

from coach.errors import ExportError
from coach.export import write
from coach.export.chapters import Chapter
from coach.export.formats import About
from coach.export.formats.m4a import write_m4a
from coach.session import Session

pytestmark = pytest.mark.unit

ABOUT = About("T", bitrate=64, language="de", chapters=(Chapter("One", 0, 1_001), Chapter("Two", 1_001, 2_000)))


@pytest.fixture(scope="module")
def copy() -> BytesIO:
    """Whatever the writer gives for a reader that cannot wait for the end."""
    return BytesIO()


@pytest.fixture(scope="module")
def file(small_session: Session, copy: BytesIO, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("m4a") / "s.m4b"
    with path.open("w+b") as opened:
        write_m4a(small_session.mix, ABOUT, opened, None, copy)
    return path


def boxes(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The boxes of MP4 as its bytes have them."""
    while data:
        size, name = struct.unpack_from(">I4s", data)
        yield name.decode(), data[8:size]
        data = data[size:]


def test_its_index_stands_in_front_of_the_sound(file: Path) -> None:
    names = [name for name, _ in boxes(file.read_bytes())]
    assert names.index("moov") < names.index("mdat")
    assert dict(boxes(file.read_bytes()))["ftyp"][:4] == b"M4A "


def test_its_header_tells_the_length_to_the_sample(file: Path, small_session: Session) -> None:
    header = dict(boxes(dict(boxes(file.read_bytes()))["moov"]))["mvhd"]
    assert struct.unpack_from(">II", header, 12) == (44_100, small_session.mix.frames)


def test_it_has_the_chapters_of_both_ways(file: Path) -> None:
    index = dict(boxes(file.read_bytes()))["moov"]
    assert b"chpl" in index  # Nero's
    assert b"chap" in index  # QuickTime's: a reference to a track of text
    assert sum(name == "trak" for name, _ in boxes(index)) == 2


def test_its_sound_has_its_language(file: Path) -> None:
    with av.open(str(file)) as container:
        assert container.streams.audio[0].metadata["language"] == "deu"


def test_nothing_in_it_changes_with_the_version_of_ffmpeg(file: Path) -> None:
    assert b"Lavf" not in file.read_bytes()
    assert b"Lavc" not in file.read_bytes()


def test_the_copy_has_the_same_sound(file: Path, copy: BytesIO) -> None:
    def packets(data: bytes) -> list[bytes]:
        with av.open(BytesIO(data), "r") as container:
            return [bytes(packet) for packet in container.demux(audio=0) if packet.size]

    assert packets(file.read_bytes()) == packets(copy.getvalue())


def test_a_file_that_does_not_hold_what_was_encoded_is_refused(small_session: Session, tmp_path: Path) -> None:
    def spoil(done: int, total: int) -> None:
        """Change a byte of what is on the disk already, as a bad disk may."""
        (unfinished,) = tmp_path.iterdir()
        if done == total and (size := unfinished.stat().st_size):
            with unfinished.open("r+b") as file:
                file.seek(size // 2)
                byte = file.read(1)[0]
                file.seek(size // 2)
                file.write(bytes([byte ^ 0xFF]))

    with pytest.raises(ExportError, match="the file does not hold what was encoded; try again"):
        write(small_session.mix, About("T"), tmp_path / "s.m4a", spoil)
    assert list(tmp_path.iterdir()) == []
