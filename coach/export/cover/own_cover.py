"""A listener's own picture → the cover of a session: kept as it is where it is fine, and else made plain, or refused.

What a cover has to be: Apple Podcasts takes a square JPEG or PNG in RGB, 1400 to 3000 pixels wide, without transparency
("Artwork requirements", podcasters.apple.com/support/896), and checks that its suffix tells its kind ("A Podcaster's
Guide to RSS"); Rockbox shows baseline JPEGs only (gpodder.github.io, "Rockbox Cover Art Sync"). A player shows a
smaller one as well, so that one in a session's own file may have 300.
"""

from __future__ import annotations

import math
import struct
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.export.cover.cover import Cover
from coach.export.cover.plain_picture import as_plain_jpeg, is_plain, kind_of
from coach.files import read_regular_file
from coach.log import described, logger

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

_log = logger(__name__)

LEAST, LEAST_OF_A_FEED, MOST = 300, 1400, 3000
"""Pixels of a side: of a cover within a file, of one for a feed, and of any."""
MOST_BYTES = 5_000_000
"""The most that a picture's file may have: it goes into each session."""
_MOST_PIXELS = 36_000_000
"""The most pixels that are decoded: a few bytes can claim to be a picture that fills the memory."""
_NEARLY = 1.02
"""The greatest ratio of the sides at which the longer one is trimmed without a word."""


def own_cover(path: Path, least: int = LEAST) -> Cover:
    """Return the cover that a file holds, whatever its suffix.

    A JPEG or PNG that players read is kept byte for byte. One that is CMYK, transparent, turned, of 16 bits,
    interlaced, of other colours than sRGB, too large, or that tells where it was taken becomes a plain JPEG.

    Args:
        path: The picture.
        least: The least width and height in pixels; `LEAST_OF_A_FEED` for a podcast.

    Raises:
        UsageError: For what is no such picture, with what to do.
    """
    data = _read(path)
    try:
        return _cover(path, data, least)
    except MemoryError as error:
        raise UsageError(f"{path} needs more memory than there is; save it {_wanted(least)}") from error


def _read(path: Path) -> bytes:
    try:
        data = read_regular_file(path, MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise UsageError(f"there is no picture {path}; name a JPEG or a PNG") from error
    except IsADirectoryError as error:
        raise UsageError(f"{path} is a folder; name a picture in it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"the picture {path} cannot be read: {reason}; name another one") from error
    if len(data) > MOST_BYTES:
        raise UsageError(f"{path} has more than {MOST_BYTES // 1_000_000} MB; save it smaller, as a JPEG")
    return data


def _cover(path: Path, data: bytes, least: int) -> Cover:
    picture = _opened(path, data)
    _check_size(path, picture, least)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is odd in it, and can be read all the same
            picture.load()
            return _fit_for_players(path, picture, data)
    except _FAULTS as error:
        _log.info("%s cannot be decoded: %s", path, described(error))
        raise UsageError(f"{path} is cut off or broken ({_brief(error)}); save or copy it again") from error


def _fit_for_players(path: Path, picture: Image, data: bytes) -> Cover:
    if is_plain(picture, data) and picture.width == picture.height <= MOST:
        return Cover(data, kind_of(picture), picture.width, picture.height)
    _log.info("%s becomes a plain JPEG: it is a %s of %s, %d x %d", path, picture.format, picture.mode, *picture.size)
    jpeg, side = as_plain_jpeg(picture, MOST)
    return Cover(jpeg, "image/jpeg", side, side)


def _opened(path: Path, data: bytes) -> Image:
    """Return a picture of which no more than its head is read."""
    from PIL import Image, UnidentifiedImageError

    no_picture = f"{path} is no JPEG or PNG; save it as one of them"
    if not data:
        raise UsageError(f"{path} is empty; name a JPEG or a PNG")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its size, which is told below
            picture = Image.open(BytesIO(data), formats=("JPEG", "PNG"))
    except UnidentifiedImageError as error:
        raise UsageError(no_picture) from error
    except Image.DecompressionBombError as error:
        raise UsageError(f"{path} says that it has far more pixels than a cover; save it smaller") from error
    except _FAULTS as error:
        raise UsageError(f"{path} is broken ({_brief(error)}); save it again") from error
    if getattr(picture, "is_animated", False) and picture.format == "PNG":
        raise UsageError(f"{path} is animated; save one picture of it")
    return picture


_FAULTS = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, struct.error)
"""The errors of Pillow for bytes that are no picture, or a broken one."""


def _check_size(path: Path, picture: Image, least: int) -> None:
    """Raise UsageError for a picture that is too small, far too large, or no square."""
    width, height = picture.size
    if min(width, height) < least:
        raise UsageError(f"{path} is {width} × {height} pixels, and would be blurred; save it {_wanted(least)}")
    if width * height > _MOST_PIXELS:
        raise UsageError(f"{path} says that it is {width} × {height} pixels; save it {_wanted(least)}")
    if max(width, height) > math.ceil(min(width, height) * _NEARLY):
        raise UsageError(f"{path} is {width} × {height} pixels; crop it to a square, as players show covers")


def _wanted(least: int) -> str:
    return f"{least} to {MOST} pixels wide and high"


def _brief(error: BaseException) -> str:
    return str(error).partition("\n")[0][:80] or type(error).__name__
