from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from coach.export.epub.epub_container import write_container
from coach.export.epub.epub_files import BookFile
from tests.export.epub.books import told, written

pytestmark = pytest.mark.unit


def test_the_media_type_stands_first_as_it_is_and_nothing_is_compressed() -> None:
    epub = written(told(), b"sound" * 1000)
    assert epub[30:58] == b"mimetypeapplication/epub+zip"
    with ZipFile(BytesIO(epub)) as archive:
        assert archive.testzip() is None
        assert {each.compress_type for each in archive.infolist()} == {ZIP_STORED}
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(each.extra == b"" and not each.is_dir() for each in archive.infolist())
        assert archive.read("EPUB/audio/session.mp3") == b"sound" * 1000


def test_the_same_book_is_the_same_bytes() -> None:
    assert written(told()) == written(told())


def test_a_sound_is_read_from_its_beginning_wherever_it_stands() -> None:
    sound, file = BytesIO(b"sound"), BytesIO()
    sound.seek(3)
    write_container([BookFile("a.mp3", sound)], file)
    assert ZipFile(file).read("a.mp3") == b"sound"
