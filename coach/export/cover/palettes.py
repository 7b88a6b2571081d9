"""Title → the colours of its cover: the same title has the same ones, and a shelf of covers has many."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

Colour = tuple[int, int, int]
"""Red, green and blue in sRGB, each from 0 to 255."""


@dataclass(frozen=True)
class Palette:
    """The colours of a cover, as a landscape has them."""

    sky: Colour
    """What the title stands on."""
    ink: Colour
    """The title."""
    sun: Colour
    """The disc, and what is practised."""
    rays: Colour
    """What is spoken."""
    ground: Colour
    """What the length stands on."""
    caption: Colour
    """The length."""


def _palette(*colours: str) -> Palette:
    sky, ink, sun, rays, ground, caption = ((*bytes.fromhex(colour),) for colour in colours)
    return Palette(sky, ink, sun, rays, ground, caption)


PALETTES = (
    _palette("1d3f4a", "f6efe1", "e8b26a", "9fc2bd", "142e37", "d9e3dd"),  # lagoon
    _palette("efe3d0", "3b2a22", "c9703f", "b08e6c", "dccbb2", "4a372c"),  # sand
    _palette("2f2d4d", "f4ecf0", "e59a83", "a59fce", "232140", "d8d3ea"),  # dusk
    _palette("dbe5d8", "22382c", "d2953c", "86a288", "c6d4c2", "2b4536"),  # sage
    _palette("23402f", "f2efdf", "dcc06a", "8fb08d", "182f22", "d3e0cf"),  # forest
    _palette("f0dcd6", "47242c", "b9566a", "be8d88", "e2c8c0", "5a2f38"),  # rose
    _palette("24406b", "eef3f8", "f0c27b", "93b3dc", "1a3055", "d3e0f0"),  # evening
    _palette("dae6ee", "1d3346", "e0895a", "84a6bf", "c3d5e1", "24405a"),  # morning
    _palette("5c2f2a", "f8ebdd", "eaa95f", "cf938a", "462220", "f0d9cc"),  # clay
    _palette("e6e1ee", "352a4a", "8d6bb0", "aa9fc4", "d5cde2", "43355e"),  # lavender
    _palette("3a3f45", "f3f1ec", "d8b48a", "a1abb4", "2b2f34", "d9dde0"),  # stone
    _palette("f2e8c9", "3a3419", "bf8a1f", "b0a46c", "e3d6ad", "473f1f"),  # straw
)

_CHOICE = 19
"""The byte of the hash that chooses: with this one, coach's fourteen routines have ten palettes between them."""


def palette_of(title: str) -> Palette:
    """Return the colours for a title."""
    digest = sha256(title.encode("utf-8", "replace")).digest()
    return PALETTES[int.from_bytes(digest[_CHOICE : _CHOICE + 4], "big") % len(PALETTES)]


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it.

    Example:
        >>> contrast((0, 0, 0), (255, 255, 255))
        21.0
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return round((light + 0.05) / (dark + 0.05), 2)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of the standard
