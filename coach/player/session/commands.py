"""The verbs: what a listener can ask of the player without looking."""

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
"""The verbs of the player; `pause or continue` is for devices that have one button for both."""

VERBS: tuple[Verb, ...] = get_args(Verb)

Ask = Callable[[Verb], None]
"""A function that a control calls with a verb, from any thread; it returns at once and never raises."""
