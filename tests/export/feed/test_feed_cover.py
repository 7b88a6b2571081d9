"""The cover of a feed: drawn, kept, or one's own, and never at the price of a picture that was there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from coach.errors import UsageError
from coach.export.feed.episodes import episodes_in
from coach.export.feed.feed_cover import cover_for
from tests.export.cover.making import photo, saved
from tests.export.feed.making import put

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    folder.mkdir()
    put(folder)
    return folder


def cover(folder: Path, own: Path | None = None) -> tuple[str, bytes]:
    name, made = cover_for(folder, own, "Calm hands", "Anna", episodes_in(folder).episodes)
    return name, made.data


def test_without_one_it_is_drawn(folder: Path) -> None:
    name, data = cover(folder)
    assert (name, data[:2]) == ("cover.jpg", b"\xff\xd8")
    assert cover(folder) == (name, data)


@pytest.mark.parametrize(("name", "form"), [("cover.jpg", "JPEG"), ("cover.png", "PNG")])
def test_one_that_is_there_is_kept(folder: Path, name: str, form: str) -> None:
    path = saved(folder / name, photo(1400, 1400), form)
    assert cover(folder) == (name, path.read_bytes())


def test_one_s_own_is_taken_and_named_by_what_it_is(folder: Path, tmp_path: Path) -> None:
    own = saved(tmp_path / "mine.jpeg", photo(1400, 1400), "PNG")
    assert cover(folder, own) == ("cover.png", own.read_bytes())
    turned = saved(tmp_path / "mine.tif", photo(1500, 1500, "CMYK"))
    name, data = cover(folder, turned)
    assert (name, data == turned.read_bytes()) == ("cover.jpg", False)


def test_a_picture_is_not_replaced_by_its_own_copy(folder: Path) -> None:
    path = saved(folder / "cover.jpg", photo(1400, 1400, "CMYK"))
    for own in (None, path):
        with pytest.raises(UsageError, match=r"is not as podcast apps take it, .*; keep it in another folder"):
            cover(folder, own)


def test_a_suffix_that_is_not_its_kind_is_told(folder: Path) -> None:
    saved(folder / "cover.jpg", photo(1400, 1400), "PNG")
    with pytest.raises(UsageError, match=r"is no jpg; podcast apps go by its name: call it cover.png"):
        cover(folder)


def test_a_second_cover_is_refused(folder: Path, tmp_path: Path) -> None:
    saved(folder / "cover.jpg", photo(1400, 1400))
    with pytest.raises(UsageError, match=r"would be a second cover; remove one of them"):
        cover(folder, saved(tmp_path / "mine.png", photo(1400, 1400), "PNG"))


def test_a_cover_that_is_too_small_for_a_feed_is_refused(folder: Path) -> None:
    saved(folder / "cover.jpg", Image.new("RGB", (600, 600)))
    with pytest.raises(UsageError, match=r"1400 to 3000 pixels"):
        cover(folder)
