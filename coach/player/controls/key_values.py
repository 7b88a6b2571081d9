"""The settings of keys.yaml beside its keys: how each is read, and what the file says of it. One row each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from coach.player.controls.bindings import Switches
from coach.player.session.commands import VERBS
from coach.suggestion import suggest
from coach.units import format_duration, parse_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach.player.session.commands import Verb

SWITCH_COUNTS: tuple[Switches, ...] = get_args(Switches)
_MOST_ROUNDS = 20


@dataclass(frozen=True)
class Reader:
    """One setting of the file."""

    field: str
    """The field of `KeySettings` that it sets."""
    read: Callable[[Any], Any]
    """Reads what the user wrote; raises ValueError with what is wrong, and what to write."""
    write: Callable[[Any], str]
    """Writes it, so that `read` gives the same."""
    comment: str


def _time(value: object, least_ms: int, most_ms: int) -> int:
    example = f"write a time from {format_duration(least_ms)} to {format_duration(most_ms)}, such as 1.5s"
    if not isinstance(value, str) or not value:
        raise ValueError("it needs a time", example)
    ms = parse_duration(value)
    if not least_ms <= ms <= most_ms:
        raise ValueError(f"'{value}' is too {'short' if ms < least_ms else 'long'}", example)
    return ms


def _switches(value: object) -> Switches:
    for known in SWITCH_COUNTS:
        if value == known:
            return known
    typed = value if isinstance(value, str) else "a list"
    raise ValueError(f"there is no '{typed}'", suggest(typed, SWITCH_COUNTS, "it can be off, one or two"))


def _rounds(value: object) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"[1-9]\d?", value) or int(value) > _MOST_ROUNDS:
        raise ValueError(f"'{value}' is no number of rounds", f"write a number from 1 to {_MOST_ROUNDS}")
    return int(value)


def _scanned(value: object) -> tuple[Verb, ...]:
    example = "write verbs in the order in which they are said, such as [next, repeat, how long]"
    if not isinstance(value, list) or not value:
        raise ValueError("it needs verbs", example)
    words = [" ".join(each.lower().split()) if isinstance(each, str) else "" for each in value]
    for word in words:
        if word not in VERBS:
            raise ValueError(f"there is no verb '{word}'", suggest(word, VERBS, f"there are {', '.join(VERBS)}"))
        if words.count(word) > 1:
            raise ValueError(f"'{word}' stands there twice", "keep one of them")
    return tuple(verb for word in words for verb in VERBS if verb == word)


READERS: Mapping[str, Reader] = {
    "acceptance_time": Reader(
        "acceptance_ms",
        partial(_time, least_ms=0, most_ms=5_000),
        format_duration,
        "How long a key must be held before it counts; 0s: it counts at once.",
    ),
    "post_acceptance_delay": Reader(
        "delay_ms",
        partial(_time, least_ms=0, most_ms=10_000),
        format_duration,
        "How long after a press that counts all others are ignored; 0s: none is.",
    ),
    "scanning": Reader(
        "switches",
        _switches,
        str,
        "Switch scanning: one (the verbs are said one after another, and a press takes one), two (one switch steps,\n"
        "# the other takes), or off.",
    ),
    "pace": Reader(
        "pace_ms",
        partial(_time, least_ms=300, most_ms=30_000),
        format_duration,
        "The scan pace: the time from one verb to the next.",
    ),
    "rounds": Reader("rounds", _rounds, str, "How often it goes round before it is quiet until the next press."),
    "scan": Reader(
        "scanned", _scanned, lambda verbs: f"[{', '.join(verbs)}]", "The verbs that are said, in this order."
    ),
}
"""Name in the file → how it is read."""
