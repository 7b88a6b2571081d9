"""A key that is held down → one press."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_REPEAT_SECONDS = 0.15
"""Keyboards repeat 10 to 30 times a second, the Linux console's 11; nobody taps a pedal twice in that time."""


class HeldKeys:
    """Tells the repeats of a key that is held: a foot that rests on a pedal must not skip the whole session.

    The first repeat, half a second after the press, cannot be told from a second press.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = ("", 0.0)

    def is_repeat(self, key: str) -> bool:
        """To be asked of every press."""
        (before, then), now = self._last, self._clock()
        self._last = (key, now)
        return key == before and now - then < _REPEAT_SECONDS
