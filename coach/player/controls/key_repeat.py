"""A key that is held down → one press."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

REPEAT_S = 0.15
"""The longest time between two key repeats, in seconds: keyboards repeat 10 to 30 times a second, the Linux console's
11; nobody taps a pedal twice in that time."""
_DELAY_S = 1.1
"""The longest time until the first key repeat, in seconds: 0.66 s in X11, 0.5 s in macOS, up to 1 s in Windows."""

_NOTHING = ("", 0.0)

Press = Literal["press", "perhaps", "repeat"]
"""The kind of a press; `perhaps` is a second press or the first key repeat of a held key, and what comes next will
tell."""


class KeyRepeat:
    """Tells key repeats from presses, so that a foot that rests on a pedal does not skip the whole session."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._last = _NOTHING
        self._since = 0.0

    def kind(self, key: str) -> Press:
        """The kind of this press; to be called for every press, in order."""
        (before, then), now = self._last, self.clock()
        self._last = (key, now)
        if key != before or now - then > _DELAY_S:
            self._since = now
            return "press"
        if now - then < REPEAT_S:
            return "repeat"
        self._since = then  # if this is the first repeat, the key has been held since the press before it
        return "perhaps"

    @property
    def held_s(self) -> float:
        """How long the key that came last has been held, in seconds, as far as its repeats tell."""
        return self._last[1] - self._since

    def release(self) -> float:
        """Take that the key is let go, and return how long it was held, in seconds; the next press is a new one."""
        held_s = self.clock() - self._since if self._last != _NOTHING else 0.0
        self._last = _NOTHING
        return held_s
