"""View → a terminal that is read from two metres, through Textual; keys → verbs."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region
from textual.keys import format_key
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from coach.interrupts import LOOK_S, asked, before_leaving, check, leave, note
from coach.log import described, logger
from coach.player.controls.bindings import verb_of
from coach.player.controls.debounce import Debounce
from coach.player.controls.key_decoder import RELEASED
from coach.player.controls.key_help import HELP_KEY, keys_by_verb, no_verb_on
from coach.player.screen.layout import key_table, layout
from coach.player.screen.wording import seconds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType
    from textual import events
    from textual.app import ComposeResult
    from textual.driver import Driver

    from coach.player.controls.key_settings import KeySettings
    from coach.player.screen.contract import Played
    from coach.player.screen.layout import Hint
    from coach.player.screen.rows import Row, Tone
    from coach.player.session.commands import Request
    from coach.player.session.view import View

STYLES: Mapping[Tone, Style] = {
    "plain": Style(color="#ffffff", bgcolor="#000000"),
    "strong": Style(color="#ffe000", bgcolor="#000000", bold=True),
    "quiet": Style(color="#c8c8c8", bgcolor="#000000"),
    "alert": Style(color="#000000", bgcolor="#ffe000", bold=True),
}
"""The style of each tone, in black, white and yellow; what a tone means is always in the words as well."""

_log = logger(__name__)
_LAST_RESORT_S = 5.0
_FADES_S = 0.3
"""Seconds in which a session that is to be paused has become still."""
_SAID_S = 4.0
"""Seconds for which it is shown what a key without a verb is told."""
_FIRST: Sequence[Request] = ("take", "step", "pause or continue", "pause", "continue", "next", "stop", "back", "repeat")
"""The verbs that stay on a screen that is too small for all of them."""


class Tui:
    """A screen of the whole terminal, as long as the session lasts; where it fails, a line for each step."""

    def __init__(self, keys: KeySettings) -> None:
        self._keys = keys

    def run(self, session: Played) -> None:
        """Show the session until it is over; raises Interrupted when coach is to end."""
        with _last_resort(session):
            try:
                SessionApp(session, self._keys).run(mouse=False)
            except Exception:  # noqa: BLE001 - whatever a screen does, somebody lies there and listens
                _log.exception("the full screen could not be shown")
        check()
        if not session.over.is_set():
            self._go_on_in_lines(session)

    def _go_on_in_lines(self, session: Played) -> None:
        from coach.player.controls.keys import TerminalKeys
        from coach.player.screen.plain import Plain

        print("coach: the full screen has failed; the session goes on, in lines", file=sys.stderr)
        with TerminalKeys(session.ask, self._keys):
            Plain().run(session)


@contextmanager
def _last_resort(session: Played) -> Iterator[None]:
    """Let the sound fade as soon as coach is to end; and where the screen hangs then, end the program soon after."""
    gone = threading.Event()

    def watch() -> None:
        while not session.over.wait(LOOK_S):
            if asked():
                session.ask("stop")
                session.over.wait()
        if not gone.wait(_LAST_RESORT_S):
            leave(asked())

    threading.Thread(target=watch, name="last resort", daemon=True).start()
    with before_leaving(partial(_give_terminal_back, _terminal_now())):
        try:
            yield
        finally:
            gone.set()


class SessionApp(App[None], inherit_bindings=False):
    """The app that looks at a session ten times a second, and draws the rows that have changed."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS = "_Rows { width: 100%; height: 100%; }"

    def __init__(self, session: Played, keys: KeySettings) -> None:
        super().__init__(driver_class=_driver())
        self.animation_level = "none"
        self.title = "coach"
        self._session = session
        self._keys = keys.keys
        self._pressed = Debounce(session.ask, keys)
        self._sheet = _Rows(hints_of(self._keys), keys_by_verb(self._keys))

    def get_default_screen(self) -> Screen[None]:
        """The screen of the app, without Textual's own keys."""
        return _Bare(id="_default")

    def compose(self) -> ComposeResult:
        """Yield the only widget: `layout` knows best what fits where."""
        yield self._sheet

    def on_mount(self) -> None:
        """Begin to look at the session."""
        self._look()
        self.set_interval(LOOK_S, self._look)
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh(layout=True))  # the terminal is empty then

    def on_key(self, event: events.Key) -> None:
        """Ask for the key's verb; Ctrl-C interrupts, for a terminal sends no signal meanwhile."""
        event.stop()
        event.prevent_default()
        if event.key == "ctrl+c":
            self.interrupt(signal.SIGINT)
        elif event.key == "ctrl+z":
            self._stand_by()
        else:
            self._press(event.key)
        self._look()

    def _press(self, key: str) -> None:
        """Ask for the verb of a key; `?` shows all keys, and one without a verb is told softly.

        Whatever is pressed then only leads back, or somebody who closes a page by `q` would end the session.
        """
        if key == RELEASED:
            self._pressed.release()
        elif self._sheet.shows_keys:
            self._sheet.shows_keys = False
        elif verb_of(key, self._keys):
            self._pressed.press(key)
        elif key == HELP_KEY:
            self._sheet.shows_keys = True
        else:
            self._sheet.say(no_verb_on(key))

    def _stand_by(self) -> None:
        """Give the terminal back until `fg`, with the session paused: nobody hears or sees it meanwhile."""
        if self._driver and self._driver.can_suspend:
            self._session.ask("pause")
            self.set_timer(_FADES_S, self.action_suspend_process)

    def interrupt(self, number: int) -> None:
        """End the session, as a signal would; the driver calls it, too, in case this loop is what hangs."""
        if not asked():
            note(number)

    def panic(self, *renderables: RenderableType) -> None:
        """End the screen, with the reason in the log and not on the terminal: no listener wants to read it."""
        _log.error("the full screen failed: %s", renderables)
        super().panic()

    def _handle_exception(self, error: Exception) -> None:
        """End the screen, like `panic`, for an error that the loop has met."""
        _log.error("the full screen failed", exc_info=error)
        super()._handle_exception(error)
        self._exit_renderables.clear()

    def _look(self) -> None:
        if asked() or self._session.over.is_set():
            self.exit()
        else:
            self._sheet.show(self._session.view())


def _driver() -> type[Driver] | None:
    """The driver that reads whatever comes; None on Windows, where Textual's own gets keys and not bytes."""
    if sys.platform == "win32":
        return None
    from coach.player.screen.terminal_driver import TerminalDriver

    return TerminalDriver


def _terminal_now() -> list[Any] | None:
    """The settings of the terminal; None where there is none."""
    if sys.platform == "win32":
        return None
    import termios

    try:
        return termios.tcgetattr(sys.__stdin__)  # type: ignore[arg-type]
    except (termios.error, TypeError, ValueError) as error:
        _log.debug("no terminal: %s", described(error))
        return None


def _give_terminal_back(before: list[Any] | None) -> None:
    """Set the terminal as it was, by the shortest way: out of the alternate screen, with a cursor."""
    if sys.platform == "win32" or before is None:
        return
    import termios

    with suppress(OSError, termios.error):  # not logged: coach ends where it stands, maybe by a fault of the log
        os.write(2, b"\x1b[?1049l\x1b[?25h")
        termios.tcsetattr(sys.__stdin__, termios.TCSANOW, before)  # type: ignore[arg-type]


class _Bare(Screen[None], inherit_bindings=False):
    """A screen without keys of its own."""


class _Rows(Widget):
    """The rows of the layout, each drawn again only when it changes."""

    can_focus = False

    def __init__(self, hints: Sequence[Hint], keys: Mapping[Request, Sequence[str]]) -> None:
        super().__init__()
        self.shows_keys = False
        """Whether all keys are shown, instead of the session."""
        self._hints, self._keys = hints, keys
        self._view: View | None = None
        self._said, self._until = "", 0.0
        self._rows: list[Row] = []
        self._drawn: tuple[View | None, bool] = None, False

    def show(self, view: View) -> None:
        """Draw the rows that differ; a fraction of a second is no difference."""
        step, session = seconds_of(view.step_left_ms), seconds_of(view.session_left_ms)
        said = self._said if time.monotonic() < self._until else ""
        view = replace(
            view,
            step_left_ms=step * 1000,
            session_left_ms=session * 1000,
            practice_left_ms=None,  # it is not drawn
            answer=view.answer or said,
        )
        if (view, self.shows_keys) != self._drawn:
            self._view = view
            self._set()

    def say(self, words: str) -> None:
        """Show some words for some seconds, where a verb leaves its sign."""
        self._said, self._until = words, time.monotonic() + _SAID_S

    def on_resize(self) -> None:
        """Lay out all rows anew, for the new size."""
        self._set()

    def render_line(self, y: int) -> Strip:
        """One row, as Textual asks for it."""
        row = self._rows[y] if y < len(self._rows) else ()
        segments = [Segment(piece.text, STYLES[piece.tone]) for piece in row]
        return Strip(segments).adjust_cell_length(self.size.width, STYLES["plain"])

    def _set(self) -> None:
        if self._view is None or not self.size:
            return
        self._drawn = self._view, self.shows_keys
        rows = key_table(self._keys, *self.size) if self.shows_keys else layout(self._view, self._hints, *self.size)
        before, self._rows = self._rows, rows
        if len(before) != len(self._rows):
            self.refresh()
        changed = [y for y, pair in enumerate(zip(before, self._rows, strict=False)) if pair[0] != pair[1]]
        self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))


def hints_of(keys: Mapping[str, Request]) -> list[Hint]:
    """The first key of every verb, the verbs that matter most before all others."""
    named: dict[Request, str] = {}
    for key, verb in keys.items():
        named.setdefault(verb, format_key(key))
    order = sorted(named, key=lambda verb: _FIRST.index(verb) if verb in _FIRST else len(_FIRST))
    return [(named[verb], verb) for verb in order]
