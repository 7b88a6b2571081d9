"""What a listener can ask of the player without looking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

Verb = Literal[
    "pause",
    "continue",
    "pause or continue",
    "repeat",
    "back",
    "next",
    "more time",
    "slower",
    "faster",
    "how long",
    "louder",
    "softer",
    "stop",
]
"""`pause or continue` is for what has one button for both."""

VERBS: tuple[Verb, ...] = get_args(Verb)

Ask = Callable[[Verb], None]
"""What a control calls, from any thread; it comes back at once and never raises."""
