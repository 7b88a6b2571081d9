from __future__ import annotations

from io import BytesIO

import av
import pytest

from coach.export.chapters import Chapter
from coach.export.cover.cover import Cover
from coach.export.formats import About
from coach.export.formats.container import EXACTLY, add_chapters, add_cover, tags_of

pytestmark = pytest.mark.unit


def test_the_tags_are_those_of_ffmpeg() -> None:
    about = About("A\nrest", "Ana ", album="Evenings", comment="One.\r\nTwo.", year=26, language="pt", words="Rest.\n")
    assert tags_of(about) == {
        "title": "A rest",
        "artist": "Ana",
        "album": "Evenings",
        "date": "0026",
        "comment": "One.\nTwo.",
        "language": "por",
        "lyrics": "Rest.\n",
    }


def test_what_is_empty_is_left_out() -> None:
    assert tags_of(About(" \n", "")) == {}


def test_what_no_file_can_hold_has_a_mark_in_its_place() -> None:
    assert tags_of(About("a\0b", "\ud800", comment="c\0d\ud800", words="\x1be")) == {
        "title": "a�b",
        "artist": "�",
        "comment": "c�d�",
        "lyrics": "�e",
    }


def test_no_tag_is_one_that_ffmpeg_removes() -> None:
    # Its last tag would then take that place, and in FLAC the title of the last chapter comes before its time.
    names = {f"X{number}": "x" for number in range(9)}
    file = BytesIO()
    with av.open(file, "w", format="flac", options=EXACTLY) as container:
        container.add_stream("flac", rate=44_100, layout="mono")
        container.metadata.update(tags_of(About("T", comment="C")) | names)
        container.start_encoding()
    data = file.getvalue()
    places = [data.index(f"{name}=x".encode()) for name in names]
    assert places == sorted(places)
    assert data.index(b"title=T") < places[0]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_container_has_the_chapters_it_was_given(count: int) -> None:
    chapters = [Chapter(f"Part {n}", n * 1_001, n * 1_001 + 1_001) for n in range(count)]
    with av.open(BytesIO(), "w", format="mp4") as container:
        add_chapters(container, chapters)
        held = [(each["start"], each["end"], each["metadata"]["title"]) for each in container.chapters()]
    assert held == [(each.start_ms, each.end_ms, each.title) for each in chapters]


@pytest.mark.parametrize(("mime", "codec"), [("image/jpeg", "mjpeg"), ("image/png", "png")])
def test_a_cover_becomes_a_packet_of_a_stream_that_shows_it(mime: str, codec: str) -> None:
    with av.open(BytesIO(), "w", format="mp4") as container:
        packet = add_cover(container, Cover(b"picture", mime, 300, 300))
        (stream,) = container.streams.video
    assert packet is not None
    assert (bytes(packet), packet.stream) == (b"picture", stream)
    assert (stream.codec.canonical_name, stream.width, stream.height) == (codec, 300, 300)


def test_without_a_cover_there_is_no_stream() -> None:
    with av.open(BytesIO(), "w", format="mp4") as container:
        assert add_cover(container, None) is None
        assert len(container.streams) == 0
