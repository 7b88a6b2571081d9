"""Fingers, feet and voices → verbs. The contract of a control, and the table of them.

To add one: a file here with a class like `Control`, and a row in `_CONTROLS`.
"""

from __future__ import annotations

from typing import Protocol, Self


class Control(Protocol):
    """Listens from `__enter__` on until `__exit__`, in a thread of its own, and asks for verbs by an `Ask`."""

    def __enter__(self) -> Self:
        """Begin; raises MissingPart where this machine lacks what it needs."""

    def __exit__(self, *_: object) -> None:
        """Cease."""
