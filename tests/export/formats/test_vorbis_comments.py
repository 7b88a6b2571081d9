from __future__ import annotations

from base64 import b64decode

import pytest
from mutagen.flac import Picture

from coach.export.chapters import Chapter
from coach.export.cover.cover import Cover
from coach.export.formats import About
from coach.export.formats.vorbis_comments import comments_of, picture_comment

pytestmark = pytest.mark.unit


def test_each_chapter_has_its_time_and_then_its_title() -> None:
    chapters = (Chapter("Begin", 0, 1_234), Chapter("End = rest", 1_234, 3_661_000), Chapter("E", 3_661_000, 3_700_000))
    assert [*comments_of(About("T", chapters=chapters)).items()] == [
        ("title", "T"),
        ("artist", "coach"),
        ("CHAPTER000", "00:00:00.000"),
        ("CHAPTER000NAME", "Begin"),
        ("CHAPTER001", "00:00:01.234"),
        ("CHAPTER001NAME", "End = rest"),
        ("CHAPTER002", "01:01:01.000"),
        ("CHAPTER002NAME", "E"),
    ]


def test_255_chapters_have_three_digits_each() -> None:
    comments = comments_of(About("T", chapters=tuple(Chapter("C", n, n + 1) for n in range(255))))
    assert [name for name in comments if name.startswith("CHAPTER") and not name.endswith("NAME")] == [
        f"CHAPTER{number:03}" for number in range(255)
    ]


def test_a_cover_is_a_picture_block_in_base64() -> None:
    (comment,) = picture_comment(Cover(b"\xffpicture", "image/png", 1_400, 1_401)).values()
    read = Picture(b64decode(comment))
    assert (read.type, read.mime, read.desc, read.data) == (3, "image/png", "", b"\xffpicture")
    assert (read.width, read.height, read.depth, read.colors) == (1_400, 1_401, 24, 0)


def test_without_a_cover_there_is_no_comment() -> None:
    assert picture_comment(None) == {}
