"""Keys → verbs: coach's own table, which a user's keys.yaml changes (see keys_file)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.player.session.commands import Request, Switch, Verb

_KEYS: dict[Verb, str] = {
    "next": "right pagedown enter n",
    "back": "left pageup p",
    # The buttons of presenters: F5 and Shift+F5 start a show (a terminal may call the latter F17), the same button ends
    # it by Escape, b and . blacken the screen. Nothing that a presenter sends may end a session.
    "pause or continue": "space f5 shift+f5 f17 escape b full_stop",
    "repeat": "r",
    "more time": "m",
    "slower": "s",
    "faster": "f",
    "how long": "t h",
    "louder": "up plus equals_sign",  # = is + without Shift
    "softer": "down minus",
    "stop": "q",
}
DEFAULTS: Mapping[str, Verb] = MappingProxyType({key: verb for verb, keys in _KEYS.items() for key in keys.split()})
"""The verb of each key, by the name that Textual gives the key; presenters and page turners send arrows or page
keys."""

Switches = Literal["off", "one", "two"]
"""How many switches scan the verbs."""

SWITCH_KEYS: Mapping[Switches, Mapping[str, Switch]] = MappingProxyType(
    {
        "off": {},
        "one": {"space": "take", "enter": "take"},
        "two": {"space": "step", "enter": "take"},
    }
)
"""The keys of switches, in place of what they ask for otherwise: what switch interfaces send as they are bought."""

HEADSET: Mapping[str, Verb] = MappingProxyType(
    {
        "play": "continue",  # not the toggle: a headset that is put on sends it while we play
        "pause": "pause",
        "play or pause": "pause or continue",
        "next": "next",
        "previous": "back",
        # Headsets send Stop when they are taken off, and cars when they lose the telephone. A session that pauses goes
        # on with one press; one that has stopped is over for somebody with closed eyes.
        "stop": "pause",
    }
)
"""The verb of each button of a headset or a lock screen."""

MAY_REPEAT: tuple[Request, ...] = ("louder", "softer")
"""The verbs that a key which is held down asks for again and again."""


def verb_of(key: str, bound: Mapping[str, Request]) -> Request | None:
    """What a key asks for, or None; Caps Lock changes nothing."""
    return bound.get(key) or bound.get(key.lower())
