"""Title + timeline → a cover: a sun on a horizon, whose rays and rings are what is spoken and practised over the time.

The session begins at the left end of the horizon and ends at the right one. The longer a ray, the more is spoken in
that part of the session; the ring under the rays is drawn where something is practised.
"""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING

from coach.export.cover.cover import Cover
from coach.export.cover.cover_fonts import BOLD, REGULAR, font, needs_shaping
from coach.export.cover.palettes import palette_of
from coach.export.cover.session_shape import length_of_session, shape_of
from coach.export.cover.title_setting import LEADING, line_that_fits, setting_of
from coach.units import duration_in_words

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    from coach.export.cover.palettes import Colour, Palette
    from coach.export.cover.session_shape import Shape
    from coach.export.cover.title_setting import Setting
    from coach.timeline.timeline import Timeline

SIZE = 1400
"""The width and height in pixels: the least that Apple Podcasts takes."""
QUALITY = 85

# Pixels, from the left and the top.
MARGIN = 112
TITLE_HEIGHT = 540
HORIZON = 1230
CAPTION = 70
ICON_HORIZON = 940
_CENTRE = SIZE / 2

# Pixels from the centre of the sun.
_DISC = 216
_PRACTISED = (340, 258)
SPOKEN = (372, 548)

_ROUND = 8
"""The room for the round end of the longest ray."""

PARTS = 76
"""The parts of the session that have a ray each."""
_DEGREES = 180 / PARTS
_FILLED = 0.62
"""The share of its part that a ray is wide."""
_ICON_COLOURS = 48
"""The colours of an icon: smooth edges, in a few kilobytes."""
_FINE = 3
"""The dots across and down in a pixel, from which smooth edges are made."""


def cover_of(title: str, timeline: Timeline) -> Cover:
    """Return the cover of a session, as a JPEG; the same title and timeline give the same bytes.

    A title whose letters the font lacks is left out, with a line in the log.

    Example:
        >>> from coach.timeline.timeline import Cue, Timeline
        >>> cover = cover_of("Calm hands", Timeline("Calm hands", (Cue(0, 60_000, "practice"),)))
        >>> cover.mime, cover.width, cover.height
        ('image/jpeg', 1400, 1400)
    """
    return drawn_cover(title, timeline, length_in_minutes(length_of_session(timeline)))


def drawn_cover(title: str, timeline: Timeline, caption: str) -> Cover:
    """Return a cover with other words than the length under the horizon, or none."""
    from PIL import ImageDraw

    colours = palette_of(title)
    picture = _landscape(colours, timeline, HORIZON)
    sheet = ImageDraw.Draw(picture)
    width = SIZE - 2 * MARGIN
    if setting := setting_of(title, width, TITLE_HEIGHT):
        _write_title(sheet, setting, colours.ink)
    if line := line_that_fits(caption, width, CAPTION):
        _write_caption(sheet, line, colours.caption)
    return Cover(as_jpeg(picture), "image/jpeg", SIZE, SIZE)


def icon_of(title: str, timeline: Timeline, size: int) -> bytes:
    """Return the cover's drawing without words as a small PNG: all of it stays within a circle, as phones cut icons.

    Example:
        >>> from coach.timeline.timeline import Cue, Timeline
        >>> icon_of("Calm hands", Timeline("Calm hands", (Cue(0, 60_000, "practice"),)), 180)[1:4]
        b'PNG'
    """
    picture = _landscape(palette_of(title), timeline, ICON_HORIZON).resize((size, size)).quantize(_ICON_COLOURS)
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _landscape(colours: Palette, timeline: Timeline, horizon: int) -> Image:
    """Return the sun of a session over a horizon, without any words."""
    from PIL import Image

    picture = Image.new("RGB", (SIZE, SIZE), colours.sky)
    picture.paste(colours.ground, (0, horizon, SIZE, SIZE))
    sun = _sun(colours, shape_of(timeline, PARTS))
    picture.paste(sun, (round(_CENTRE - sun.width / 2), horizon - sun.height))
    return picture


def as_jpeg(picture: Image) -> bytes:
    """Return a picture as a baseline JPEG in full colour resolution, which is sRGB where nothing else is said."""
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, subsampling=0, progressive=False, optimize=True)
    return file.getvalue()


def length_in_minutes(ms: int) -> str:
    """Return a length in whole minutes, as people say it; in seconds where it is shorter than one.

    Example:
        >>> length_in_minutes(876_000), length_in_minutes(45_000), length_in_minutes(3_900_000)
        ('15 min', '45 s', '1 h 5 min')
    """
    minutes = (ms + 30_000) // 60_000
    return duration_in_words(minutes * 60_000 if ms >= 60_000 else ms)  # noqa: PLR2004 - a minute


def _sun(colours: Palette, shape: Shape) -> Image:
    """Return the upper half of the sun, with its edges smoothed."""
    from PIL import Image, ImageDraw

    radius = SPOKEN[1] + _ROUND
    fine = Image.new("RGB", (2 * radius * _FINE, radius * _FINE), colours.sky)
    sheet = ImageDraw.Draw(fine)
    for part, (spoken, practised) in enumerate(zip(shape.spoken, shape.practised, strict=True)):
        angle = math.radians(180 + (part + 0.5) * _DEGREES)
        for share, (foot, tip), colour in (
            (practised, _PRACTISED, colours.sun),
            (spoken, SPOKEN, colours.rays),
        ):
            _ray(sheet, radius, angle, foot, foot + (tip - foot) * share, colour)
    box = [(radius + sign * _DISC) * _FINE for sign in (-1, -1, 1, 1)]
    sheet.ellipse(box, fill=colours.sun)
    return fine.reduce(_FINE)


def _ray(sheet: ImageDraw, centre: int, angle: float, foot: float, tip: float, colour: Colour) -> None:
    """Draw a ray with round ends: nothing more than a dot where its length is nothing."""
    width = _FILLED * math.radians(_DEGREES) * min(_PRACTISED)
    places = [((centre + math.cos(angle) * at) * _FINE, (centre + math.sin(angle) * at) * _FINE) for at in (foot, tip)]
    sheet.line(places, fill=colour, width=round(width * _FINE))
    for x, y in places:
        reach = width * _FINE / 2
        sheet.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)


def _write_title(sheet: ImageDraw, setting: Setting, colour: Colour) -> None:
    letters = font(BOLD, setting.size, shaped=setting.shaped)
    rise = letters.getbbox("H", anchor="ls")[1]
    for number, line in enumerate(setting.lines):
        base = MARGIN - rise + number * setting.size * LEADING
        anchor = "rs" if setting.to_the_right else "ls"
        left, _, right, _ = letters.getbbox(
            line, anchor=anchor
        )  # letters stand at the margin, not the room before them
        across = SIZE - MARGIN - right if setting.to_the_right else MARGIN - left
        sheet.text((across, base), line, colour, letters, anchor)


def _write_caption(sheet: ImageDraw, line: str, colour: Colour) -> None:
    letters = font(REGULAR, CAPTION, shaped=needs_shaping(line))
    base = (HORIZON + SIZE) / 2 - letters.getbbox("x", anchor="ls")[1] * 0.65
    sheet.text((MARGIN, base), line, colour, letters, "ls")
