"""Picture → one that every player reads: a baseline JPEG in sRGB, square, upright, and silent of where it was taken."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from coach.log import described, logger

if TYPE_CHECKING:
    from PIL.Image import Image

_log = logger(__name__)

_PNG_BITS, _PNG_INTERLACED = 24, 28
"""The bytes of a PNG's head that hold these: after the signature, and the length and the name of IHDR."""
_PLAIN_BITS = 8
_SECRETS = ("exif", "xmp", "xml:com.adobe.xmp", "Raw profile type exif", "photoshop", "mp")
"""What a camera writes: how the picture is turned, when and where it was taken, a smaller copy of it."""
QUALITIES = (88, 80, 70, 60)
_ROOM = 2_000_000
"""The most bytes of a picture that is made here, if any quality gives so few."""


def kind_of(picture: Image) -> str:
    """Return the MIME type of a picture."""
    return "image/png" if picture.format == "PNG" else "image/jpeg"


def is_plain(picture: Image, data: bytes) -> bool:
    """Whether a decoded picture, of these bytes, is one that every player reads as it is."""
    if picture.mode != "RGB" or any(name in picture.info for name in ("transparency", *_SECRETS)):
        return False
    if not _is_srgb(picture):
        return False
    if picture.format == "PNG":
        return data[_PNG_BITS] == _PLAIN_BITS and not data[_PNG_INTERLACED]
    return picture.format == "JPEG" and not picture.info.get("progressive")


def as_plain_jpeg(picture: Image, most: int) -> tuple[bytes, int]:
    """Return a picture as a plain square JPEG, and its side, which is `most` pixels at most."""
    from PIL import Image, ImageOps

    upright = _in_srgb(ImageOps.exif_transpose(picture))
    side = min(upright.size)
    square = ImageOps.fit(upright, (side, side)) if upright.width != upright.height else upright
    if side > most:
        square = square.resize((most, most), Image.Resampling.LANCZOS)
    return _small_enough(square), square.width


def _small_enough(picture: Image) -> bytes:
    for quality in QUALITIES:
        file = BytesIO()
        picture.save(file, "JPEG", quality=quality, subsampling=0, progressive=False, exif=b"", icc_profile=None)
        if file.tell() <= _ROOM:
            break
    return file.getvalue()


def _in_srgb(picture: Image) -> Image:
    """Return a picture in plain RGB, on white where it is transparent."""
    from PIL import Image

    if picture.mode.startswith("I"):  # grey of 16 bits
        picture = picture.convert("I").point(lambda level: level / 256).convert("L")
    if picture.has_transparency_data:
        own = picture.convert("RGBA")
        on_white = Image.new("RGBA", own.size, "white")
        on_white.alpha_composite(own)
        on_white.info = dict(picture.info)
        picture = on_white.convert("RGB")
    return _by_profile(picture.convert("RGB") if picture.mode in ("1", "P") else picture)


def _by_profile(picture: Image) -> Image:
    """Return a picture in sRGB, by the colour profile that it has."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if profile and not _is_srgb(picture):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            assert converted is not None  # it is, unless it was to work in place
        except (ImageCms.PyCMSError, OSError, ValueError) as error:
            _log.info("a colour profile is not minded: %s", described(error))
        else:
            return converted
    return picture.convert("RGB")


def _is_srgb(picture: Image) -> bool:
    """Whether colours are those of sRGB, as they are where no profile says otherwise."""
    from PIL import ImageCms

    if not (profile := picture.info.get("icc_profile")):
        return True
    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        _log.info("a colour profile cannot be read: %s", described(error))
        return False
    return "srgb" in name.lower()
