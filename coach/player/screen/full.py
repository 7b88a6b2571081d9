"""View → a terminal that is read from two metres, through Textual; keys → verbs."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region
from textual.keys import format_key
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from coach.player.controls.presses import Presses
from coach.player.screen.page import page
from coach.player.screen.words import seconds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import FrameType

    from textual import events
    from textual.app import ComposeResult

    from coach.player.screen import Played
    from coach.player.screen.page import Hint
    from coach.player.screen.rows import Row, Tone
    from coach.player.verbs import Verb
    from coach.player.view import View

STYLES: Mapping[Tone, Style] = {
    "plain": Style(color="#ffffff", bgcolor="#000000"),
    "strong": Style(color="#ffe000", bgcolor="#000000", bold=True),
    "quiet": Style(color="#c8c8c8", bgcolor="#000000"),
    "alert": Style(color="#000000", bgcolor="#ffe000", bold=True),
}
"""Black, white and yellow; what a tone means is always in the words as well."""

_LOOK_S = 0.1
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_FIRST: Sequence[Verb] = ("pause or continue", "pause", "continue", "next", "stop", "back", "repeat")
"""What stays on a screen that is too small for all verbs."""


class Full:
    """The whole terminal, as long as the session lasts."""

    def __init__(self, keys: Mapping[str, Verb]) -> None:
        self._keys = keys

    def run(self, session: Played) -> None:
        """Show the session, and give on a signal that came meanwhile once the terminal is as it was."""
        with _held_back() as came:
            app = SessionApp(session, self._keys, came)
            app.run(mouse=False)
        for number in came[:1]:
            session.ask("stop")
            signal.raise_signal(number)
        while not session.over.wait(_LOOK_S):  # where a screen has failed, the voice goes on
            pass


@contextmanager
def _held_back() -> Iterator[list[int]]:
    """The signals that came: one that ends coach in the middle of Textual would leave the terminal unusable."""
    came: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as Python calls it
        came.append(number)

    before = {number: signal.getsignal(number) for number in _SIGNALS}
    before = {number: handler for number, handler in before.items() if handler not in (signal.SIG_IGN, None)}
    for number in before:
        signal.signal(number, note)
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class SessionApp(App[None], inherit_bindings=False):
    """Looks at a session ten times a second and draws the rows that are no longer true."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS = "_Rows { width: 100%; height: 100%; }"

    def __init__(self, session: Played, keys: Mapping[str, Verb], came: list[int]) -> None:
        super().__init__()
        self.animation_level = "none"
        self.title = "coach"
        self._session, self._came = session, came
        self._pressed = Presses(session.ask, keys)
        self._sheet = _Rows(hints_of(keys))

    def get_default_screen(self) -> Screen[None]:
        """Without Textual's own keys."""
        return _Bare(id="_default")

    def compose(self) -> ComposeResult:
        """One widget: the page knows best what fits where."""
        yield self._sheet

    def on_mount(self) -> None:
        """Begin to look."""
        self._look()
        self.set_interval(_LOOK_S, self._look)

    def on_key(self, event: events.Key) -> None:
        """A verb; of all other keys, Ctrl-C alone means something, for a terminal sends no signal meanwhile."""
        event.stop()
        event.prevent_default()
        if event.key == "ctrl+c":
            self._came.append(signal.SIGINT)
            self._look()
        else:
            self._pressed.press(event.key)
            self._look()

    def _look(self) -> None:
        if self._came or self._session.over.is_set():
            self.exit()
        else:
            self._sheet.show(self._session.view())


class _Bare(Screen[None], inherit_bindings=False):
    """A screen without keys of its own."""


class _Rows(Widget):
    """The rows of the page, each drawn again only when it changes."""

    can_focus = False

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__()
        self._hints = hints
        self._view: View | None = None
        self._rows: list[Row] = []

    def show(self, view: View) -> None:
        """Draw what differs; a fraction of a second is no difference."""
        step, session = seconds_of(view.step_left_ms), seconds_of(view.session_left_ms)
        view = replace(view, step_left_ms=step * 1000, session_left_ms=session * 1000)
        if view != self._view:
            self._view = view
            self._set()

    def on_resize(self) -> None:
        """Everything has another place now."""
        self._set()

    def render_line(self, y: int) -> Strip:
        """One row, as Textual asks for it."""
        row = self._rows[y] if y < len(self._rows) else ()
        segments = [Segment(piece.text, STYLES[piece.tone]) for piece in row]
        return Strip(segments).adjust_cell_length(self.size.width, STYLES["plain"])

    def _set(self) -> None:
        if self._view is None or not self.size:
            return
        before, self._rows = self._rows, page(self._view, self._hints, *self.size)
        if len(before) != len(self._rows):
            self.refresh()
        changed = [y for y, pair in enumerate(zip(before, self._rows, strict=False)) if pair[0] != pair[1]]
        self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))


def hints_of(keys: Mapping[str, Verb]) -> list[Hint]:
    """For every verb the first of its keys, what matters most before all others."""
    named: dict[Verb, str] = {}
    for key, verb in keys.items():
        named.setdefault(verb, format_key(key))
    order = sorted(named, key=lambda verb: _FIRST.index(verb) if verb in _FIRST else len(_FIRST))
    return [(named[verb], verb) for verb in order]
