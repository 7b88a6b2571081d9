"""Numbers of kitty's keyboard protocol → names of keys: https://sw.kovidgoyal.net/kitty/keyboard-protocol/.

kitty, foot, Ghostty, WezTerm and others speak it when they are asked to, and then tell when a key is let go, too.
"""

from __future__ import annotations

import sys

from coach.player.controls.key_names import sign_name

_CONTROLS = {9: "tab", 13: "enter", 27: "escape", 32: "space", 127: "backspace"}
_KEYPAD_SIGNS = dict(enumerate("0123456789./*-+", 57_399))
_KEYPAD_NAMES = "enter equals_sign comma left right up down pageup pagedown home end insert delete"
_NAMES = {
    **_CONTROLS,
    **{number: f"f{at}" for at, number in enumerate(range(57_376, 57_388), 13)},
    **{number: sign_name(sign) for number, sign in _KEYPAD_SIGNS.items()},
    **dict(enumerate(_KEYPAD_NAMES.split(), 57_414)),
}
_PRIVATE = range(0xE000, 0xF900)
"""The numbers of keys without a sign: those that are not in the table, such as Shift alone, are no keys of coach."""


def key_of_code(number: int) -> str:
    """Return the name of the key with a number; empty for one that types nothing and has no name.

    Example:
        >>> key_of_code(32), key_of_code(97), key_of_code(57_422), key_of_code(57_441)
        ('space', 'a', 'pagedown', '')
    """
    if number in _NAMES:
        return _NAMES[number]
    if number in _PRIVATE or number > sys.maxunicode or not chr(number).isprintable():
        return ""
    return sign_name(chr(number))
