"""What independent programs and libraries show of each format: chapters to the millisecond, tags, and the cover.

VLC 3 shows no chapters of an MP3, nor of a WAV; mutagen and MediaInfo read no cue points of a WAV, and eyeD3 reads MP3
alone. Each row says who reads what; a new format needs one.
"""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import mutagen
import pytest
from mutagen.flac import Picture

from coach.export.chapters import chapters_of
from coach.export.cover.cover_drawing import cover_of
from coach.export.formats import FORMATS as ALL
from coach.export.formats import About
from tests.export.formats.making import timeline_of, write_silence
from tests.export.formats.readers import OURS, READERS, Reading
from tests.processes import found

pytestmark = pytest.mark.session

FORMATS = tuple(each for each in ALL if not each.inside)
"""The formats that are sound files: a book has readers and validators of its own, in tests/export/epub."""
EDGES = (0, 1_234, 2_001, 2_500, 6_499, 9_999)
TITLES = ("Begin", "手のひら – “Ruhe”, & a longer one", "E", "A = B; C # D", "😀 e\u0301 النهاية")
"""Titles of changing length and many scripts: a library that sorts them would change their order."""
SESSION = timeline_of("Hand massage (for CRPS)", TITLES, EDGES)
COVER = cover_of(SESSION.title, SESSION)
ABOUT = About(
    SESSION.title,
    artist="Ana",
    album="Evenings",
    comment="For CRPS.\nSlow strokes = good.",
    year=2026,
    language="pt-BR",
    words="Hand massage\n\nRest your hands.\n",
    chapters=chapters_of(SESSION, "sections"),
    cover=COVER,
)
TAGS = {
    "title": ABOUT.title,
    "artist": "Ana",
    "album": "Evenings",
    "comment": ABOUT.comment,
    "year": "2026",
    "language": "por",
    "lyrics": ABOUT.words,
}
_OF_MP4 = ("ffprobe", "mpv", "VLC", "mutagen", "MediaInfo")
_OF_COMMENTS = _OF_MP4
CHAPTERS_BY = {
    ".mp3": ("ffprobe", "mpv", "mutagen", "eyeD3"),
    ".m4a": _OF_MP4,
    ".m4b": _OF_MP4,
    ".opus": _OF_COMMENTS,
    ".ogg": _OF_COMMENTS,
    ".flac": _OF_COMMENTS,
    ".wav": ("ffprobe", "mpv"),
}
"""Format → the readers that show its chapters."""
TAGS_BY = {**CHAPTERS_BY, ".mp3": (*READERS,), ".wav": ("ffprobe", "mpv", "VLC", "MediaInfo")}
"""Format → the readers that show its tags."""
UNREAD: dict[tuple[str, ...], set[str]] = {
    ("VLC",): {"language", "lyrics"},
    ("mutagen", ".m4a"): {"language"},
    ("mutagen", ".m4b"): {"language"},
    (".wav",): {"lyrics"},
}
"""Reader, format, or both → the tags that are not shown: it has no name for them, or MP4 has them elsewhere."""
FAMILY = {"ffprobe": "FFmpeg", "mpv": "FFmpeg"}
"""Reader → the library that it reads with."""
OF_WAV = {"comment": "For CRPS. Slow strokes = good."}
"""What a WAV holds in another form: its texts have one line."""
FFMPEGS_START_MS = {".mp3": (-25, 0)}
"""Format → by how much mpv shows every chapter too early: 0.35 counts from where FFmpeg puts the first sample that is
heard, after the encoder's delay of 1,105 samples; where it does not, there is nothing to correct."""
PRE_SKIP_MS = 7
"""The silence before Opus, by which its container's length, and so the end of the last chapter, is longer."""

Readings = Callable[[str], dict[str, Reading]]
EACH = pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS])


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One file of each format."""
    folder = tmp_path_factory.mktemp("readers")
    return {each.suffix: write_silence(SESSION, ABOUT, folder / f"s{each.suffix}") for each in FORMATS}


@pytest.fixture(scope="module")
def readings(files: dict[str, Path]) -> Readings:
    """Whatever a reader shows of each format that it knows, read once."""

    @cache
    def read(reader: str) -> dict[str, Reading]:
        known = [suffix for suffix in files if reader in TAGS_BY[suffix]]
        return dict(zip(known, READERS[reader]([files[suffix] for suffix in known]), strict=True))

    return read


def rows(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(suffix, reader) for suffix, readers in table.items() for reader in readers]


def test_every_format_has_its_readers() -> None:
    assert list(CHAPTERS_BY) == list(TAGS_BY) == [each.suffix for each in FORMATS]


@pytest.mark.parametrize(("suffix", "reader"), rows(CHAPTERS_BY))
def test_the_chapters_begin_to_the_millisecond_and_stand_in_their_order(
    readings: Readings, suffix: str, reader: str
) -> None:
    read = readings(reader)[suffix]
    assert tuple(title for title, _ in read.chapters) == TITLES
    early = {start - planned for (_, start), planned in zip(read.chapters, EDGES, strict=False)}
    allowed = FFMPEGS_START_MS.get(suffix, (0,)) if reader == "mpv" else (0,)
    assert len(early) == 1, "each is as early as the others"
    assert early <= set(allowed)


@pytest.mark.parametrize(("suffix", "reader"), rows(CHAPTERS_BY))
def test_each_chapter_ends_where_the_next_one_begins(readings: Readings, suffix: str, reader: str) -> None:
    if ends := readings(reader)[suffix].ends:
        assert tuple(ends[:-1]) == EDGES[1:-1]
        assert ends[-1] - EDGES[-1] in ((0, PRE_SKIP_MS) if suffix in (".opus", ".ogg") else (0,))


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_vlc_plays_what_it_finds_no_chapters_in(readings: Readings, suffix: str) -> None:
    # A VLC that finds some has learnt it: then these rows belong above.
    assert readings("VLC")[suffix].chapters == []


def shown(suffix: str, reader: str) -> set[str]:
    """Return the tags of a format that a reader shows."""
    return {*OURS}.difference(*(UNREAD.get(key, ()) for key in [(reader,), (suffix,), (reader, suffix)]))


@pytest.mark.parametrize(("suffix", "reader"), rows(TAGS_BY))
def test_the_tags_are_what_was_asked_for(readings: Readings, suffix: str, reader: str) -> None:
    wanted = {**TAGS, **(OF_WAV if suffix == ".wav" else {})}
    wanted = {name: wanted[name] for name in shown(suffix, reader)}
    assert lines(readings(reader)[suffix].tags) == lines(wanted)


@EACH
def test_each_tag_is_shown_by_two_that_share_no_code(suffix: str) -> None:
    held = {*OURS}.difference(UNREAD.get((suffix,), ()))
    for tag in held:
        families = {FAMILY.get(each, each) for each in TAGS_BY[suffix] if tag in shown(suffix, each)}
        assert len(families) >= 2, tag


@EACH
def test_ffprobe_warns_of_nothing(readings: Readings, suffix: str) -> None:
    assert readings("ffprobe")[suffix].warnings == []


def lines(tags: dict[str, str]) -> dict[str, str]:
    """Return tags without the empty lines at their ends, of which some readers show nothing."""
    return {name: value.strip() for name, value in tags.items()}


PICTURED = pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS if each.pictures])


@PICTURED
def test_the_cover_is_there_byte_for_byte(files: dict[str, Path], suffix: str) -> None:
    assert picture_of(files[suffix]) == COVER.data


@PICTURED
def test_ffprobe_shows_the_cover_as_a_picture_beside_the_sound(files: dict[str, Path], suffix: str) -> None:
    (picture,) = pictures(files[suffix])
    assert picture["disposition"]["attached_pic"] == 1
    assert picture["codec_name"] == "mjpeg"


def picture_of(path: Path) -> bytes:
    """Return the bytes of a file's one cover, by mutagen."""
    file: Any = mutagen.File(path)
    tags = file.tags
    match path.suffix:
        case ".mp3":
            (picture,) = [frame.data for frame in tags.getall("APIC")]
        case ".m4a" | ".m4b":
            (picture,) = map(bytes, tags["covr"])
        case ".flac":
            (picture,) = [each.data for each in file.pictures]
        case _:
            (block,) = tags["metadata_block_picture"]
            picture = Picture(b64decode(block)).data
    return bytes(picture)


def pictures(path: Path) -> list[dict[str, Any]]:
    """Return the streams of pictures in a file, by ffprobe."""
    command = [found("ffprobe"), "-v", "error", "-of", "json", "-show_streams", "-select_streams", "v", str(path)]
    read: list[dict[str, Any]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["streams"]
    return read
