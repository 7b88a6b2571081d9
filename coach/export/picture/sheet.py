"""A sheet to draw on: time from left to right, pixels from the top; shapes and words on it, and an image of it.

It has no window and no `pyplot`, and a user's settings of matplotlib do not change it.
"""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from matplotlib import font_manager, rc_context, rcParamsDefault
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from coach.export.picture.text_fitting import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matplotlib.patches import Patch

Place = tuple[float, float]
"""A point: milliseconds, and pixels from the top."""

WIDTH, HEIGHT = 1200, 460
"""The size of the sheet, in pixels."""
LEFT, RIGHT = 128, 1172
"""The pixels between which time passes."""
PAPER, EDGE, INK, MUTED = "#fcfcfa", "#d5d8dc", "#22303c", "#5b6875"
_CORNER = 10
_DPI = 72 / POINTS
_SHARPNESS = 2
"""The dots in a pixel, across and down, in a PNG."""

_FONTS = ["DejaVu Sans", "Segoe UI", "Helvetica Neue", "Helvetica", "Arial", "sans-serif"]
"""The fonts in order: the first comes with matplotlib and is the widest; a browser takes the first that it has."""
_OTHER_WRITINGS = ("Noto Sans CJK SC", "Hiragino Sans", "Microsoft YaHei", "Malgun Gothic", "Arial Unicode MS")
_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "coach",
    "font.sans-serif": _FONTS,
    "text.usetex": False,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw pictures in the house's way while the `with` lasts, without a warning for a character that no font has."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it would log about its list of fonts
    installed = {font.name for font in font_manager.fontManager.ttflist}
    families = ["sans-serif", *(name for name in _OTHER_WRITINGS if name in installed)]
    settings: dict[Any, Any] = {key: value for key, value in rcParamsDefault.items() if key != "backend"}
    settings.update(_SETTINGS, **{"font.family": families})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with rc_context(settings):
            yield


def about(form: str, title: str, words: str) -> dict[str, str | None]:
    """Return what a file says of itself, without a date or a version: the same session is the same picture."""
    if form == "svg":
        return {"Creator": "coach", "Date": None}
    return {"Software": "coach", "Title": title, "Description": words}


def towards_paper(colour: str, share: float) -> tuple[float, float, float]:
    """Return a colour mixed with the paper's; it is not transparent, so nothing adds up where shapes touch."""
    red, green, blue = (
        ink * share + paper * (1 - share) for ink, paper in zip(to_rgb(colour), to_rgb(PAPER), strict=True)
    )
    return red, green, blue


class Sheet:
    """A figure with one pair of axes over all of it; to be used within `house_style`."""

    def __init__(self, duration_ms: int, wide: int = WIDTH, high: int = HEIGHT) -> None:
        self.duration_ms = max(1, duration_ms)
        self.pixel_ms = self.duration_ms / (RIGHT - LEFT)
        """The milliseconds in a pixel."""
        self._figure = Figure(figsize=(wide / _DPI, high / _DPI), dpi=_DPI)
        self._figure.patch.set_visible(False)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(self.ms_at(0), self.ms_at(wide)), ylim=(high, 0))
        self._axes.axis("off")
        card = FancyBboxPatch(
            (1 / _DPI, 1 / _DPI), (wide - 2) / _DPI, (high - 2) / _DPI, transform=self._figure.dpi_scale_trans,
            boxstyle=f"round,pad=0,rounding_size={_CORNER / _DPI}",
            facecolor=PAPER, edgecolor=EDGE, linewidth=POINTS, zorder=-1,
        )  # fmt: skip
        self._figure.add_artist(card)

    def ms_at(self, pixels: float) -> float:
        """Return the time in milliseconds at `pixels` from the left edge."""
        return (pixels - LEFT) * self.pixel_ms

    def box(self, name: str, start_ms: float, end_ms: float, top: float, bottom: float, **look: Any) -> Patch:  # noqa: ANN401 - matplotlib's
        """Draw a rectangle."""
        patch = Rectangle((start_ms, top), end_ms - start_ms, bottom - top, **{"linewidth": 0, **look})
        patch.set_gid(name)
        return self._axes.add_patch(patch)

    def shapes(self, name: str, outlines: Sequence[Sequence[Place]], colours: Any, order: float = 2) -> None:  # noqa: ANN401 - matplotlib's
        """Draw filled shapes that belong together."""
        if outlines:
            collection = PolyCollection(outlines, facecolors=colours, linewidths=0, zorder=order, gid=name)
            self._axes.add_collection(collection, autolim=False)

    def lines(self, name: str, lines: Sequence[Sequence[Place]], colour: str, width: float, **look: Any) -> None:  # noqa: ANN401 - matplotlib's
        """Draw lines that belong together, `width` pixels wide."""
        if lines:
            drawn = LineCollection(lines, colors=colour, linewidths=width * POINTS, gid=name, **{"zorder": 2, **look})
            self._axes.add_collection(drawn, autolim=False)

    def write(self, pixels: float, top: float, text: str, size: float, **look: Any) -> None:  # noqa: ANN401 - matplotlib's
        """Write a line of text with its middle `top` pixels from the top. A `$` in it does not begin mathematics."""
        within: Patch | None = look.pop("within", None)
        look = {"color": INK, "va": "center_baseline", "zorder": 5, **look}
        words = self._axes.text(self.ms_at(pixels), top, text, fontsize=size * POINTS, parse_math=False, **look)
        if within is not None:
            words.set(clip_path=within, clip_on=True)

    def write_upwards(self, pixels: float, middle: float, text: str, size: float, **look: Any) -> None:  # noqa: ANN401 - matplotlib's
        """Write a line of text from the bottom to the top, with its middle `middle` pixels from the top."""
        self.write(pixels, middle, text, size, rotation=90, rotation_mode="anchor", ha="center", **look)

    def save(self, file: BinaryIO, form: str, about: Mapping[str, str | None]) -> None:
        """Write an image of the sheet to a file."""
        self._figure.savefig(file, format=form, dpi=_DPI * _SHARPNESS if form == "png" else _DPI, metadata=dict(about))
