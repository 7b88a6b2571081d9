"""What players read in a tag: each of these readers goes its own way through the bytes."""

from __future__ import annotations

import json
import struct
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import ID3

from coach.export import write
from coach.export.chapters import Chapter
from coach.export.formats import About, id3
from coach.session import Session
from tests.processes import found

pytestmark = pytest.mark.session

CHAPTERS = (
    Chapter("Begin", 0, 1_234),
    Chapter("手のひら – “Ruhe”, and a title that is longer", 1_234, 2_001),
    Chapter("E", 2_001, 5_000),
    Chapter("A longer one again", 5_000, 9_999),
)
"""Titles of changing length: a library that sorts by size would change their order."""
ABOUT = About(
    "Hand massage (for CRPS)",
    artist="Ana",
    album="Evenings",
    comment="For CRPS.\nSlow strokes.",
    year=2026,
    language="pt-BR",
    words="Hand massage\n\nRest your hands.\n",
    chapters=CHAPTERS,
)


@pytest.fixture(scope="module")
def file(small_session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("id3") / "session.mp3"
    write(small_session.mix, ABOUT, path)
    return path


def frames(path: Path) -> Iterator[tuple[str, bytes]]:
    """The frames of a tag as its bytes have them, by a reader of our own."""
    data = path.read_bytes()
    assert data[:6] == b"ID3\x03\x00\x00"
    size = sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    place, end = 10, 10 + size
    while place < end:
        name, length, flags = struct.unpack(">4sIH", data[place : place + 10])
        assert flags == 0
        yield name.decode(), data[place + 10 : place + 10 + length]
        place += 10 + length
    assert place == end
    assert data[end] == 0xFF, "the sound begins where the tag ends"


def test_all_stands_once_and_chapters_in_the_order_of_time(file: Path) -> None:
    names = [name for name, _ in frames(file)]
    assert names == [
        *("TIT2", "TPE1", "TALB", "TYER", "TLAN", "TLEN", "TSSE", "COMM", "USLT", "CTOC"),
        *["CHAP"] * len(CHAPTERS),
    ]
    starts = [struct.unpack(">II", body.partition(b"\0")[2][:8]) for name, body in frames(file) if name == "CHAP"]
    assert starts == [(chapter.start_ms, chapter.end_ms) for chapter in CHAPTERS]


def test_a_tag_library_reads_all_of_it(file: Path, small_session: Session) -> None:
    tags = ID3(file)
    texts = {name: str(tags[name]) for name in ("TIT2", "TPE1", "TALB", "TLAN", "TLEN", "COMM::por")}
    assert texts == {
        "TIT2": ABOUT.title,
        "TPE1": "Ana",
        "TALB": "Evenings",
        "TLAN": "por",
        "TLEN": str(small_session.timeline.duration_ms),
        "COMM::por": ABOUT.comment,
    }
    assert str(tags["USLT::por"]) == ABOUT.words
    assert str(tags["TDRC"]) == "2026"  # as it calls the year of 2.3
    contents = tags["CTOC:toc"]
    assert (int(contents.flags), contents.child_element_ids) == (3, ["c0", "c1", "c2", "c3"])
    chapters = [tags[f"CHAP:{name}"] for name in contents.child_element_ids]
    read = [(str(each.sub_frames["TIT2"]), each.start_time, each.end_time) for each in chapters]
    assert read == [(each.title, each.start_ms, each.end_ms) for each in CHAPTERS]
    assert {(each.start_offset, each.end_offset) for each in chapters} == {(0xFFFFFFFF, 0xFFFFFFFF)}


def test_ffprobe_reads_the_chapters_to_the_millisecond_and_in_their_order(file: Path) -> None:
    told = probed(file)
    read = [(each["tags"]["title"], float(each["start_time"]), float(each["end_time"])) for each in told["chapters"]]
    assert read == [(each.title, each.start_ms / 1000, each.end_ms / 1000) for each in CHAPTERS]
    tags = told["format"]["tags"]
    assert (tags["title"], tags["artist"], tags["album"], tags["date"]) == (ABOUT.title, "Ana", "Evenings", "2026")


def probed(path: Path) -> dict[str, Any]:
    command = [found("ffprobe"), "-v", "error", "-of", "json", "-show_chapters", "-show_format", str(path)]
    read: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    return read


@pytest.mark.parametrize("count", [1, 128, 255])
def test_so_many_chapters_are_all_there(count: int) -> None:
    chapters = [Chapter(f"Step {n}", n * 1000, n * 1000 + 1000) for n in range(count)]
    tag = id3.tag_of(id3.contents("A session", chapters))
    read = ID3()
    read.load(BytesIO(tag))
    assert len(read.getall("CHAP")) == count
    assert read["CTOC:toc"].child_element_ids == [f"c{n}" for n in range(count)]


def test_what_is_empty_is_left_out(small_session: Session, tmp_path: Path) -> None:
    write(small_session.mix, About("T"), tmp_path / "s.mp3")
    assert [name for name, _ in frames(tmp_path / "s.mp3")] == ["TIT2", "TPE1", "TLEN", "TSSE"]


def test_a_tag_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="less than 256 MB"):
        id3.tag_of([bytes(2**28)])
