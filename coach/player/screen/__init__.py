"""View → eyes. The contract of a screen, and which one fits.

`full` is for a terminal that people look at from a distance, `plain` for screen readers, pipes and files.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping

    from coach.player.session.commands import Verb
    from coach.player.session.view import View


class Played(Protocol):
    """A session that is being played, as a screen knows it."""

    @property
    def over(self) -> threading.Event:
        """Set when it has ended, one way or the other."""

    def view(self) -> View:
        """What there is to show now; cheap, from any thread."""

    def ask(self, verb: Verb) -> None:
        """What a listener wants; from any thread, comes back at once and never raises."""


class Screen(Protocol):
    """Shows a session from beginning to end."""

    def run(self, session: Played) -> None:
        """Show it until it is over; in the main thread.

        Raises Interrupted when coach is to end, by Ctrl-C or another signal, with the terminal as it was before.
        """


def screen_for(plain: bool, keys: Mapping[str, Verb]) -> Screen:
    """The screen for this terminal, or for none; `keys` are Textual's names of keys, and what each of them asks."""
    if plain or not _is_terminal():
        from coach.player.screen.plain import Plain

        return Plain()
    from coach.player.screen.tui import Tui

    return Tui(keys)


def _is_terminal() -> bool:
    """Whether all three streams are terminals: Textual reads from the first and writes to the third."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return os.environ.get("TERM") != "dumb" and all(stream is not None and stream.isatty() for stream in streams)
