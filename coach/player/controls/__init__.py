"""Keys, pedals, media buttons and voices → verbs: the contract of a control.

To add one: a file here with a class like `Control`, and a line where coach/cli/play_command.py makes the controls.
"""

from __future__ import annotations

from typing import Protocol, Self


class Control(Protocol):
    """A control: listens from `__enter__` until `__exit__` in its own thread, and asks for verbs through an `Ask`."""

    def __enter__(self) -> Self:
        """Begin to listen; raises MissingPart where this machine lacks what the control needs."""

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
