"""Names that people and terminals give a key → its one name in coach, which is the one that Textual gives it."""

from __future__ import annotations

import re
import string
import unicodedata
from difflib import get_close_matches

_SPECIAL = (
    *("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "insert", "delete"),
    *("tab", "space", "enter", "backspace", "escape"),
    *(f"f{number}" for number in range(1, 25)),
)
_ALSO = {
    "esc": "escape",
    "return": "enter",
    "spacebar": "space",
    "period": "full_stop",
    "dot": "full_stop",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "del": "delete",
    "ins": "insert",
    **{f"{way}arrow": way for way in ("up", "down", "left", "right")},
    **{f"arrow{way}": way for way in ("up", "down", "left", "right")},
}
_SHORTER = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Unicode's names of signs that Textual shortens."""
_HELD_DOWN = {"ctrl": "ctrl", "control": "ctrl", "alt": "alt", "option": "alt", "shift": "shift"}


def sign_name(sign: str) -> str:
    """The name of the key that types one sign: `n` for n, `full_stop` for a dot."""
    if sign.isalnum():
        return sign
    name = unicodedata.name(sign, sign).lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name)


def read_key(typed: str) -> str | None:
    """The name of a key that somebody calls `F5`, `Page Down`, `.` or `ctrl+n`; None if there is no such key."""
    if typed == "+":
        return sign_name(typed)
    *held, key = typed.lower().split("+")
    name = _plain(key.strip() or key)
    with_it = sorted({_HELD_DOWN.get(word.strip(), "") for word in held})
    if name is None or "" in with_it:
        return None
    if with_it == ["shift"] and len(name) == 1:
        return name  # a capital letter is the same key: Caps Lock must change nothing
    return "+".join((*with_it, name))


def _plain(key: str) -> str | None:
    """The name of a key without its modifiers; None if there is no such key."""
    if len(key) == 1:
        return sign_name(key) if key.isprintable() else None
    return _NAMES.get(_squashed(key)) or _by_unicode(key)


def _by_unicode(name: str) -> str | None:
    """The name of a key that types a sign which has this name in Unicode; None if there is no such sign."""
    try:
        sign = unicodedata.lookup(re.sub(r"[\s_]+", " ", name).upper())
    except KeyError:  # not logged: no sign has this name
        return None
    return sign_name(sign) if len(sign) == 1 and sign.isprintable() else None


def nearest_key(typed: str) -> str:
    """The hint for a name that no key has: the nearest name, or what can be written."""
    near = get_close_matches(_squashed(typed), _NAMES, 1)
    if near:
        return f"did you mean '{_NAMES[near[0]]}'?"
    return "write a sign, or a name such as space, enter, right, pagedown, f5, full_stop or ctrl+n"


def _squashed(key: str) -> str:
    return re.sub(r"[\s_-]+", "", key.lower())


_NAMES = {_squashed(name): name for name in (*_SPECIAL, *map(sign_name, string.punctuation))} | _ALSO
