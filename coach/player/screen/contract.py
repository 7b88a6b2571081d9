"""The contract of a screen, and of what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import threading

    from coach.player.session.commands import Request
    from coach.player.session.view import View


class Played(Protocol):
    """A session that is being played, as a screen knows it."""

    @property
    def over(self) -> threading.Event:
        """The event that is set when it has ended, one way or the other."""

    def view(self) -> View:
        """The view to show now; cheap, from any thread."""

    def ask(self, verb: Request) -> None:
        """Ask for a verb, or do what a switch does; from any thread, returns at once and never raises."""


class Screen(Protocol):
    """Shows a session from beginning to end."""

    def run(self, session: Played) -> None:
        """Show the session until it is over; in the main thread.

        Raises Interrupted when coach is to end, by Ctrl-C or another signal, with the terminal as it was before.
        """
