"""The verbs: what a listener can ask of the player without looking; and switches, which choose among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, get_args

from coach.errors import UsageError
from coach.suggestion import suggest

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

Switch = Literal["step", "take"]
"""What a switch does where verbs are scanned: it steps to the next one, or takes the one that is said."""

SWITCHES: tuple[Switch, ...] = get_args(Switch)

Request = Verb | Switch
"""What a key can ask for."""

REQUESTS: tuple[Request, ...] = (*VERBS, *SWITCHES)

Ask = Callable[[Verb], None]
"""A function that a control calls with a verb, from any thread; it returns at once and never raises."""

AskAny = Callable[[Request], None]
"""An `Ask` that takes what switches do, too."""


def check_request(asked: object, known: Sequence[str] = REQUESTS) -> None:
    """Raise UsageError, with the verb that was meant perhaps, for what nobody can ask for."""
    if asked not in known:
        hint = suggest(str(asked), known, f"there are: {', '.join(known)}")
        raise UsageError(f"there is no verb {asked!r}; {hint}")
