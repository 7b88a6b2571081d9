"""A hand with the places that are worked on → a drawing, as SVG. The same drawing stands in a PDF and in HTML.

A new place needs a row in `PLACES`, and its words in places.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from coach.export.wall_sheet.hand_shapes import (
    FOREARM,
    HEIGHT,
    INDEX,
    LEFT_EDGE,
    LITTLE,
    MIDDLE,
    PALM,
    RING,
    THUMB,
    WIDTH,
    ellipse,
    lens,
    smooth,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.export.wall_sheet.hand_shapes import Digit, Point

View = Literal["palm", "back"]
Side = Literal["left", "right"]

SKIN, INK, MARK, MARK_EDGE = "#fdf3e7", "#33302e", "#d9572b", "#a93c17"
"""The mark is much darker than the skin, so that it shows on grey paper and to colour-blind people."""
_OUTLINE, _EDGE, _CREASE = 3.6, 1.6, 1.5
"""The widths of lines, in units of the drawing; the outline shows half of its."""
_FINGERS = (INDEX, MIDDLE, RING, LITTLE)
_DIGITS = (*_FINGERS, THUMB)


@dataclass(frozen=True)
class Hand:
    """A hand to draw: which one, from which side it is seen, and what is marked on it."""

    side: Side | None
    """None where no step says it; a right hand is drawn then."""
    view: View
    places: tuple[str, ...]
    """Names from `PLACES`."""


@dataclass(frozen=True)
class Place:
    """A place of the hand: the outlines of its shapes, and the side from which it is seen, where that matters."""

    shapes: tuple[tuple[Point, ...], ...]
    view: View | None = None


def _place(*shapes: Sequence[Point], view: View | None = None) -> Place:
    return Place(tuple(tuple(shape) for shape in shapes), view)


_TIP, _NAIL = 0.70, 0.78
_VALLEYS = {
    "valley_thumb": ((88.5, 97.5), (68, 134)),
    "valley_index": ((68, 69), (59.5, 132)),
    "valley_middle": ((53.2, 69), (54.5, 132)),
    "valley_ring": ((39.2, 74), (48, 132)),
}
"""The web of each valley, and its end at the wrist."""
_WRIST = ((34.4, 140), (36.4, 147), (36.2, 155), (55, 157.5), (73.8, 155), (74.2, 147), (75.8, 140.5), (55, 142.5))
_BALL = ((64, 141), (75, 141), (84, 129.5), (93, 119.5), (96, 107), (86, 99), (75, 103), (66, 114), (62.5, 128))
_EDGE_OF_HAND = (
    *((25.6, 82), (24.1, 92), (24.0, 102), (25.4, 113), (28.6, 125), (33.4, 138), (42, 138)),
    *((38, 124), (35.6, 110), (34.6, 96), (34.8, 84), (31, 79)),
)

PLACES: dict[str, Place] = {
    "palm": _place(PALM, view="palm"),
    "palm_centre": _place(ellipse(56, 106, 13, 13), view="palm"),
    "thumb_ball": _place(_BALL, view="palm"),
    "edge": _place(_EDGE_OF_HAND),
    "back": _place(PALM, view="back"),
    "wrist": _place(_WRIST),
    "forearm": _place([(x, max(y, 157)) for x, y in FOREARM[2:10]]),
    "thumb": _place(THUMB.outline(0.1)),
    "index": _place(INDEX.outline(0.0)),
    "middle": _place(MIDDLE.outline(0.0)),
    "ring": _place(RING.outline(0.0)),
    "little": _place(LITTLE.outline(0.0)),
    "fingers": _place(*(finger.outline(0.0) for finger in _FINGERS)),
    "finger_bases": _place(*(finger.outline(-0.06, 0.24) for finger in _FINGERS)),
    "fingertips": _place(*(finger.outline(_TIP) for finger in _DIGITS)),
    "thumb_tip": _place(THUMB.outline(0.62)),
    "thumb_base": _place(ellipse(*THUMB.at(0.06), 10, 10)),
    "nails": _place(*(finger.nail() for finger in _DIGITS), view="back"),
    "knuckles": _place(*(ellipse(*finger.at(-0.17), 6.2, 5.6) for finger in _FINGERS), view="back"),
    "joints": _place(*(ellipse(*digit.at(joint), 5.4, 4.6) for digit in _DIGITS for joint in digit.joints[1:])),
    "valleys": _place(*(lens(*ends, 3.6) for ends in _VALLEYS.values()), view="back"),
    **{name: _place(lens(*ends, 4.4), view="back") for name, ends in _VALLEYS.items()},
    "flap": _place(ellipse(88.5, 103, 8.5, 8.5)),
}
"""The places that can be marked, on a right hand that shows its palm."""


_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
_BOX = f'viewBox="{LEFT_EDGE} 0 {WIDTH} {HEIGHT}"'


@lru_cache(maxsize=256)
def draw_hand(hand: Hand, *, linked: bool = False) -> str:
    """Return the drawing of a hand as an SVG document; the same hand gives the same text.

    With `linked`, it takes what is the same in every drawing from `shared_shapes`, which stand once in the same page.

    Example:
        >>> draw_hand(Hand("left", "palm", ("thumb",))).startswith("<svg")
        True
    """
    skin = '<use href="#hand"/>' if linked else _skin()
    lines = f'<use href="#{hand.view}"/>' if linked else _lines(hand.view)
    return f"<svg {_NAMESPACE} {_BOX}><g{_turned(hand)}>{skin}{_marks(hand.places)}{lines}</g></svg>"


def shared_shapes() -> str:
    """Return a drawing that shows nothing: the shapes that linked drawings take from it."""
    shapes = (("hand", _skin()), ("palm", _lines("palm")), ("back", _lines("back")))
    defined = "".join(f'<g id="{name}">{shape}</g>' for name, shape in shapes)
    return f'<svg {_NAMESPACE} width="0" height="0" aria-hidden="true"><defs>{defined}</defs></svg>'


def _turned(hand: Hand) -> str:
    """Return the attribute that mirrors the right palm, where another hand, or its back, is shown."""
    mirrored = (hand.side or "right") == ("left" if hand.view == "palm" else "right")
    return f' transform="matrix(-1 0 0 1 {2 * LEFT_EDGE + WIDTH} 0)"' if mirrored else ""


def _skin() -> str:
    """Return the whole hand: all shapes with a thick edge, and over them the same without, leave their outline."""
    path = "".join([smooth(FOREARM), smooth(PALM), *(smooth(digit.outline()) for digit in _DIGITS)])
    edge = f'fill="{INK}" stroke="{INK}" stroke-width="{_OUTLINE}" stroke-linejoin="round"'
    return f'<path d="{path}" {edge}/><path d="{path}" fill="{SKIN}"/>'


def _marks(places: Iterable[str]) -> str:
    path = "".join(smooth(shape) for name in places for shape in PLACES[name].shapes)
    return f'<path d="{path}" fill="{MARK}" stroke="{MARK_EDGE}" stroke-width="{_EDGE}" stroke-linejoin="round"/>'


def _lines(view: View) -> str:
    path = "".join(smooth(line, closed=False) for line in (_creases() if view == "palm" else _back()))
    if view == "back":
        path += "".join(smooth(digit.nail()) for digit in _DIGITS)
    style = f'fill="none" stroke="{INK}" stroke-opacity=".5" stroke-width="{_CREASE}" stroke-linecap="round"'
    return f'<path d="{path}" {style}/>'


def _creases() -> Iterator[Sequence[Point]]:
    """Yield the three great lines of the palm, and the creases of the fingers."""
    yield (27, 92), (40, 93), (52, 88), (62, 79), (67, 72)
    yield (26, 107), (42, 104), (58, 99), (72, 90), (83, 84)
    yield (83.5, 84.5), (73, 92), (64, 104), (60, 120), (62, 140)
    for digit in _DIGITS:
        yield from (_across(digit, joint, 0.62, -0.012) for joint in digit.joints)


def _back() -> Iterator[Sequence[Point]]:
    """Yield an arc over each knuckle, and two over each joint."""
    for digit in _DIGITS:
        for joint in digit.joints[1:] if digit is not THUMB else digit.joints:
            yield _across(digit, joint - 0.02, 0.5, -0.015)
            yield _across(digit, joint + 0.03, 0.5, 0.015)
    for finger in _FINGERS:
        yield _across(finger, -0.15, 0.66, 0.045)


def _across(digit: Digit, along: float, share: float, arched: float) -> tuple[Point, ...]:
    half = digit.half(along) * share
    return digit.at(along, -half), digit.at(along + arched), digit.at(along, half)
