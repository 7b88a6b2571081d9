"""Presses of a person's own keys → KeySettings: the verbs are asked for one after another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from coach.cli.output import tell
from coach.errors import UsageError
from coach.interrupts import LOOK_S, check
from coach.player.controls.bindings import DEFAULTS, verb_of
from coach.player.controls.key_help import keys_by_verb
from coach.player.controls.key_names import read_key
from coach.player.controls.key_queue import END
from coach.player.controls.key_repeat import KeyRepeat
from coach.player.controls.keys_file import can_be_bound
from coach.player.session.commands import SWITCHES, VERBS

if TYPE_CHECKING:
    from coach.player.controls.key_settings import KeySettings
    from coach.player.session.commands import Request

_INTRODUCTION = """\
For each verb, press its key, pedal, page turner or switch. Enter keeps what the verb has,
Escape keeps all that follow, and Ctrl-C leaves everything as it was."""
_OF_SWITCHES = "Enter can be the key of a switch: here, Escape keeps what the switch has."
_KEEP, _END = "enter", "escape"
_PATIENCE_S = 15.0
"""The time in seconds without any key after which it is said what may be the matter."""


class Keys(Protocol):
    """Where keys come from: a `KeyQueue`."""

    def next(self, seconds: float) -> str | None:
        """Return the next key, or None after so many seconds."""


def learn_keys(settings: KeySettings, keys: Keys) -> KeySettings:
    """Return the settings with the keys that somebody presses, the switches first; raises Interrupted, UsageError."""
    tell(_INTRODUCTION)
    if settings.needed:
        tell(_OF_SWITCHES)
    lesson = _Lesson(settings, keys)
    for asked in (*settings.needed, *dict.fromkeys(DEFAULTS.values()), *(each for each in VERBS if _is_rare(each))):
        if not lesson.learn(asked):
            break
    return lesson.settings


def _is_rare(verb: Request) -> bool:
    """Whether coach has no key of its own for a verb: one key does both of these."""
    return verb not in DEFAULTS.values()


class _Lesson:
    """What has been learnt so far."""

    def __init__(self, settings: KeySettings, keys: Keys) -> None:
        self.settings = settings
        self._keys = keys
        self._held = KeyRepeat()
        self._learnt: dict[str, Request] = {}

    def learn(self, asked: Request) -> bool:
        """Learn the key of one verb or switch; whether the ones after it are to be learnt, too."""
        names = keys_by_verb(self.settings.keys).get(asked)
        tell(f"\n{asked}: now {', '.join(names) if names else 'no key'}. Press its key.")
        while True:
            pressed = self._next()
            if pressed == _END or (pressed == _KEEP and asked not in SWITCHES):
                tell("    kept")
                return pressed == _KEEP or asked in SWITCHES
            if self._take(pressed, asked):
                return True

    def _next(self) -> str:
        """Wait for a key; the repeats of one that is held are none."""
        waited = 0.0
        while True:
            check()
            key = self._keys.next(LOOK_S)
            if key == END:
                raise UsageError("there are no more keys, as standard input is closed; nothing was changed")
            if key and self._held.kind(key) == "press":
                return key
            waited += 0.0 if key else LOOK_S
            if not key and _PATIENCE_S <= waited < _PATIENCE_S + LOOK_S:
                tell("    no key has come: is it connected, and is it this window that it sends to?")

    def _take(self, pressed: str, asked: Request) -> bool:
        """Bind a key, and say what it did before; False where it cannot be."""
        name = read_key(pressed) or pressed
        shown, before = name.replace("_", " "), verb_of(name, self.settings.keys)
        if not can_be_bound(name):
            tell(f"    {shown} cannot be bound; press another key")
        elif name in self._learnt and before != asked:
            tell(f"    {shown} is '{before}' already; press another key")
        else:
            changed = f", and no more '{before}'" if before and before != asked else ""
            tell(f"    {shown}: '{asked}'{changed}")
            self._bind(name, asked)
            return True
        return False

    def _bind(self, name: str, asked: Request) -> None:
        """Let a key of one's own take the place of those before it; coach's own stay beside it."""
        own = {key: verb for key, verb in self.settings.own.items() if verb != asked or key in self._learnt}
        if verb_of(name, replace(self.settings, own=own).keys) != asked:
            own[name] = asked
        self.settings = replace(self.settings, own=own)
        self._learnt[name] = asked
