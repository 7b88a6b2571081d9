"""A session that is not played, and its view on a screen.

`python -m tests.player.screen.making` writes the golden files.
"""

from __future__ import annotations

import asyncio
import re
import sys
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.geometry import Region
from textual.pilot import Pilot

from coach import interrupts
from coach.player.controls.key_settings import KeySettings
from coach.player.screen import screen_for
from coach.player.screen.tui import SessionApp
from coach.player.session.commands import Request
from coach.player.session.view import START_DB, View

GOLDEN = Path("tests/golden")
SIZES = [(80, 24), (40, 12)]
SETTINGS = KeySettings()
KEYS = SETTINGS.keys
VIEW = View(
    title="Hand massage for someone you care for",
    mode="playing",
    step=3,
    steps=12,
    section="The left hand",
    step_title="Knuckle circles",
    saying="Make a fist with your right hand, and roll your knuckles over the palm.",
    instruction="",
    next_title="Reflex points",
    practice_left_ms=None,
    step_left_ms=39_200,
    session_left_ms=754_000,
    volume_db=START_DB,
)


class Fake:
    """A session whose view changes when a test says so."""

    def __init__(self, **changes: Any) -> None:
        self.shown = replace(VIEW, **changes)
        self.over = threading.Event()
        self.asked: list[Request] = []

    def view(self) -> View:
        return self.shown

    def ask(self, verb: Request) -> None:
        self.asked.append(verb)
        if verb == "stop":
            self.over.set()
        if verb in ("pause", "pause or continue"):
            self.change(mode="playing" if self.shown.mode == "paused" and verb != "pause" else "paused")

    def change(self, **changes: Any) -> None:
        self.shown = replace(self.shown, **changes)


Act = Callable[[SessionApp, Pilot[None]], Awaitable[None]]


def pilot(session: Fake, act: Act, size: tuple[int, int] = (80, 24)) -> SessionApp:
    """Do something with the screen of a session, and return the app after that."""
    app = SessionApp(session, SETTINGS)

    async def piloted() -> None:
        async with app.run_test(size=size) as hands:
            await act(app, hands)

    asyncio.run(piloted())
    return app


def shown(session: Fake, size: tuple[int, int]) -> list[str]:
    """Return the rows that a session has on the screen."""
    rows: list[str] = []

    async def look(app: SessionApp, _: Pilot[None]) -> None:
        rows.extend(rows_of(app))

    pilot(session, look, size)
    return rows


def rows_of(app: SessionApp) -> list[str]:
    (sheet,) = app.screen.children
    return [strip.text.rstrip() for strip in sheet.render_lines(Region(0, 0, *app.size))]


def picture() -> str:
    """Return the screen in use, as SVG, without the fonts that it would fetch."""
    drawn: list[str] = []

    async def look(app: SessionApp, _: Pilot[None]) -> None:
        drawn.append(app.export_screenshot(title="coach play", simplify=True))

    pilot(Fake(), look)
    without_fonts = re.sub(r"\s*@font-face \{.*?\}", "", drawn[0], flags=re.DOTALL)
    return _TEXT.sub(_without_seams, without_fonts)


_TEXT = re.compile(r'<text class="(\S+)" x="([\d.]+)"[^>]*-line-(\d+)\)">([^<]*[▀▄█][^<]*)</text>')
_CELL = (12.2, 24.4)
"""The width and the height of a cell, as Rich draws it."""
_HALVES = {"▀": (0.0, 0.5), "▄": (0.5, 0.5), "█": (0.0, 1.0)}


def _without_seams(text: re.Match[str]) -> str:
    """Draw half blocks as they look in a terminal: in a browser, a font leaves gaps between the rows."""
    (wide, high), tone, left, row = _CELL, text[1], float(text[2]), int(text[3])
    boxes = []
    for run in re.finditer(r"▀+|▄+|█+", text[4].replace("&#160;", " ")):
        top, part = _HALVES[run[0][0]]
        x, y, across = left + run.start() * wide, 1.5 + (row + top) * high, len(run[0]) * wide
        boxes.append(f"M{x:.1f} {y:.1f}h{across:.1f}v{part * high:.1f}h-{across:.1f}z")
    return f'<path class="{tone}" d="{"".join(boxes)}"/>'


def golden(size: tuple[int, int]) -> Path:
    return GOLDEN / f"screen-{size[0]}x{size[1]}.txt"


def run_in_terminal() -> None:
    """Run a screen under coach's own answer to signals: the tests start this in a terminal."""
    interrupts.end_through_cleanup()
    screen_for(plain=False, keys=SETTINGS).run(Fake())


if __name__ == "__main__":
    for wanted in SIZES:
        golden(wanted).write_text("\n".join(shown(Fake(), wanted)) + "\n", encoding="utf-8")
    (GOLDEN / "screen.svg").write_text(picture(), encoding="utf-8")
    sys.stdout.write("written\n")
