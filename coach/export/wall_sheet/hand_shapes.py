"""The shapes of a hand, drawn by hand: a right hand that shows its palm, within 112 units by 176, fingers upwards.

A shape is a list of points of its outline, and `smooth` leads a curve through them. The proportions are those of a
grown-up's hand: the middle finger is four ninths of the length, and the palm is a little less than half as wide.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]

WIDTH, HEIGHT, LEFT_EDGE = 112, 176, 10


@dataclass(frozen=True)
class Digit:
    """A finger or the thumb: where it leaves the hand, where it points to, and how thick it is."""

    x: float
    y: float
    turned: float
    """Degrees from upwards, to the right."""
    length: float
    widths: tuple[float, ...]
    """Half the width, from the root within the palm to the beginning of the round tip, in equal steps."""
    bent: float = 0.0
    """How far its middle stands to the right of the straight line."""
    root: float = -0.2
    """Where its outline begins, in its own length: within the palm."""
    joints: tuple[float, ...] = (0.03, 0.38, 0.68)
    """Where its creases are, in its own length."""

    def at(self, along: float, aside: float = 0.0) -> Point:
        """Return the point at a part of its length, so far to the right of its middle."""
        turned = radians(self.turned)
        aside += 4 * self.bent * along * (1 - along)
        x = self.x + along * self.length * sin(turned) + aside * cos(turned)
        return x, self.y - along * self.length * cos(turned) + aside * sin(turned)

    def half(self, along: float) -> float:
        """Return half its width at a part of its length: round at the tip."""
        last = 1 - self.widths[-1] / self.length
        if along > last:
            over = (along - last) * self.length
            return float(max(0.0, self.widths[-1] ** 2 - over**2) ** 0.5)
        place = max(0.0, (along - self.root) / (last - self.root)) * (len(self.widths) - 1)
        index = min(int(place), len(self.widths) - 2)
        share = place - index
        return self.widths[index] * (1 - share) + self.widths[index + 1] * share

    def outline(self, start: float | None = None, end: float = 1.0) -> list[Point]:
        """Return the outline of the part of it between two parts of its length."""
        start = self.root if start is None else start
        last = 1 - self.widths[-1] / self.length
        straight = [start + (min(last, end) - start) * step / 5 for step in range(6)] if start < last else [start]
        rounded = [max(start, last) + (end - max(start, last)) * sin(radians(angle)) for angle in (25, 50, 72, 90)]
        places = straight + (rounded if end > last else [])
        right = [self.at(along, self.half(along)) for along in places]
        left = [self.at(along, -self.half(along)) for along in reversed(places)]
        return right + (left[1:] if end >= 1 else left)

    def nail(self) -> list[Point]:
        """Return the outline of its nail, at its tip."""
        wide = self.widths[-1] * 0.62
        length = self.widths[-1] * 1.5 / self.length
        places = ((0.0, 0.7), (0.25, 1.0), (0.75, 0.95), (1.0, 0.45))
        ends = [(0.955 - length + length * along, wide * part) for along, part in places]
        return [*(self.at(*end) for end in ends), *(self.at(along, -aside) for along, aside in reversed(ends))]


LITTLE = Digit(31.6, 79, -15, 43, (5.6, 5.8, 5.7, 5.3, 5.0, 4.5), bent=0.7)
RING = Digit(45.4, 69.5, -5.5, 55, (6.2, 6.5, 6.4, 6.0, 5.8, 5.1), bent=0.6)
MIDDLE = Digit(60.4, 67, 0.5, 60, (6.4, 6.7, 6.6, 6.2, 6.0, 5.3))
INDEX = Digit(75.6, 70.5, 7.5, 54, (6.3, 6.6, 6.4, 6.0, 5.8, 5.1), bent=-0.6)
THUMB = Digit(85, 116, 35, 54, (7.0, 8.6, 8.0, 6.9, 7.3, 7.0, 5.7), bent=-1.2, root=-0.12, joints=(0.30, 0.62))

PALM: tuple[Point, ...] = (
    (25.4, 80), (24.0, 90), (23.8, 101), (25.2, 113), (28.2, 125), (32.4, 136), (36.0, 146), (46, 150), (64, 150),
    (74.0, 146), (78.0, 137), (84.4, 129), (94.2, 119.8), (99.2, 109.5), (97, 101), (91.5, 99), (87.2, 95),
    (84.4, 88), (83.0, 79), (81.9, 71.5), (75.0, 67.6), (68.0, 67.4), (60.5, 64.6), (53.0, 66.8), (45.5, 67.4),
    (38.3, 72.6), (31.8, 75.6),
)  # fmt: skip
"""The palm with the ball of the thumb, from the root of the little finger down, round, and back along the fingers."""
FOREARM: tuple[Point, ...] = (
    (40.0, 138), (36.6, 147), (36.2, 156), (34.9, 166), (33.4, 178), (32.6, 190), (77.6, 190), (76.8, 178),
    (75.2, 166), (73.8, 156), (73.6, 147), (70, 138),
)  # fmt: skip
"""The wrist and the beginning of the forearm, which goes on below the edge of the drawing."""


def ellipse(x: float, y: float, across: float, up: float) -> list[Point]:
    """Return points around a middle, so far from it to both sides, and upwards and downwards."""
    angles = [radians(45 * step) for step in range(8)]
    return [(x + across * cos(angle), y + up * sin(angle)) for angle in angles]


def lens(start: Point, end: Point, half: float) -> list[Point]:
    """Return a narrow leaf between two points, with half its width."""
    (x, y), (to_x, to_y) = start, end
    along = (to_x - x, to_y - y)
    length = (along[0] ** 2 + along[1] ** 2) ** 0.5
    aside = (-along[1] / length * half, along[0] / length * half)
    there = [(x + along[0] * part, y + along[1] * part) for part in (0.15, 0.5, 0.8)]
    wide = [(0.95, 1), (1.0, 1), (0.55, 1)]
    right = [(px + aside[0] * w, py + aside[1] * w) for (px, py), (w, _) in zip(there, wide, strict=True)]
    left = [(px - aside[0] * w, py - aside[1] * w) for (px, py), (w, _) in zip(there, wide, strict=True)]
    return [start, *right, end, *reversed(left)]


def smooth(points: Sequence[Point], *, closed: bool = True) -> str:
    """Return the path of a curve through all points, as SVG has it (after Catmull and Rom)."""
    count = len(points)

    def around(number: int) -> Point:
        return points[number % count if closed else min(max(number, 0), count - 1)]

    path = ["M", *_numbers(points[0])]
    for number in range(count if closed else count - 1):
        before, start, end, after = (around(number + step) for step in (-1, 0, 1, 2))
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        path += ["C", *_numbers(first), *_numbers(second), *_numbers(end)]
    return "".join(path).replace("C ", "C").replace("M ", "M") + ("Z" if closed else "")


def _numbers(point: Point) -> list[str]:
    """Return both numbers, as short as SVG allows."""
    return [f" {value:.1f}".removesuffix(".0") for value in point]
