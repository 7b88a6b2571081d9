"""Title → the colours of its page: those of its cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.export.cover.palettes import contrast, palette_of

if TYPE_CHECKING:
    from coach.export.cover.palettes import Colour, Palette

_WHITE = (255, 255, 255)


def page_colours(title: str) -> str:
    """Return the cover's colours as custom properties of CSS: `--deep` and `--light` can be read on each other.

    Example:
        >>> page_colours("Hands and wrists, at a desk")[:14]
        ':root{--deep:#'
    """
    deep, light, sun = deep_light_sun(palette_of(title))
    return f":root{{--deep:{as_hex(deep)};--light:{as_hex(light)};--sun:{as_hex(sun)}}}\n"


def deep_light_sun(palette: Palette) -> tuple[Colour, Colour, Colour]:
    """Return the darker and the lighter one of the sky and the title on it, and the sun."""
    deep, light = sorted((palette.sky, palette.ink), key=lambda colour: -contrast(colour, _WHITE))
    return deep, light, palette.sun


def as_hex(colour: Colour) -> str:
    """Return a colour as CSS writes it.

    Example:
        >>> as_hex((29, 63, 74))
        '#1d3f4a'
    """
    return f"#{bytes(colour).hex()}"
