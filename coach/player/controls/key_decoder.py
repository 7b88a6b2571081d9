"""Bytes of a terminal → names of keys, however the bytes are split into reads."""

from __future__ import annotations

import codecs
import re

from coach.player.controls.key_names import sign_name
from coach.player.controls.kitty_keys import key_of_code

_NAMES = "up down right left home end enter f1 f2 f3 f4 shift+tab"
_LETTERS = dict(zip("ABCDHFMPQRSZ", _NAMES.split(), strict=True))
_NUMBERS = {
    **dict(enumerate(["home", "insert", "delete", "end", "pageup", "pagedown", "home", "end"], 1)),
    **{number: f"f{at}" for at, number in enumerate((11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24), 1)},
    **{number: f"f{at}" for at, number in enumerate((25, 26, 28, 29, 31, 32, 33, 34), 13)},
}
_CONSOLE = {"A": "f1", "B": "f2", "C": "f3", "D": "f4", "E": "f5"}
"""The function keys of the Linux console, without a desktop: the letter that ends the sequence, and the key."""
_KEYPAD = dict(zip("jklmnopqrstuvwxy", "*+,-./0123456789", strict=True))
_CONTROLS = {"\t": "tab", "\r": "enter", "\n": "enter", " ": "space", "\x7f": "backspace", "\x08": "backspace"}
_HELD_DOWN = {"alt": 2, "ctrl": 4, "shift": 1}
"""The bits of the modifier number that xterm sends, less one, in the order in which Textual names the modifiers."""
_LONGEST = 32

RELEASED = "released"
"""What stands for a key that is let go, where a terminal tells it: one that was asked for it by kitty's protocol."""
_RELEASE = "3"
"""The event of kitty's protocol: 1 is a press, 2 a key repeat."""

_KEY = re.compile(
    r"\x1b\[\[(?P<console>[A-Z])"
    r"|\x1b\[(?P<values>[0-?]*)[ -/]*(?P<end>[@-~])"
    r"|\x1bO(?P<held>\d*)(?P<keypad>[A-Za-z])"
    r"|\x1b(?P<alt>[^\x1b\[O])"
    r"|(?P<sign>[^\x1b])"
)
_BEGUN = re.compile(r"\x1b(\[\[?|\[[0-?]*[ -/]*|O\d*)?")


class KeyDecoder:
    """Decodes bytes as they come; an unfinished key waits for the next `feed`, or for `flush` if nothing follows."""

    def __init__(self) -> None:
        self._text = codecs.getincrementaldecoder("utf-8")("ignore")
        self._rest = ""

    @property
    def waits(self) -> bool:
        """Whether a key has begun and not ended."""
        return bool(self._rest)

    def feed(self, data: bytes) -> list[str]:
        """The names of the keys that are complete with these bytes."""
        text, at = self._rest + self._text.decode(data), 0
        keys = []
        while at < len(text) and not (_BEGUN.fullmatch(text, at) and len(text) - at < _LONGEST):
            found = _KEY.match(text, at)
            keys.append(_name(found) if found else "escape")
            at = found.end() if found else at + 1
        self._rest = text[at:]
        return [key for key in keys if key]

    def flush(self) -> list[str]:
        """The key that is left when no bytes follow: a lone escape is that key, and half a sequence is none."""
        rest, self._rest = self._rest, ""
        return ["escape"] if rest == "\x1b" else []


def _name(found: re.Match[str]) -> str:
    """The name of one key; empty for an unknown sequence, which must not pass for the letters in it."""
    if sign := found["sign"]:
        return _sign(sign)
    if alt := found["alt"]:
        return f"alt+{_sign(alt)}"
    if console := found["console"]:
        return _CONSOLE.get(console, "")
    if keypad := found["keypad"]:
        name = sign_name(_KEYPAD[keypad]) if keypad in _KEYPAD else _LETTERS.get(keypad, "")
        return _with(name, found["held"])
    return _of_values(found["values"], found["end"])


def _of_values(values: str, end: str) -> str:
    first, held, text = (*values.split(";"), "", "")[:3]
    held, _, event = held.partition(":")
    if end == "u":
        name = _of_code(first.partition(":")[0], held, text)
    elif end == "~":
        name = _with(_NUMBERS.get(int(first), "") if first.isdecimal() else "", held)
    else:
        name = _with(_LETTERS.get(end, ""), held) if first in ("", "1") else ""
    return RELEASED if name and event == _RELEASE else name


def _of_code(code: str, held: str, text: str) -> str:
    """The name of a key by kitty's protocol: by the sign that it types, if it types one."""
    if text.isdecimal() and int(text) > ord(" ") and (sign := key_of_code(int(text))):
        return sign
    return _with(key_of_code(int(code)) if code.isdecimal() else "", held)


def _with(name: str, held: str) -> str:
    if not name or not held.isdecimal():
        return name
    bits = int(held) - 1
    return "+".join((*(word for word, bit in _HELD_DOWN.items() if bits & bit), name))


def _sign(sign: str) -> str:
    if sign in _CONTROLS:
        return _CONTROLS[sign]
    if sign < " ":
        return f"ctrl+{sign_name(chr(ord(sign) + ord('@')).lower())}"
    return sign_name(sign)
