"""Keys by coach's names → keys by the names that browsers give them (KeyboardEvent.key)."""

from __future__ import annotations

import string

from coach.player.controls.bindings import DEFAULTS
from coach.player.controls.key_names import sign_name

_SIGNS = {sign_name(sign): sign for sign in string.punctuation} | {"space": " "}
_NAMES = {
    **{way: f"Arrow{way.title()}" for way in ("up", "down", "left", "right")},
    "pageup": "PageUp",
    "pagedown": "PageDown",
}


def web_key(name: str) -> str:
    """Return a key as a browser names it, with Shift before it where it is held.

    Example:
        >>> web_key("pagedown"), web_key("full_stop"), web_key("shift+f5"), web_key("n")
        ('PageDown', '.', 'Shift+F5', 'n')
    """
    *held, key = name.split("+")
    alone = _SIGNS.get(key) or _NAMES.get(key) or (key if len(key) == 1 else key.title())
    return "+".join((*(each.title() for each in held), alone))


def web_keys() -> dict[str, str]:
    """Return the verb of each key of the player's own table, by the names of browsers."""
    return {web_key(name): verb for name, verb in DEFAULTS.items()}
