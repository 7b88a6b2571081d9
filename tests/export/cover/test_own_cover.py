"""A listener's own pictures: kept, made plain, or refused with what to do."""

from __future__ import annotations

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageCms

from coach.errors import UsageError
from coach.export.cover.cover import Cover
from coach.export.cover.own_cover import LEAST_OF_A_FEED, MOST, MOST_BYTES, own_cover
from tests.export.cover.making import photo, pixels, saved
from tests.kinds import at_most

pytestmark = pytest.mark.unit


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.jpg"


def plain(cover: Cover) -> Image.Image:
    """Return the picture of a cover that was made here, after what all of them have to be."""
    picture = Image.open(BytesIO(cover.data))
    assert (cover.mime, picture.format, picture.mode) == ("image/jpeg", "JPEG", "RGB")
    assert picture.size == (cover.width, cover.height)
    assert cover.width == cover.height
    assert not {"progressive", "exif", "icc_profile", "transparency"} & {*picture.info}
    return picture


@pytest.mark.parametrize(("form", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
@pytest.mark.parametrize("name", ["mine.jpg", "mine.png", "mine", "mine.txt"])
def test_a_fine_picture_is_kept_byte_for_byte_whatever_its_suffix(
    tmp_path: Path, form: str, mime: str, name: str
) -> None:
    path = saved(tmp_path / name, photo(), form)
    assert own_cover(path) == Cover(path.read_bytes(), mime, 400, 400)


def test_one_with_the_profile_of_srgb_is_kept(path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert own_cover(saved(path, photo(), icc_profile=profile)).data == path.read_bytes()


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGBA", "LA", "P", "1", "I;16"])
def test_other_kinds_of_colour_become_plain(path: Path, mode: str) -> None:
    picture = (
        photo(mode="L").convert("I").point(lambda v: v * 256).convert("I;16") if mode == "I;16" else photo(mode=mode)
    )
    made = plain(own_cover(saved(path, picture, "JPEG" if mode in ("CMYK", "L") else "PNG")))
    wanted = np.asarray(photo(mode="L" if mode == "I;16" else mode).convert("RGB")).astype(int)
    assert np.abs(np.asarray(made).astype(int) - wanted).mean() < 8


def test_what_is_transparent_becomes_white(path: Path) -> None:
    clear = photo(mode="RGBA")
    clear.putalpha(Image.new("L", clear.size, 0))
    made = plain(own_cover(saved(path, clear, "PNG")))
    assert made.getextrema() == ((255, 255),) * 3


def test_a_colour_that_stands_for_transparent_becomes_white(path: Path) -> None:
    made = plain(own_cover(saved(path, photo(), "PNG", transparency=(220, 20, 20))))
    assert np.asarray(made)[50, 50].min() > 250


def test_a_turned_photo_is_turned_back_and_does_not_tell_where_it_was_taken(path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    exif.get_ifd(0x8825)[1] = "N"
    made = plain(own_cover(saved(path, photo(), exif=exif)))
    red = np.asarray(made).astype(int)[..., 0] > 150
    assert red[:180, 220:].all()
    assert b"Exif" not in own_cover(path).data


def test_an_upright_photo_that_tells_where_it_was_taken_is_silent_afterwards(path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    plain(own_cover(saved(path, photo(), exif=exif)))


def test_a_progressive_jpeg_becomes_baseline(path: Path) -> None:
    plain(own_cover(saved(path, photo(), progressive=True)))


def test_of_a_photo_with_a_second_one_in_it_the_first_is_taken(path: Path) -> None:
    """Phones write such files, called .jpg, for depth and for brighter screens."""
    photo().save(path, "MPO", save_all=True, append_images=[Image.new("RGB", (400, 400))])
    made = plain(own_cover(path))
    assert np.abs(np.asarray(made).astype(int) - np.asarray(photo())).mean() < 3


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("interlaced", [False, True])
def test_a_png_is_kept_only_if_it_is_of_8_bits_and_not_interlaced(path: Path, bits: int, interlaced: bool) -> None:
    path.write_bytes(png(np.asarray(photo(300, 300)), bits, interlaced))
    if bits == 8 and not interlaced:
        assert own_cover(path).data == path.read_bytes()
    else:
        made = plain(own_cover(path))
        assert np.abs(np.asarray(made).astype(int) - np.asarray(photo(300, 300))).mean() < 3


def test_colours_of_another_profile_are_converted(path: Path) -> None:
    """In a profile whose red and green are exchanged, red is green."""
    exchanged = swapped_profile()
    made = plain(own_cover(saved(path, photo(), "PNG", icc_profile=exchanged)))
    red, green, _ = np.asarray(made)[50, 50].astype(int)
    assert green > red + 100


def swapped_profile() -> bytes:
    """Return sRGB with the primaries of red and green exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return (
        profile.replace(b"rXYZ", b"####")
        .replace(b"gXYZ", b"rXYZ")
        .replace(b"####", b"gXYZ")
        .replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
    )


def test_a_profile_that_is_nonsense_is_not_minded(path: Path) -> None:
    plain(own_cover(saved(path, photo(), "PNG", icc_profile=b"nonsense")))


def test_nearly_a_square_is_trimmed_and_a_large_one_made_smaller(path: Path) -> None:
    assert plain(own_cover(saved(path, photo(404, 400)))).size == (400, 400)
    assert plain(own_cover(saved(path, Image.new("RGB", (MOST + 100, MOST + 100))))).size == (MOST, MOST)


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ((1, 1), "1 × 1 pixels, and would be blurred; save it 300 to 3000 pixels wide and high"),
        ((299, 299), "would be blurred"),
        ((640, 400), "640 × 400 pixels; crop it to a square"),
        ((400, 409), "crop it to a square"),
    ],
)
def test_a_picture_of_a_wrong_size_is_refused_with_what_to_do(path: Path, size: tuple[int, int], told: str) -> None:
    with pytest.raises(UsageError, match=f"mine.jpg is .*{told}"):
        own_cover(saved(path, photo(*size)))


def test_a_feed_asks_for_more(path: Path) -> None:
    with pytest.raises(UsageError, match=r"1400 to 3000 pixels"):
        own_cover(saved(path, photo()), LEAST_OF_A_FEED)


def no_picture(path: Path) -> None:
    path.write_bytes(b"This is not a picture.")


def empty(path: Path) -> None:
    path.touch()


def gif(path: Path) -> None:
    photo().save(path, "GIF")


def too_many_bytes(path: Path) -> None:
    saved(path, photo())
    os.truncate(path, 2 * MOST_BYTES)


def cut_off(path: Path) -> None:
    os.truncate(saved(path, photo()), 3000)


def cut_off_png(path: Path) -> None:
    os.truncate(saved(path, photo(), "PNG"), path.stat().st_size // 2)


def only_a_head(path: Path) -> None:
    os.truncate(saved(path, photo(), "PNG"), 40)


def animated(path: Path) -> None:
    photo().save(path, "PNG", save_all=True, append_images=[Image.new("RGB", (400, 400))])


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def missing(path: Path) -> None:
    assert not path.exists()


def bomb(path: Path) -> None:
    """Write a small PNG that says that it has 65,000 times 65,000 pixels."""
    path.write_bytes(png_head(65_000, 65_000))


def small_bomb(path: Path) -> None:
    """Write a PNG of 8,000 times 8,000 pixels, fewer than Pillow minds."""
    path.write_bytes(png_head(8_000, 8_000))


def png_head(width: int, height: int) -> bytes:
    return chunks(struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), zlib.compress(bytes(3_000_000)))


def chunks(head: bytes, data: bytes) -> bytes:
    named = [b"IHDR" + head, b"IDAT" + data, b"IEND"]
    whole = [struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each)) for each in named]
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


PASSES = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1))
"""The passes of an interlaced PNG: first row and column, and the steps between rows and columns."""


def png(picture: NDArray[np.uint8], bits: int, interlaced: bool) -> bytes:
    """Return a PNG of kinds that Pillow does not write."""
    deep = picture.astype(">u2") * 257 if bits == 16 else picture
    parts = [deep[top::down, left::across] for top, left, down, across in PASSES] if interlaced else [deep]
    rows = b"".join(b"\0" + row.tobytes() for part in parts for row in part)
    height, width, _ = picture.shape
    return chunks(struct.pack(">IIBBBBB", width, height, bits, 2, 0, 0, interlaced), zlib.compress(rows))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (no_picture, "is no JPEG or PNG; save it as one of them"),
        (empty, "is empty; name a JPEG or a PNG"),
        (gif, "is no JPEG or PNG"),
        (too_many_bytes, "has more than 5 MB; save it smaller"),
        (cut_off, "is cut off or broken .*; save or copy it again"),
        (cut_off_png, "is cut off or broken .*; save or copy it again"),
        (only_a_head, "broken|no JPEG"),
        (animated, "is animated; save one picture of it"),
        (folder, "is a folder; name a picture in it"),
        (missing, "there is no picture .*; name a JPEG or a PNG"),
        (bomb, "far more pixels than a cover; save it smaller"),
        (small_bomb, "8000 × 8000 pixels; save it 300 to 3000"),
    ],
)
def test_what_is_no_such_picture_is_refused_with_what_to_do(path: Path, make: object, told: str) -> None:
    assert callable(make)
    make(path)
    with pytest.raises(UsageError, match=told) as caught:
        own_cover(path)
    assert "mine.jpg" in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on Windows")
def test_a_pipe_is_refused_and_not_waited_for(path: Path) -> None:
    pipe(path)
    with pytest.raises(UsageError, match=r"it is no ordinary file"):
        own_cover(path)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(UsageError, match=r"cannot be read"):
        own_cover(Path("a\0b"))


@at_most(60)
@given(st.data())
def test_a_damaged_picture_is_a_picture_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    form = data.draw(st.sampled_from(["JPEG", "PNG"]))
    file = BytesIO()
    photo(300, 300).save(file, form, exif=Image.Exif() if form == "PNG" else b"", progressive=True)
    damaged = bytearray(file.getvalue())
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("damaged") / "mine.png"
    path.write_bytes(damaged)
    try:
        cover = own_cover(path)
    except UsageError:
        return
    assert pixels(cover).shape == (cover.height, cover.width, 3)
